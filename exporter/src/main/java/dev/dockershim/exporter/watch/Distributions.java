package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.nodespec.NodeManifest;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells who made a node's Kubernetes. Those that build on kubeadm, or leave its marks, are asked first; the cloud alone
 * tells nothing, since anybody may install anything there.
 */
final class Distributions {

    /** In the order in which they are asked. */
    private static final List<Mark> MARKS = List.of(
            // its image, and what its machine config operator writes on each node
            new Mark(
                    Distribution.OPENSHIFT,
                    node -> node.hasKey("machineconfiguration.openshift.io/")
                            || node.hasKey("node.openshift.io/")
                            || osImage(node).contains("Red Hat Enterprise Linux CoreOS")),
            // the build suffix of its kubelet (k3s-io/k3s, scripts/version.sh), and what its own cloud provider writes
            new Mark(Distribution.K3S, node -> version(node).contains("+k3s") || isInstance(node, "k3s")),
            // rancher/rke2, likewise
            new Mark(Distribution.RKE2, node -> version(node).contains("+rke2") || isInstance(node, "rke2")),
            // rancher/rke, hosts and services: annotations of each node; its control plane's role is spelt its own way
            new Mark(
                    Distribution.RKE1,
                    node -> node.hasKey("rke.cattle.io/internal-ip")
                            || node.hasKey("rke.cattle.io/external-ip")
                            || node.label("node-role.kubernetes.io/controlplane") != null),
            // k0sproject/k0s, vars.sh
            new Mark(Distribution.K0S, node -> version(node).contains("+k0s") || node.hasKey("k0sproject.io/")),
            // canonical/microk8s, labels in the kubelet's arguments
            new Mark(Distribution.MICROK8S, node -> node.hasKey("microk8s.io/")),
            // awslabs/amazon-eks-ami; node groups
            new Mark(Distribution.EKS, node -> version(node).contains("-eks-") || node.hasKey("eks.amazonaws.com/")),
            // GKE's release notes; node pools
            new Mark(
                    Distribution.GKE,
                    node -> version(node).contains("-gke.") || node.label("cloud.google.com/gke-nodepool") != null),
            // Azure/AgentBaker: the kubelets are upstream's, the labels its own
            new Mark(
                    Distribution.AKS,
                    node -> node.label("kubernetes.azure.com/cluster") != null
                            || node.label("kubernetes.azure.com/agentpool") != null),
            // Alibaba's build suffix and node pools; kubeadm's annotation is there too
            new Mark(
                    Distribution.ACK,
                    node -> version(node).contains("-aliyun.")
                            || node.hasKey("alibabacloud.com/nodepool-id")
                            || node.hasKey("ack.aliyun.com")),
            // they run kubeadm inside of what they make: by hand nothing is to be changed there
            new Mark(
                    Distribution.OTHER,
                    node -> node.hasKey("minikube.k8s.io/")
                            || node.hasKey("kops.k8s.io/")
                            || osImage(node).startsWith("Docker Desktop")),
            // kubernetes cmd/kubeadm/app/constants
            new Mark(
                    Distribution.KUBEADM,
                    node -> node.hasKey("kubeadm.alpha.kubernetes.io/") || node.hasKey("kubeadm.kubernetes.io/")));

    /** By what a distribution is known. */
    private record Mark(Distribution distribution, Predicate<NodeManifest> shows) {}

    private Distributions() {}

    static Distribution of(NodeManifest node) {
        for (Mark mark : MARKS) {
            if (mark.shows.test(node)) {
                return mark.distribution;
            }
        }
        return Distribution.OTHER;
    }

    /** Clouds write their own there; k3s and RKE2 only where no cloud does. */
    private static boolean isInstance(NodeManifest node, String type) {
        return Objects.equals(node.label("node.kubernetes.io/instance-type"), type)
                || providerId(node).startsWith(type + "://");
    }

    private static String version(NodeManifest node) {
        NodeManifest.NodeInfo info = info(node);
        return info == null || info.kubeletVersion() == null ? "" : info.kubeletVersion();
    }

    private static String osImage(NodeManifest node) {
        NodeManifest.NodeInfo info = info(node);
        return info == null || info.osImage() == null ? "" : info.osImage();
    }

    private static String providerId(NodeManifest node) {
        return node.spec() == null || node.spec().providerID() == null
                ? ""
                : node.spec().providerID();
    }

    private static NodeManifest.@Nullable NodeInfo info(NodeManifest node) {
        return node.status() == null ? null : node.status().nodeInfo();
    }
}
