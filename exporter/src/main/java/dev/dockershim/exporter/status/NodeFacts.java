package dev.dockershim.exporter.status;

import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import org.jspecify.annotations.Nullable;

/** What a node runs, from the source that knows best. */
final class NodeFacts {

    private NodeFacts() {}

    /** The runtime's own answer; else the Node object's, which is stale while the kubelet stands still. */
    static RuntimeName runtime(NodeEvidence evidence) {
        CriStatus cri = evidence.cri().orNull();
        if (cri != null && cri.runtime().kind() != RuntimeName.Kind.UNKNOWN) {
            return cri.runtime();
        }
        NodeObject node = evidence.node().orNull();
        return node == null ? RuntimeName.UNKNOWN : node.runtime();
    }

    /** The kubelet's version; null if nothing tells it. */
    static @Nullable Version kubelet(NodeEvidence evidence) {
        Version version = evidence.kubeletVersion().orNull();
        NodeObject node = evidence.node().orNull();
        return version != null || node == null ? version : node.kubelet();
    }
}
