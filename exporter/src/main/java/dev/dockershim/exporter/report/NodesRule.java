package dev.dockershim.exporter.report;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;

/** There are nodes to be seen, and they work. */
final class NodesRule implements UpgradeRule {

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        if (upgrade.readiness().evidence().nodes() instanceof Observed.Missing<?> missing) {
            found.add(Rule.NODES, Weight.UNKNOWN, "The nodes were not to be seen. " + missing.sentence());
        } else if (upgrade.readiness().nodes().isEmpty()) {
            found.add(Rule.NODES, Weight.UNKNOWN, "The API server shows no node.");
        }
        found.add(
                Rule.UNSUPPORTED,
                Weight.BLOCKS,
                "The kubelet does not work as it is set up, or not after its next start, on %s.",
                upgrade.upgraded(),
                node -> node.isIn(Phase.UNSUPPORTED));
        found.add(
                Rule.NODES,
                Weight.NOTE,
                "No runtime is named, and a virtual-kubelet without one was assumed, on %s: it was left aside.",
                upgrade.virtual(),
                node -> true);
    }
}
