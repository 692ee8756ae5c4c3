package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Verdict;
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
    private final @Nullable Version server;

    MoveSteps(Kubectl kubectl, @Nullable Version server) {
        this.kubectl = kubectl;
        this.server = server;
    }

    /** The steps of a node of the plan, whose own are left aside. */
    List<Step> of(PlannedNode planned, PoolPlace place) {
        ClusterNodeReadiness node = planned.node();
        String name = planned.name();
        if (!Kubectl.isObjectName(name)) {
            return List.of(new Step(
                    Where.KUBECTL,
                    "Look at this node by hand",
                    List.of(),
                    List.of("Its name is none that Kubernetes gives: no command is made of it.")));
        }
        KubectlSteps common = new KubectlSteps(kubectl, name, planned.drain());
        boolean windows = isWindows(node);
        List<Step> own = switch (planned.stage()) {
            case FIND_OUT -> findOut(common, windows);
            case REPAIR -> repair(node, common, place);
            case FINISH, WORKER, WORKER_WITH_CARE, CONTROL_PLANE -> move(node, common, place);
        };
        if (own.isEmpty()) {
            return own;
        }
        List<Step> steps = new ArrayList<>();
        newerThanServer(node, steps);
        settle(planned, steps);
        steps.addAll(own);
        return steps;
    }

    /** Whether its pool is moved, not the node alone. */
    static boolean isOfPool(ClusterNodeReadiness node) {
        return switch (node.node().distribution()) {
            case EKS, GKE, AKS, ACK -> true;
            case KUBEADM, K3S, RKE1, RKE2, K0S, MICROK8S, OPENSHIFT, OTHER -> false;
        };
    }

    static boolean isWindows(ClusterNodeReadiness node) {
        return node.node().object().os().equals("windows");
    }

    private static List<Step> move(ClusterNodeReadiness node, KubectlSteps common, PoolPlace place) {
        Distribution distribution = node.node().distribution();
        return switch (distribution) {
            case KUBEADM -> isWindows(node) ? WindowsMove.steps(node.node(), common) : GuideMove.steps(node, common);
            case RKE1, OTHER -> InstallerMove.steps(distribution, common);
            case K3S, K0S, RKE2, MICROK8S, OPENSHIFT ->
                BundledMove.steps(distribution, node.node().controlPlane(), common);
            case EKS, GKE, AKS, ACK -> ReplacedNode.steps(distribution, isWindows(node), common, place);
        };
    }

    /** From the version skew policy: a kubelet must not be newer than its API server. */
    private void newerThanServer(ClusterNodeReadiness node, List<Step> steps) {
        Version kubelet = node.node().object().kubelet();
        if (server != null && kubelet != null && isNewer(kubelet, server)) {
            steps.add(new Step(
                    Where.KUBECTL,
                    "Know that its kubelet is newer than the API server",
                    List.of(),
                    List.of("The kubelet is " + kubelet + ", the API server " + server
                            + ": that is not supported. Upgrade the control plane, or bring the kubelet back to its"
                            + " version, first.")));
        }
    }

    private static boolean isNewer(Version kubelet, Version server) {
        return kubelet.major() > server.major()
                || (kubelet.major() == server.major() && kubelet.minor() > server.minor());
    }

    /** What breaks or fails on the node comes before it is touched; of one to be mended, only what its pods need. */
    private static void settle(PlannedNode planned, List<Step> steps) {
        List<String> notes = planned.blockers().stream()
                .filter(result -> planned.stage().isMove() || CheckRow.isOfWorkloads(result.check()))
                .map(MoveSteps::told)
                .toList();
        if (!notes.isEmpty() && planned.stage() != Stage.FIND_OUT) {
            steps.add(new Step(Where.KUBECTL, "Before: settle what is in the way", List.of(), notes));
        }
    }

    private static String told(Result result) {
        String detail = result.verdict() instanceof Verdict.Fail fail ? " " + fail.detail() : "";
        return result.check().id() + ":" + detail + " " + result.check().remedy();
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

    private static List<Step> repair(ClusterNodeReadiness node, KubectlSteps common, PoolPlace place) {
        if (node.phase() != Phase.UNSUPPORTED) {
            // It has arrived: the remedies of its blockers are all there is to do.
            return List.of();
        }
        boolean kubeadm = node.node().distribution() == Distribution.KUBEADM && !isWindows(node);
        return kubeadm && node.node().object().runtime().kind() == RuntimeName.Kind.CONTAINERD
                ? GuideMove.upgradeContainerd(common)
                : move(node, common, place);
    }
}
