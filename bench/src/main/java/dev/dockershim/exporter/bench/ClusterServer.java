package dev.dockershim.exporter.bench;

import dev.dockershim.exporter.demo.Kubeconfig;
import dev.dockershim.exporter.demo.ReplayApiServer;
import dev.dockershim.exporter.demo.ServingCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Serves a generated cluster, for the whole-process benchmarks {@code bench/watcher} and {@code bench/report}. */
public final class ClusterServer {

    private static final String TOKEN = "bench-token";
    private static final long HEARTBEAT_NANOS = TimeUnit.MINUTES.toNanos(5);

    private ClusterServer() {}

    /**
     * Serves until it is killed. When a file {@code churn} appears, with a number of seconds in it, five pods of each
     * workload are made anew within that time; then there is a file {@code churned}, with the number of changes.
     *
     * @param args directory for {@code kubeconfig} and the other files; number of nodes; number of pods
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path directory = Path.of(args[0]);
        GeneratedCluster cluster = new GeneratedCluster(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        ServingCertificate certificate = ServingCertificate.create(directory, "api-server");
        ReplayApiServer server =
                ReplayApiServer.start(certificate.sslContext(), ReplayApiServer.Settings.of(TOKEN), cluster.store());
        Kubeconfig.write(directory.resolve("kubeconfig"), "bench", server.url(), certificate.pem(), TOKEN);
        ScheduledExecutorService kubelets = Executors.newSingleThreadScheduledExecutor();
        int[] next = {0};
        long period = HEARTBEAT_NANOS / cluster.nodes();
        var unused = kubelets.scheduleAtFixedRate(
                () -> cluster.heartbeat(next[0]++ % cluster.nodes()), period, period, TimeUnit.NANOSECONDS);
        Path churn = directory.resolve("churn");
        while (true) {
            if (Files.exists(churn)) {
                int seconds = Integer.parseInt(Files.readString(churn).strip());
                Files.delete(churn);
                Files.writeString(directory.resolve("churned"), String.valueOf(churn(cluster, seconds)));
            }
            Thread.sleep(100);
        }
    }

    private static long churn(GeneratedCluster cluster, int seconds) {
        int pods = 5;
        long expected = 4L * pods * GeneratedCluster.WORKLOADS;
        long start = System.nanoTime();
        long[] changes = {0};
        for (int workload = 0; workload < GeneratedCluster.WORKLOADS; workload++) {
            cluster.rollOut(workload, pods, change -> {
                long due = start + (long) ((double) changes[0]++ / expected * TimeUnit.SECONDS.toNanos(seconds));
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
            });
        }
        return changes[0];
    }
}
