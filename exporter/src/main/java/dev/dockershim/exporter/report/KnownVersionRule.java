package dev.dockershim.exporter.report;

import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;

/** Of a version that came after these rules nothing is known: that no rule speaks against it says nothing. */
final class KnownVersionRule implements UpgradeRule {

    /** The last minor version whose removals the rules have; to be raised with a look at its release notes. */
    static final int NEWEST = 36;

    @Override
    public void look(UpgradeCase upgrade, Findings found) {
        if (upgrade.minor() > NEWEST) {
            found.add(
                    Rule.KNOWN_VERSION,
                    Weight.UNKNOWN,
                    "What " + upgrade.version() + " asks of nodes is not known here: the rules end with 1." + NEWEST
                            + ". A later release of this program may know.");
        }
    }
}
