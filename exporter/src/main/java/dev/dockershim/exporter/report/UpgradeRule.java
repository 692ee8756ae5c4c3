package dev.dockershim.exporter.report;

/**
 * Looks at one thing that an upgrade depends on. What cannot be seen by the API server is unknown only where it could
 * make a difference: to that version, on that node.
 */
@FunctionalInterface
interface UpgradeRule {

    /** Tells {@code found} what stands in the way, what is not known, and what is worth knowing. */
    void look(UpgradeCase upgrade, Findings found);
}
