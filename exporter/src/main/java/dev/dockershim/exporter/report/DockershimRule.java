package dev.dockershim.exporter.report;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;
import dev.dockershim.exporter.report.UpgradeQuestion.Assumption;

/** The kubelet lost dockershim with 1.24: no kubelet that is upgraded to it, or beyond, may use it. */
final class DockershimRule implements UpgradeRule {

    private static final int REMOVED = 24;

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        if (upgrade.minor() < REMOVED) {
            return;
        }
        inUse(upgrade, found);
        criDockerd(upgrade, found);
        found.add(
                Rule.PHASE,
                Weight.UNKNOWN,
                "What the kubelet uses, dockershim perhaps, was not to be seen on %s.",
                upgrade.upgraded(),
                node -> node.isIn(Phase.UNKNOWN) && !node.mayBeVirtual());
        found.add(
                Rule.PHASE,
                Weight.UNKNOWN,
                "No runtime is named on %s: it may be a node that has not come up, or a virtual-kubelet, which has none;"
                        + " if all of them are that, say --assume=" + Assumption.VIRTUAL_NODES.label() + ".",
                upgrade.upgraded(),
                UpgradeNode::mayBeVirtual);
        if (upgrade.question().controlPlaneOnly()) {
            found.add(
                    Rule.DOCKERSHIM,
                    Weight.NOTE,
                    "dockershim stays in use on %s: that works while their kubelets stay at 1.23, up to an API server"
                            + " of 1.25.",
                    upgrade.workers(),
                    node -> node.isIn(Phase.DOCKERSHIM, Phase.DRAINING, Phase.MIGRATING));
        }
    }

    private static void inUse(UpgradeCase upgrade, Findings found) {
        found.add(
                Rule.DOCKERSHIM,
                Weight.BLOCKS,
                "dockershim, which the kubelet lost with 1.24, is in use on %s.",
                upgrade.upgraded(),
                node -> usesDockershim(node) && isTold(node));
        boolean assumed = upgrade.assumes(Assumption.CRI_DOCKERD);
        found.add(
                Rule.DOCKERSHIM,
                assumed ? Weight.NOTE : Weight.BLOCKS,
                "Docker runs under a kubelet before 1.24, without an annotation of kubeadm's, on %s: that is dockershim,"
                        + " which the kubelet lost with 1.24, unless somebody has set up cri-dockerd there."
                        + (assumed ? " It was assumed that somebody has." : lookAndSay()),
                upgrade.upgraded(),
                node -> usesDockershim(node) && !isTold(node));
        found.add(
                Rule.DOCKERSHIM,
                Weight.BLOCKS,
                "The move between two runtimes is unfinished on %s.",
                upgrade.upgraded(),
                node -> node.isIn(Phase.MIGRATING));
    }

    private static void criDockerd(UpgradeCase upgrade, Findings found) {
        boolean assumed = upgrade.assumes(Assumption.CRI_DOCKERD);
        found.add(
                Rule.PHASE,
                assumed ? Weight.NOTE : Weight.UNKNOWN,
                "That the kubelet uses cri-dockerd, not dockershim, is told by kubeadm's annotation alone on %s."
                        + (assumed ? " It was assumed to be true." : lookAndSay()),
                upgrade.upgraded(),
                node -> node.isIn(Phase.CRI_DOCKERD) && node.isBefore(REMOVED) && !node.isObserved());
    }

    private static boolean usesDockershim(UpgradeNode node) {
        return node.isIn(Phase.DOCKERSHIM, Phase.DRAINING);
    }

    /** Whether more than the versions says so. */
    private static boolean isTold(UpgradeNode node) {
        return node.isObserved() || node.annotation() == EndpointClass.DOCKERSHIM;
    }

    private static String lookAndSay() {
        return " RT-03 of an agent there tells, or the kubelet's command line; if all of them use cri-dockerd, say"
                + " --assume=" + Assumption.CRI_DOCKERD.label() + ".";
    }
}
