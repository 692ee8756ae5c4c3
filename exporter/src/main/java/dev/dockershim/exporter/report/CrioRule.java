package dev.dockershim.exporter.report;

import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;

/**
 * CRI-O 1.N is made for Kubernetes 1.N, and tested with no other (its README, "Compatibility matrix"). One that goes up
 * with the kubelet is one minor version behind until then; what is further behind was left alone. OpenShift brings its
 * own.
 */
final class CrioRule implements UpgradeRule {

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        int minor = upgrade.minor();
        if (minor < 24) {
            return;
        }
        String goes = ", and CRI-O's minor versions go with Kubernetes'";
        found.add(
                Rule.CRI_O,
                Weight.UNKNOWN,
                "CRI-O is older than 1." + (minor - 1) + goes + ", on %s: upgrade it first.",
                upgrade.upgraded(),
                node -> concerns(node, minor) && isBefore(node, minor - 1));
        found.add(
                Rule.CRI_O,
                Weight.UNKNOWN,
                "CRI-O is of unknown version" + goes + ", on %s.",
                upgrade.upgraded(),
                node -> concerns(node, minor) && node.runtime().version() == null);
        found.add(
                Rule.CRI_O,
                Weight.NOTE,
                "CRI-O is 1." + (minor - 1) + goes + ", on %s: upgrade it to " + upgrade.version()
                        + " with the kubelet.",
                upgrade.upgraded(),
                node -> concerns(node, minor) && isBefore(node, minor) && !isBefore(node, minor - 1));
    }

    private static boolean concerns(UpgradeNode node, int minor) {
        return node.runs(Kind.CRI_O) && node.isSetUpByHand() && node.isBefore(minor);
    }

    private static boolean isBefore(UpgradeNode node, int minor) {
        Version version = node.runtime().version();
        return version != null && !version.atLeast(1, minor, 0);
    }
}
