package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All that is known of a cluster at one moment. A resource that may not be listed, or that nothing was heard of for too
 * long, is missing: never an empty list.
 *
 * @param at when
 * @param shard which part of the cluster this process speaks for; what is cluster-wide, its first part alone
 * @param server the API server's version
 * @param nodes every Node, of other shards too
 * @param pods the pods of this shard's nodes, and those of every node that may concern Docker
 * @param owners who made whom
 * @param templates of each kind of workload all that no other workload made
 * @param events what events told of nodes in the last hour; that none is there proves nothing
 * @param budgets PodDisruptionBudgets that keep pods from being evicted now; only a report asks for them
 */
public record ClusterEvidence(
        Instant at,
        Shard shard,
        Observed<Version> server,
        Observed<List<ClusterNode>> nodes,
        Observed<List<ClusterPod>> pods,
        Owners owners,
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates,
        Observed<List<NodeEvent>> events,
        Observed<List<TightBudget>> budgets) {

    /** Copies the map; the lists must be the caller's last word on them, since they are long. */
    public ClusterEvidence {
        templates = Map.copyOf(templates);
    }
}
