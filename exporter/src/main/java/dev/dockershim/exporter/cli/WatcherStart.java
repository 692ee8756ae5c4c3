package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.telemetry.BuildInfo;
import dev.dockershim.exporter.watch.ClusterWatch;
import dev.dockershim.exporter.watch.WatchConfig;
import dev.dockershim.exporter.watcher.Watched;
import dev.dockershim.exporter.watcher.Watcher;
import dev.dockershim.exporter.watcher.WatcherConfig;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Starts a watcher by its flags. Apart from the command, whose class is loaded whichever command is given: an agent must
 * not load what watches a cluster.
 */
final class WatcherStart {

    private WatcherStart() {}

    /**
     * Starts it; it stops with the process.
     *
     * @throws IllegalArgumentException with one line that names the flag at fault
     * @throws IOException with one line if an address cannot be listened on
     */
    static void start(WatcherCommand command) throws IOException {
        WatcherConfig config = command.config();
        WatchConfig cluster = watchConfig(command, PodSelf.ofThisProcess());
        ClusterWatch watch = ClusterWatch.start(cluster, BuildInfo.load().version());
        try {
            Watcher running =
                    Watcher.start(config, new Watched(cluster.shard(), watch, watch::isSynced, watch::statuses));
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                running.close();
                                watch.close();
                            },
                            "stop"));
        } catch (IllegalArgumentException | IOException e) {
            watch.close();
            throw e;
        }
    }

    /** What the flags of the cluster mean. A pod's own namespace is none of another cluster's. */
    static WatchConfig watchConfig(WatcherCommand command, PodSelf self) {
        Path kubeconfig = command.cluster.kubeconfig();
        return new WatchConfig(
                kubeconfig,
                command.cluster.context(),
                command.shards.toShard(self::name),
                command.watcher.agentNamespace(kubeconfig == null ? self.namespace() : null));
    }
}
