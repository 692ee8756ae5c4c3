package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the node's readiness is judged.
 *
 * @param interval how often; zero turns it off
 * @param emitPassing whether checks that pass have series too
 * @param acceptCriDockerd whether a node on cri-dockerd has arrived
 * @param apiServer how to reach the API server; null if it is not asked
 * @param hostRoot where the host's file system is mounted; null if it is not
 * @param searchPaths files and directories of the host that are searched for the use of Docker
 * @param stateFile keeps when the phase began; null if a restart forgets it
 * @param timing how time counts besides the interval
 */
public record ReadinessConfig(
        Duration interval,
        boolean emitPassing,
        boolean acceptCriDockerd,
        @Nullable KubeletConfig apiServer,
        @Nullable Path hostRoot,
        List<String> searchPaths,
        @Nullable Path stateFile,
        ReadinessTiming timing) {

    /** Each minute, from the kubelet and the runtime alone. */
    public static final ReadinessConfig DEFAULT =
            new ReadinessConfig(Duration.ofMinutes(1), true, true, null, null, List.of(), null);

    /** Not at all. */
    public static final ReadinessConfig OFF =
            new ReadinessConfig(Duration.ZERO, true, true, null, null, List.of(), null);

    /** Copies the list. */
    public ReadinessConfig {
        searchPaths = List.copyOf(searchPaths);
    }

    /** With the usual timing. */
    public ReadinessConfig(
            Duration interval,
            boolean emitPassing,
            boolean acceptCriDockerd,
            @Nullable KubeletConfig apiServer,
            @Nullable Path hostRoot,
            List<String> searchPaths,
            @Nullable Path stateFile) {
        this(
                interval,
                emitPassing,
                acceptCriDockerd,
                apiServer,
                hostRoot,
                searchPaths,
                stateFile,
                ReadinessTiming.DEFAULT);
    }

    /** Whether it is judged at all. */
    public boolean isOn() {
        return !interval.isZero();
    }
}
