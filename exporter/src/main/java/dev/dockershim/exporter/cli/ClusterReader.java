package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.watch.WatchConfig;
import java.time.Duration;

/** Reads a cluster once, and judges it. */
@FunctionalInterface
interface ClusterReader {

    /**
     * Reads.
     *
     * @param config which cluster
     * @param limit how long it may take; what has not come by then is missing
     * @param progress is told what was read
     * @throws IllegalArgumentException with one line that names the flag, if the cluster cannot be reached by them
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    ClusterReadiness read(WatchConfig config, Duration limit, ProgressLine progress) throws InterruptedException;
}
