package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The recorded cluster brought to life: an API server on this machine, and a kubeconfig file for it. Now and then one of
 * its nodes is cordoned, drained, given another runtime and put in service again.
 */
public final class DemoCluster implements AutoCloseable {

    private static final String TOKEN = "demo-token";

    private final Clock clock;
    private final Instant start;
    private final RecordedCluster recorded;
    private final ApiStore store = new ApiStore();
    private final ServedObjects served = new ServedObjects(store);
    private final TemporaryDirectory directory;
    private final Path kubeconfig;
    private final ReplayApiServer server;
    private final ScheduledExecutorService controllers;

    private DemoCluster(Clock clock, TemporaryDirectory directory, ServingCertificate certificate) throws IOException {
        this.clock = clock;
        this.start = clock.instant();
        this.recorded = new RecordedCluster(start);
        this.directory = directory;
        this.kubeconfig = directory.path().resolve("kubeconfig");
        moveOn();
        this.server = ReplayApiServer.start(certificate.sslContext(), ReplayApiServer.Settings.of(TOKEN), store);
        Kubeconfig.write(kubeconfig, "demo", server.url(), certificate.pem(), TOKEN);
        this.controllers = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "replay-controllers");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts the cluster. Its files are in a temporary directory that {@link #close} removes. */
    public static DemoCluster start(Clock clock) throws IOException, InterruptedException {
        TemporaryDirectory directory = TemporaryDirectory.create("dockershim-demo-cluster");
        DemoCluster cluster =
                new DemoCluster(clock, directory, ServingCertificate.create(directory.path(), "api-server"));
        long step = ClusterMoves.STEP.toMillis();
        var unused = cluster.controllers.scheduleAtFixedRate(cluster::moveOn, step, step, TimeUnit.MILLISECONDS);
        return cluster;
    }

    /** A file with which any client reaches it; only its owner can read it. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    /** Its API server's base URL. */
    public URI url() {
        return server.url();
    }

    /** Makes the cluster what it is by now. */
    synchronized void moveOn() {
        long step = Duration.between(start, clock.instant()).dividedBy(ClusterMoves.STEP);
        served.serve(recorded.objects(Math.max(0, step)));
    }

    @Override
    public void close() throws IOException {
        controllers.shutdownNow();
        server.close();
        directory.close();
    }
}
