package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.PodSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a drain has still to move off a node. */
final class EvictablePods {

    private EvictablePods() {}

    /**
     * Counts the pods that {@code kubectl drain} would evict: neither a DaemonSet's nor the kubelet's own (kubectl
     * pkg/drain/filters.go).
     *
     * @return null if the node is not cordoned, or that or its pods are unknown
     */
    static @Nullable Long count(NodeEvidence evidence) {
        NodeObject node = evidence.node().orNull();
        List<PodSpec> pods = evidence.pods().orNull();
        if (node == null || !node.unschedulable() || pods == null) {
            return null;
        }
        return pods.stream()
                .filter(pod -> !pod.staticPod() && !pod.ownerKind().equals("DaemonSet"))
                .count();
    }
}
