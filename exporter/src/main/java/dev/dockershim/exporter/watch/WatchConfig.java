package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.Shard;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster, and which part of it.
 *
 * @param kubeconfig a kubeconfig file; null for the cluster that the process runs in, or, where it runs in none, for the
 *     files that kubectl would take: the first of {@code KUBECONFIG} that is there, else {@code ~/.kube/config}
 * @param context a context of that file; null for its current one. With a context alone, kubectl's files are meant
 * @param shard the part that this process speaks for
 * @param agentNamespace the namespace in which pods are believed to be agents of this exporter; null for any
 */
public record WatchConfig(
        @Nullable Path kubeconfig,
        @Nullable String context,
        Shard shard,
        @Nullable String agentNamespace) {}
