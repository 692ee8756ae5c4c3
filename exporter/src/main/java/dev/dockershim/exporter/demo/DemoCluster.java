package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

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
    private final Map<ApiResource, Map<String, ObjectNode>> served = new EnumMap<>(ApiResource.class);
    private final Path directory;
    private final Path kubeconfig;
    private final ReplayApiServer server;
    private final ScheduledExecutorService controllers;

    private DemoCluster(Clock clock, Path directory, ServingCertificate certificate) throws IOException {
        this.clock = clock;
        this.start = clock.instant();
        this.recorded = new RecordedCluster(start);
        this.directory = directory;
        this.kubeconfig = directory.resolve("kubeconfig");
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
        Path directory = Files.createTempDirectory("dockershim-demo-cluster");
        DemoCluster cluster = new DemoCluster(clock, directory, ServingCertificate.create(directory, "api-server"));
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
        recorded.objects(Math.max(0, step)).forEach(this::serve);
    }

    /** Changes what differs, as controllers and kubelets would: those that have left go last. */
    private void serve(ApiResource resource, List<ObjectNode> objects) {
        Map<String, ObjectNode> before = served.getOrDefault(resource, Map.of());
        Map<String, ObjectNode> now = new HashMap<>();
        for (ObjectNode object : objects) {
            String key = object.path("metadata").path("namespace").asString("") + "/"
                    + object.path("metadata").path("name").asString("");
            now.put(key, object.deepCopy());
            if (!object.equals(before.get(key))) {
                store.put(resource, JsonObject.of(object));
            }
        }
        before.keySet().stream().filter(key -> !now.containsKey(key)).forEach(key -> {
            int slash = key.indexOf('/');
            store.delete(resource, key.substring(0, slash), key.substring(slash + 1));
        });
        served.put(resource, now);
    }

    @Override
    public void close() throws IOException {
        controllers.shutdownNow();
        server.close();
        Files.deleteIfExists(kubeconfig);
        Files.deleteIfExists(directory);
    }
}
