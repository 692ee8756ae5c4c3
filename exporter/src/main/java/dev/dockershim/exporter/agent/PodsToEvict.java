package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.workloads.EvictablePods;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a drain has still to move off this node. */
final class PodsToEvict {

    private PodsToEvict() {}

    /**
     * Counts them.
     *
     * @return null if the node is not cordoned, or that or its pods are unknown
     */
    static @Nullable Long count(NodeEvidence evidence) {
        NodeObject node = evidence.node().orNull();
        List<PodSpec> pods = evidence.pods().orNull();
        if (node == null || !node.unschedulable() || pods == null) {
            return null;
        }
        return pods.stream().filter(EvictablePods::include).count();
    }
}
