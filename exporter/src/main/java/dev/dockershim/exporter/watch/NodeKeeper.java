package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.nodespec.NodeManifest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes of a Node what is kept of it. */
final class NodeKeeper implements Function<ApiObject.Node, @Nullable ClusterNode> {

    /** The third is Rancher's (RKE), the second kubeadm's until 1.24. */
    private static final List<String> CONTROL_PLANE = List.of(
            "node-role.kubernetes.io/control-plane",
            "node-role.kubernetes.io/master",
            "node-role.kubernetes.io/controlplane");

    /** A Node that no kubelet has written its status to yet. */
    private static final NodeObject UNKNOWN =
            new NodeObject(RuntimeName.UNKNOWN, null, "", false, null, null, null, false);

    private final Shared shared;

    NodeKeeper(Shared shared) {
        this.shared = shared;
    }

    @Override
    public @Nullable ClusterNode apply(ApiObject.Node node) {
        ApiObject.Metadata metadata = node.metadata();
        if (metadata == null || metadata.name() == null) {
            return null;
        }
        NodeManifest manifest = new NodeManifest(
                new NodeManifest.Metadata(metadata.name(), metadata.annotations(), metadata.labels()),
                node.spec(),
                node.status());
        NodeObject object = manifest.toNodeObject();
        Distribution distribution = Distributions.of(manifest);
        return new ClusterNode(
                shared.of(metadata.name()),
                object == null ? UNKNOWN : object,
                distribution,
                CONTROL_PLANE.stream().anyMatch(role -> manifest.label(role) != null),
                shared.of(NodePools.of(manifest, distribution)));
    }
}
