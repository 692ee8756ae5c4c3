package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import java.time.Instant;
import java.util.List;

/**
 * What one evaluation of a cluster came to.
 *
 * @param evidence what was judged
 * @param nodes each node of this shard, in the order of their names; empty while nodes are unknown
 * @param results the checks of the cluster as a whole, workloads' over all pods and templates; empty but on the first
 *     shard
 * @param pods this shard's workloads that use Docker, and vendors' agents, by their pods; missing if pods are
 * @param templates the same by the templates that the API server has of them, counted once each, whether or not a pod
 *     of it runs; missing if every kind of template is
 */
public record ClusterReadiness(
        ClusterEvidence evidence,
        List<ClusterNodeReadiness> nodes,
        List<Result> results,
        Observed<WorkloadFindings> pods,
        Observed<WorkloadFindings> templates) {

    /** Copies the lists. */
    public ClusterReadiness {
        nodes = List.copyOf(nodes);
        results = List.copyOf(results);
    }

    /** When it was judged. */
    public Instant at() {
        return evidence.at();
    }

    /** The API server's version. */
    public Observed<Version> server() {
        return evidence.server();
    }
}
