package dev.dockershim.exporter.report;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;

/**
 * {@code kubeadm upgrade} asks the socket of its annotation on the Node, whichever the kubelet uses: what the annotation
 * named before the move is gone, or is another runtime's (kubernetes/kubeadm#2597, #2870, #2922).
 */
final class KubeadmSocketRule implements UpgradeRule {

    private static final String CHANGE =
            " Change kubeadm.alpha.kubernetes.io/cri-socket there first, as the remedy of RT-06 says.";

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        boolean gone = upgrade.minor() >= 24;
        found.add(
                Rule.KUBEADM_SOCKET,
                Weight.BLOCKS,
                "kubeadm's annotation still names dockershim's socket, which nothing serves, on %s: kubeadm's upgrade"
                        + " goes there, and fails." + CHANGE,
                upgrade.upgraded(),
                node -> gone && differs(node) && isLeftOver(node));
        found.add(
                Rule.KUBEADM_SOCKET,
                Weight.UNKNOWN,
                "kubeadm's annotation names the socket of another runtime than the one in use on %s: kubeadm's upgrade"
                        + " goes there, and whether that works was not to be seen." + CHANGE,
                upgrade.upgraded(),
                node -> differs(node) && !(gone && isLeftOver(node)));
    }

    /** dockershim's socket is served by dockershim, and was by the first releases of cri-dockerd. */
    private static boolean isLeftOver(UpgradeNode node) {
        return node.annotation() == EndpointClass.DOCKERSHIM && node.isIn(Phase.MIGRATED);
    }

    private static boolean differs(UpgradeNode node) {
        EndpointClass noted = node.annotation();
        if (noted == null || noted == EndpointClass.OTHER || !node.isSetUpByHand()) {
            return false;
        }
        if (!node.isIn(Phase.MIGRATED, Phase.CRI_DOCKERD)) {
            return false;
        }
        return switch (node.runtime().kind()) {
            case CONTAINERD -> noted != EndpointClass.CONTAINERD;
            case CRI_O -> noted != EndpointClass.CRI_O;
            case DOCKER -> noted != EndpointClass.CRI_DOCKERD;
            case OTHER -> noted == EndpointClass.DOCKERSHIM;
            case UNKNOWN -> false;
        };
    }
}
