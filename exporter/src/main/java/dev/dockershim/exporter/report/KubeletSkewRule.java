package dev.dockershim.exporter.report;

import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;
import org.jspecify.annotations.Nullable;

/** Kubernetes' version skew policy, for kubelets. */
final class KubeletSkewRule implements UpgradeRule {

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        int minor = upgrade.minor();
        found.add(
                Rule.SKEW,
                Weight.BLOCKS,
                "Kubelets are newer than " + upgrade.version() + ", which none may be, on %s.",
                upgrade.all(),
                node -> !node.isBefore(minor + 1));
        found.add(
                Rule.SKEW,
                Weight.BLOCKS,
                "Kubelets are too old for an API server of " + upgrade.version()
                        + " on %s: upgrade them first, one minor version after the other.",
                upgrade.all(),
                node -> isTooOld(node.kubelet(), minor));
        found.add(
                Rule.SKEW,
                Weight.UNKNOWN,
                "The kubelet's version is unknown on %s.",
                upgrade.all(),
                node -> node.kubelet() == null);
    }

    private static boolean isTooOld(@Nullable Version kubelet, int minor) {
        return kubelet != null && minor - kubelet.minor() > (kubelet.minor() < 25 ? 2 : 3);
    }
}
