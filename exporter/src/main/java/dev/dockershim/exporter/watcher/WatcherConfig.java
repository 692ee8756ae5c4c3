package dev.dockershim.exporter.watcher;

import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.web.WebAccess;
import java.time.Duration;
import java.util.List;

/**
 * What a watcher is told by its flags.
 *
 * @param policy how the cluster is judged
 * @param interval how often
 * @param emitPassing whether checks that pass have series too
 * @param acceptCriDockerd whether cri-dockerd is an end of the way
 * @param listenAddresses as in {@code --web.listen-address}
 * @param telemetryPath as in {@code --web.telemetry-path}
 * @param access who may ask, and how
 */
public record WatcherConfig(
        ClusterPolicy policy,
        Duration interval,
        boolean emitPassing,
        boolean acceptCriDockerd,
        List<String> listenAddresses,
        String telemetryPath,
        WebAccess access) {

    /** Open to everybody. */
    public WatcherConfig(
            ClusterPolicy policy,
            Duration interval,
            boolean emitPassing,
            boolean acceptCriDockerd,
            List<String> listenAddresses,
            String telemetryPath) {
        this(policy, interval, emitPassing, acceptCriDockerd, listenAddresses, telemetryPath, WebAccess.OPEN);
    }

    /** Copies the list. */
    public WatcherConfig {
        listenAddresses = List.copyOf(listenAddresses);
    }
}
