package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.Phase;
import java.util.List;
import java.util.function.Function;

/** The checks of a node, and who judges by them. */
public final class NodeChecks {

    private NodeChecks() {}

    /** What each check is about, in the order of the catalogue. */
    public static List<CheckInfo> all() {
        return List.of();
    }

    /**
     * One that judges a node. It may remember, so that each node has one of its own.
     *
     * @param acceptCriDockerd whether a node on cri-dockerd has arrived
     */
    static Function<NodeEvidence, NodeReadiness> judge(boolean acceptCriDockerd) {
        return evidence -> new NodeReadiness(evidence, Phase.UNKNOWN, Confidence.NONE, null, List.of());
    }
}
