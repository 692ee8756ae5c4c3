package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;
import dev.dockershim.exporter.report.UpgradeQuestion.Assumption;

/**
 * kubelet 1.27 does not start with {@code --container-runtime}. Whoever else sets nodes up gives their kubelets the flags
 * that they know, or replaces the nodes.
 */
final class RemovedFlagRule implements UpgradeRule {

    private static final int REMOVED = 27;

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        if (upgrade.minor() < REMOVED) {
            return;
        }
        boolean assumed = upgrade.assumes(Assumption.REMOVED_FLAG);
        found.add(
                Rule.REMOVED_FLAG,
                assumed ? Weight.NOTE : Weight.UNKNOWN,
                "kubelet 1.27 does not start with --container-runtime, and no API tells whether it is given on %s."
                        + (assumed
                                ? " It was assumed not to be."
                                : " RT-04 of an agent there tells, and so do /var/lib/kubelet/kubeadm-flags.env and the"
                                        + " kubelet's units; then say --assume=" + Assumption.REMOVED_FLAG.label()
                                        + "."),
                upgrade.upgraded(),
                node -> node.isIn(Phase.MIGRATED, Phase.CRI_DOCKERD)
                        && node.isBefore(REMOVED)
                        && (node.distribution() == Distribution.KUBEADM || node.distribution() == Distribution.OTHER));
    }
}
