package dev.dockershim.monitoring.demo;

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
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The watcher of the recorded cluster. */
final class DemoWatcher implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final DemoCluster cluster;
    private final ClusterWatch watch;
    private final Watcher watcher;

    private DemoWatcher(DemoCluster cluster, ClusterWatch watch, Watcher watcher) {
        this.cluster = cluster;
        this.watch = watch;
        this.watcher = watcher;
    }

    static DemoWatcher start() throws IOException, InterruptedException {
        DemoCluster cluster = DemoCluster.start(Clock.systemUTC());
        WatchConfig config = new WatchConfig(cluster.kubeconfig(), null, Shard.ALL, null);
        ClusterWatch watch = ClusterWatch.start(config, BuildInfo.load().version());
        try {
            Watcher watcher = Watcher.start(
                    new WatcherConfig(ClusterPolicy.DEFAULT, INTERVAL, true, true, List.of("127.0.0.1:0"), "/metrics"),
                    new Watched(config.shard(), watch, watch::isSynced, watch::statuses));
            DemoWatcher started = new DemoWatcher(cluster, watch, watcher);
            started.awaitReady();
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            watch.close();
            cluster.close();
            throw e;
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (!watcher.isReady()) {
            if (System.nanoTime() - end > 0) {
                throw new IOException("the recorded cluster was not judged within " + LONGEST.toSeconds() + " s");
            }
            Thread.sleep(20);
        }
    }

    URI url() {
        return URI.create(watcher.urls().get(0));
    }

    @Override
    public void close() throws IOException {
        watcher.close();
        watch.close();
        cluster.close();
    }
}
