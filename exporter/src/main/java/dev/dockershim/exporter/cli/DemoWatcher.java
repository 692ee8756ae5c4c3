package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.telemetry.BuildInfo;
import dev.dockershim.exporter.watch.ClusterWatch;
import dev.dockershim.exporter.watch.WatchConfig;
import dev.dockershim.exporter.watcher.Watched;
import dev.dockershim.exporter.watcher.Watcher;
import dev.dockershim.exporter.watcher.WatcherConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The watcher of a replayed cluster. */
final class DemoWatcher implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final ClusterWatch watch;
    private final Watcher watcher;

    private DemoWatcher(ClusterWatch watch, Watcher watcher) {
        this.watch = watch;
        this.watcher = watcher;
    }

    /**
     * Starts it at {@code address}.
     *
     * @throws IOException with one line if the address cannot be listened on
     */
    static DemoWatcher start(Path kubeconfig, ClusterPolicy policy, Duration interval, String address)
            throws IOException {
        WatchConfig config = new WatchConfig(kubeconfig, null, Shard.ALL, null);
        ClusterWatch watch = ClusterWatch.start(config, BuildInfo.load().version());
        try {
            Watcher watcher = Watcher.start(
                    new WatcherConfig(policy, interval, true, true, List.of(address), "/metrics"),
                    new Watched(config.shard(), watch, watch::isSynced, watch::statuses));
            return new DemoWatcher(watch, watcher);
        } catch (IOException | RuntimeException e) {
            watch.close();
            throw e;
        }
    }

    /** Its URL, as soon as the cluster was judged. */
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

    @Override
    public void close() {
        watcher.close();
        watch.close();
    }
}
