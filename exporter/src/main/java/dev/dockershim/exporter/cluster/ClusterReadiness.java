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
 * @param results the checks of the cluster as a whole; empty but on the first shard
 * @param findings workloads of this shard that use Docker, and vendors' agents, by running pods and by templates
 */
public record ClusterReadiness(
        ClusterEvidence evidence, List<ClusterNodeReadiness> nodes, List<Result> results, WorkloadFindings findings) {

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
