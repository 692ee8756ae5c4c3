package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.checks.Catalogue;
import dev.dockershim.exporter.workloads.WorkloadChecks;

/** The checks that an agent makes of its node. */
public final class NodeChecks {

    private NodeChecks() {}

    /** All of them, in their order. */
    public static Catalogue catalogue() {
        return Catalogue.of(WorkloadChecks.all());
    }
}
