package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node with something left to do.
 *
 * @param node the node
 * @param stage why it has its place
 * @param blockers checks that fail on it and block, but for those that its move settles
 * @param drain what a drain of it meets now; null if its pods are unknown
 * @param steps what to do, in this order; none if the remedies of the blockers are all there is
 */
public record PlannedNode(
        ClusterNodeReadiness node,
        Stage stage,
        List<Result> blockers,
        @Nullable Drain drain,
        List<Step> steps) {

    /** Copies the lists. */
    public PlannedNode {
        blockers = List.copyOf(blockers);
        steps = List.copyOf(steps);
    }

    /** Its name. */
    public String name() {
        return node.node().name();
    }
}
