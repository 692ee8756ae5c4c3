package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.demo.DemoCluster;
import dev.dockershim.exporter.telemetry.BuildInfo;
import dev.dockershim.exporter.watch.ClusterWatch;
import dev.dockershim.exporter.watch.WatchConfig;
import dev.dockershim.exporter.watcher.Watched;
import dev.dockershim.exporter.watcher.Watcher;
import dev.dockershim.exporter.watcher.WatcherConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The watcher of the recorded cluster. */
final class ClusterDemo implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final DemoCluster cluster;
    private final ClusterWatch watch;
    private final Watcher watcher;

    private ClusterDemo(DemoCluster cluster, ClusterWatch watch, Watcher watcher) {
        this.cluster = cluster;
        this.watch = watch;
        this.watcher = watcher;
    }

    /**
     * Starts the cluster, and its watcher at {@code address}.
     *
     * @throws IOException with one line if the address cannot be listened on
     */
    static ClusterDemo start(String address) throws IOException, InterruptedException {
        DemoCluster cluster = DemoCluster.start(Clock.systemUTC());
        WatchConfig config = new WatchConfig(cluster.kubeconfig(), null, Shard.ALL, null);
        ClusterWatch watch = ClusterWatch.start(config, BuildInfo.load().version());
        try {
            Watcher watcher = Watcher.start(
                    new WatcherConfig(ClusterPolicy.DEFAULT, INTERVAL, true, true, List.of(address), "/metrics"),
                    new Watched(config.shard(), watch, watch::isSynced, watch::statuses));
            return new ClusterDemo(cluster, watch, watcher);
        } catch (IOException | RuntimeException e) {
            watch.close();
            cluster.close();
            throw e;
        }
    }

    /** The watcher's URL, as soon as the cluster was judged. */
    String awaitUrl() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!watcher.isReady()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("the recorded cluster was not judged within " + LONGEST.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
        return watcher.urls().get(0);
    }

    /** For other clients of the same cluster. */
    Path kubeconfig() {
        return cluster.kubeconfig();
    }

    @Override
    public void close() throws IOException {
        watcher.close();
        watch.close();
        cluster.close();
    }
}
