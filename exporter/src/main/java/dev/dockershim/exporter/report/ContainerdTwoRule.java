package dev.dockershim.exporter.report;

import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;

/**
 * Kubernetes 1.35 is announced as the last with support for containerd 1.x (KEP-4033). kubelet 1.36 still starts with it,
 * since the end of its fallback was put off (kubernetes/kubernetes#136846, #139121): neither no nor yes. Images of clouds,
 * and distributions that bring a runtime, bring another one with the version.
 */
final class ContainerdTwoRule implements UpgradeRule {

    private static final int WANTED = 36;

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        int minor = upgrade.minor();
        if (minor < WANTED) {
            return;
        }
        found.add(
                Rule.CONTAINERD_2,
                Weight.UNKNOWN,
                "containerd is 1.x, which Kubernetes 1.35 was the last to support, on %s: a later kubelet may start with"
                        + " it, but need not. Upgrade it to 2.x first.",
                upgrade.upgraded(),
                node -> {
                    Version version = node.runtime().version();
                    return concerns(node, minor) && version != null && !version.atLeast(2, 0, 0);
                });
        found.add(
                Rule.CONTAINERD_2,
                Weight.UNKNOWN,
                "containerd is of unknown version, while Kubernetes 1.35 was the last to support 1.x, on %s.",
                upgrade.upgraded(),
                node -> concerns(node, minor) && node.runtime().version() == null);
    }

    private static boolean concerns(UpgradeNode node, int minor) {
        return node.runs(Kind.CONTAINERD) && node.isSetUpByHand() && node.isBefore(minor);
    }
}
