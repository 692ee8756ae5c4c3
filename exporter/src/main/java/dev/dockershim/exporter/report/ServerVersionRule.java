package dev.dockershim.exporter.report;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;
import dev.dockershim.exporter.report.UpgradeQuestion.Assumption;

/** The API server goes up by one minor version at a time, and never down: kubeadm and the vendors refuse the rest. */
final class ServerVersionRule implements UpgradeRule {

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        if (upgrade.readiness().server() instanceof Observed.Missing<Version> missing) {
            found.add(Rule.SERVER_VERSION, Weight.UNKNOWN, missing.sentence());
        }
        Version server = upgrade.readiness().server().orNull();
        if (server == null) {
            return;
        }
        int minor = upgrade.minor();
        String is = "The API server is " + server;
        if (server.minor() > minor) {
            found.add(
                    Rule.SERVER_VERSION,
                    Weight.BLOCKS,
                    is + " already: there is no way back to " + upgrade.version() + ".");
        } else if (server.minor() == minor) {
            found.add(Rule.SERVER_VERSION, Weight.NOTE, is + " already.");
        } else if (server.minor() < minor - 1) {
            String next = is + ": its next version is 1." + (server.minor() + 1) + ", since none may be left out.";
            if (upgrade.assumes(Assumption.STEPS_BETWEEN)) {
                found.add(
                        Rule.SERVER_VERSION,
                        Weight.NOTE,
                        next + " It was assumed to have come to 1." + (minor - 1) + " before; nodes are judged as they"
                                + " are now.");
            } else {
                found.add(
                        Rule.SERVER_VERSION,
                        Weight.BLOCKS,
                        next + " Ask for that; to ask ahead, say --assume=" + Assumption.STEPS_BETWEEN.label() + ".");
            }
        }
    }
}
