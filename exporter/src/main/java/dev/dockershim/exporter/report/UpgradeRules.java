package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.report.Upgrade.Finding;
import dev.dockershim.exporter.report.Upgrade.Weight;
import java.util.List;

/** Judges an upgrade by what the API server shows. */
final class UpgradeRules {

    /** In the order in which they are told. */
    private static final List<UpgradeRule> RULES = List.of(
            new KnownVersionRule(),
            new ServerVersionRule(),
            new NodesRule(),
            new KubeletSkewRule(),
            new DockershimRule(),
            new KubeadmSocketRule(),
            new CriV1Rule(),
            new CrioRule(),
            new ContainerdTwoRule(),
            new RemovedFlagRule(),
            new WorkloadsRule());

    private UpgradeRules() {}

    static Upgrade judge(ClusterReadiness readiness, UpgradeQuestion question) {
        UpgradeCase upgrade = UpgradeCase.of(readiness, question);
        Findings found = new Findings();
        RULES.forEach(rule -> rule.look(upgrade, found));
        List<Finding> findings = found.sorted();
        Weight heaviest = findings.isEmpty() ? Weight.NOTE : findings.get(0).weight();
        return new Upgrade(
                question,
                switch (heaviest) {
                    case BLOCKS -> UpgradeAnswer.BLOCKED;
                    case UNKNOWN -> UpgradeAnswer.UNKNOWN;
                    case NOTE -> UpgradeAnswer.YES;
                },
                findings);
    }
}
