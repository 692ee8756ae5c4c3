package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;

/** When those workloads break that break without Docker: they do where their node leaves it, and may have already. */
final class NeedOfDocker {

    private NeedOfDocker() {}

    /** Whether there are nodes, and all are seen to run something else. */
    static boolean isTooLate(ClusterReadiness readiness) {
        return !readiness.nodes().isEmpty()
                && readiness.nodes().stream()
                        .map(node -> node.node().object().runtime().kind())
                        .noneMatch(kind -> kind == Kind.DOCKER || kind == Kind.UNKNOWN);
    }

    /** What it means for {@code breaking} workloads, at least one. */
    static String sentence(ClusterReadiness readiness, long breaking) {
        String need = Words.count(breaking, "workload needs", "workloads need") + " Docker";
        return isTooLate(readiness)
                ? need + ", and no node runs it: " + (breaking == 1 ? "it is" : "they are") + " broken now."
                : need + ": they break when their nodes leave it, whatever the version.";
    }
}
