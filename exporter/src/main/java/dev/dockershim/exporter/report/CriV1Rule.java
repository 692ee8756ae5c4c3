package dev.dockershim.exporter.report;

import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;
import dev.dockershim.exporter.report.UpgradeQuestion.Assumption;
import java.util.List;

/** kubelet 1.26 speaks version 1 of CRI alone; a kubelet that runs it has shown that the runtime does. */
final class CriV1Rule implements UpgradeRule {

    private static final int WANTED = 26;

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        if (upgrade.minor() < WANTED) {
            return;
        }
        List<UpgradeNode> before = upgrade.upgraded().stream()
                .filter(node -> node.isBefore(WANTED))
                .toList();
        found.add(
                Rule.CRI_V1,
                Weight.BLOCKS,
                "containerd is before 1.6, and lacks the version of CRI that kubelet 1.26 wants, on %s.",
                before,
                node -> {
                    Version version = node.runtime().version();
                    return node.runs(Kind.CONTAINERD) && version != null && !version.atLeast(1, 6, 0);
                });
        found.add(
                Rule.CRI_V1,
                Weight.UNKNOWN,
                "containerd is of unknown version, while kubelet 1.26 wants 1.6 at least, on %s.",
                before,
                node -> node.runs(Kind.CONTAINERD) && node.runtime().version() == null);
        found.add(
                Rule.CRI_V1,
                Weight.UNKNOWN,
                "Whether the runtime speaks version 1 of CRI, which kubelet 1.26 wants, only its vendor knows on %s.",
                before,
                node -> node.runs(Kind.OTHER));
        criDockerd(upgrade, before, found);
    }

    private static void criDockerd(UpgradeCase upgrade, List<UpgradeNode> before, Findings found) {
        boolean assumed = upgrade.assumes(Assumption.CRI_DOCKERD);
        found.add(
                Rule.CRI_V1,
                assumed ? Weight.NOTE : Weight.UNKNOWN,
                "kubelet 1.26 wants cri-dockerd 0.3.0 at least, and no API tells its version, on %s."
                        + (assumed
                                ? " It was assumed to be."
                                : " See cri-dockerd --version there, then say --assume="
                                        + Assumption.CRI_DOCKERD.label() + "."),
                before,
                node -> node.isIn(Phase.CRI_DOCKERD));
    }
}
