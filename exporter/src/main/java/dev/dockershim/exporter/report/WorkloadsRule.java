package dev.dockershim.exporter.report;

import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;
import dev.dockershim.exporter.workloads.WorkloadFindings;

/** Workloads that need Docker break when their node leaves it, not with the version: they decide nothing. */
final class WorkloadsRule implements UpgradeRule {

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        if (upgrade.minor() < 24) {
            return;
        }
        WorkloadFindings pods = upgrade.readiness().pods().orNull();
        WorkloadFindings templates = upgrade.readiness().templates().orNull();
        if (pods == null && templates == null) {
            found.add(Rule.WORKLOADS, Weight.NOTE, "Whether workloads need Docker was not to be seen.");
            return;
        }
        long using = WorkloadRow.of(pods, templates).stream()
                .filter(WorkloadRow::breaks)
                .count();
        if (using > 0) {
            found.add(
                    Rule.WORKLOADS,
                    Weight.NOTE,
                    Words.count(using, "workload needs", "workloads need")
                            + " Docker: they break when their nodes leave it, whatever the version.");
        }
    }
}
