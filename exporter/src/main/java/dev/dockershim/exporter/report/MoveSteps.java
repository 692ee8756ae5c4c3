package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.report.Step.Where;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a node, by its stage and by who made its Kubernetes. Commands are those of the guide, with the
 * node's name filled in.
 */
final class MoveSteps {

    private final Kubectl kubectl;

    MoveSteps(Kubectl kubectl) {
        this.kubectl = kubectl;
    }

    List<Step> of(ClusterNodeReadiness node, Stage stage, @Nullable Drain drain) {
        String name = node.node().name();
        if (!Kubectl.isObjectName(name)) {
            return List.of(new Step(
                    Where.KUBECTL,
                    "Look at this node by hand",
                    List.of(),
                    List.of("Its name is none that Kubernetes gives: no command is made of it.")));
        }
        KubectlSteps common = new KubectlSteps(kubectl, name, drain);
        boolean windows = node.node().object().os().equals("windows");
        return switch (stage) {
            case FIND_OUT -> findOut(common, windows);
            case REPAIR -> repair(node, common, windows);
            case FINISH, WORKER, WORKER_WITH_CARE, CONTROL_PLANE -> move(node, common, windows);
        };
    }

    private static List<Step> move(ClusterNodeReadiness node, KubectlSteps common, boolean windows) {
        Distribution distribution = node.node().distribution();
        return switch (distribution) {
            case KUBEADM, OTHER ->
                windows ? WindowsMove.steps(node.node(), common) : GuideMove.steps(node.node(), common);
            case K3S, K0S, RKE2, MICROK8S, OPENSHIFT ->
                BundledMove.steps(distribution, node.node().controlPlane(), common);
            case EKS, GKE, AKS, ACK -> ReplacedNode.steps(distribution, windows, common);
        };
    }

    private static List<Step> findOut(KubectlSteps common, boolean windows) {
        List<Step> steps = new ArrayList<>();
        steps.add(common.look("See what the node says, and whether it still does"));
        if (!windows) {
            steps.add(Step.of(
                            Where.NODE,
                            "See which endpoint its kubelet uses",
                            "tr '\\0' ' ' < /proc/\"$(pgrep -x kubelet)\"/cmdline",
                            "systemctl status kubelet")
                    .noting(List.of(
                            "Up to 1.23, a kubelet without --container-runtime=remote uses dockershim.",
                            "An agent of this exporter on the node finds out by itself.")));
        }
        return steps;
    }

    private static List<Step> repair(ClusterNodeReadiness node, KubectlSteps common, boolean windows) {
        RuntimeName runtime = node.node().object().runtime();
        boolean self = node.node().distribution() == Distribution.KUBEADM
                || node.node().distribution() == Distribution.OTHER;
        return switch (node.phase()) {
            case UNSUPPORTED ->
                !self || windows
                        ? move(node, common, windows)
                        : runtime.kind() == RuntimeName.Kind.CONTAINERD
                                ? GuideMove.upgradeContainerd(common)
                                : GuideMove.steps(node.node(), common);
            // It has arrived: the remedies of its blockers are all there is to do.
            case UNKNOWN, DOCKERSHIM, DRAINING, MIGRATING, CRI_DOCKERD, MIGRATED -> List.of();
        };
    }
}
