package dev.dockershim.exporter.watcher;

import dev.dockershim.exporter.cluster.ClusterSource;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.source.SourceStatus;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What a watcher looks at; whoever opened it closes it.
 *
 * @param shard the part of the cluster that it speaks for
 * @param cluster what is known of the cluster
 * @param synced whether all that is watched was listed once, or refused, or given up for now: before that nothing is judged
 * @param statuses how its sources do
 */
public record Watched(
        Shard shard, ClusterSource cluster, BooleanSupplier synced, Supplier<List<SourceStatus>> statuses) {}
