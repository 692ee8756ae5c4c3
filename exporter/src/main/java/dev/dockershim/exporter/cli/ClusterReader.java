package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads a cluster once, and judges it. Names nothing of {@code watch}, which an agent's command line must not load. */
@FunctionalInterface
interface ClusterReader {

    /**
     * Reads.
     *
     * @param kubeconfig a kubeconfig file; null for the cluster that is found without
     * @param context a context of it; null for its current one
     * @param limit how long it may take; what has not come by then is missing
     * @param progress is told what was read
     * @throws IllegalArgumentException with one line that names the flag, if the cluster cannot be reached by them
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    ClusterReadiness read(@Nullable Path kubeconfig, @Nullable String context, Duration limit, ProgressLine progress)
            throws InterruptedException;
}
