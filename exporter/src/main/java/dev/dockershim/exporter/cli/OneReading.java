package dev.dockershim.exporter.cli;

import dev.dockershim.exporter.cluster.ClusterJudge;
import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.watch.ClusterListing;
import dev.dockershim.exporter.watch.WatchConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Lists a cluster by its API server, and judges what was seen. */
final class OneReading {

    /** A report may be long: findings are counted for people, not for a time series each. */
    private static final int FINDINGS = 10_000;

    private OneReading() {}

    /** As {@link ClusterReader#read}. */
    static ClusterReadiness read(
            @Nullable Path kubeconfig, @Nullable String context, Duration limit, ProgressLine progress)
            throws InterruptedException {
        WatchConfig config = new WatchConfig(kubeconfig, context, Shard.ALL, null);
        try (ClusterListing listing = ClusterListing.open(config, VersionText.version())) {
            ClusterPolicy policy = new ClusterPolicy(ClusterPolicy.DEFAULT.stall(), FINDINGS, true);
            return new ClusterJudge(policy)
                    .judge(listing.read(limit, (resource, objects, whole) -> progress.listed(resource, objects)));
        }
    }
}
