package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node as the API server shows it.
 *
 * @param node the node
 * @param agent whether an agent on it is ready, and speaks for it: then only what no agent can see is published of it
 * @param phase the phase that is published
 * @param confidence how sure it is
 * @param phaseSince since when; null if that cannot be known
 * @param results of the checks that can be judged from the API server, in the order of the catalogue
 * @param pods number of its pods; -1 if unknown
 * @param evictable number of them that a drain would evict; -1 if unknown
 */
public record ClusterNodeReadiness(
        ClusterNode node,
        boolean agent,
        Phase phase,
        Confidence confidence,
        @Nullable Instant phaseSince,
        List<Result> results,
        int pods,
        int evictable) {

    /** Copies the list. */
    public ClusterNodeReadiness {
        results = List.copyOf(results);
    }
}
