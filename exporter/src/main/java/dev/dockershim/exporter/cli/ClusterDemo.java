package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.demo.DemoCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The recorded cluster, and its watcher. */
public final class ClusterDemo implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final DemoCluster cluster;
    private final DemoWatcher watcher;

    private ClusterDemo(DemoCluster cluster, DemoWatcher watcher) {
        this.cluster = cluster;
        this.watcher = watcher;
    }

    /**
     * Starts the cluster, and its watcher at {@code address}.
     *
     * @throws IOException with one line if the address cannot be listened on
     */
    public static ClusterDemo start(String address) throws IOException, InterruptedException {
        DemoCluster cluster = DemoCluster.start(Clock.systemUTC());
        try {
            return new ClusterDemo(
                    cluster, DemoWatcher.start(cluster.kubeconfig(), ClusterPolicy.DEFAULT, INTERVAL, address));
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The watcher's URL, as soon as the cluster was judged. */
    public String awaitUrl() throws IOException, InterruptedException {
        return watcher.awaitUrl();
    }

    /** For other clients of the same cluster. */
    Path kubeconfig() {
        return cluster.kubeconfig();
    }

    @Override
    public void close() throws IOException {
        watcher.close();
        cluster.close();
    }
}
