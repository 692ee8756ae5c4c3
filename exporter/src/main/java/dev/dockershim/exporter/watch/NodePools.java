package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.cluster.NodePool;
import dev.dockershim.exporter.nodespec.NodeManifest;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Tells of which pool of a managed cloud a node is. */
final class NodePools {

    /** kubernetes apimachinery pkg/util/validation, IsValidLabelValue, but for the empty one. */
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

    private NodePools() {}

    static NodePool of(NodeManifest node, Distribution distribution) {
        List<String> labels = labels(distribution);
        String name = labels.stream()
                .map(node::label)
                .filter(Objects::nonNull)
                .filter(value -> VALUE.matcher(value).matches())
                .findFirst()
                .orElse("");
        if (name.isEmpty()) {
            return NodePool.NONE;
        }
        String cluster = distribution == Distribution.EKS ? node.label("alpha.eksctl.io/cluster-name") : null;
        return new NodePool(name, cluster != null && VALUE.matcher(cluster).matches() ? cluster : "");
    }

    /** Which labels name it; the first that is there counts. */
    private static List<String> labels(Distribution distribution) {
        return switch (distribution) {
            // eksctl deletes a group by the name that it gave itself; others have Amazon's alone.
            case EKS -> List.of("alpha.eksctl.io/nodegroup-name", "eks.amazonaws.com/nodegroup");
            case GKE -> List.of("cloud.google.com/gke-nodepool");
            case AKS -> List.of("kubernetes.azure.com/agentpool", "agentpool");
            case ACK -> List.of("alibabacloud.com/nodepool-id");
            case KUBEADM, K3S, RKE1, RKE2, K0S, MICROK8S, OPENSHIFT, OTHER -> List.of();
        };
    }
}
