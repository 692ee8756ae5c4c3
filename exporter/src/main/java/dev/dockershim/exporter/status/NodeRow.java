package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node in a table, with its checks counted once for filters and orders.
 *
 * @param readiness the node
 * @param checks its checks, counted
 * @param standing how its phase is to be taken
 */
record NodeRow(ClusterNodeReadiness readiness, CheckSummary checks, Standing standing) {

    /**
     * Checks that an API server hardly ever settles: no events prove that a node has no CNI errors, and few Nodes tell how
     * the endpoint in use is written. Counted as unknown they would make every node one with something unknown.
     */
    static final Set<String> HARDLY_SETTLED = Set.of("CN-05", "RT-05");

    /** Unknown ones first. */
    static final Comparator<@Nullable Version> VERSIONS = Comparator.nullsFirst(Comparator.naturalOrder());

    static NodeRow of(ClusterNodeReadiness node, boolean doubtful, boolean acceptCriDockerd) {
        CheckSummary checks = CheckSummary.of(node.results());
        // No API server shows more than versions: what follows from those is as sure as it gets here, unless a blocker
        // is left open.
        boolean sure =
                node.confidence() != Confidence.NONE && node.results().stream().noneMatch(NodeRow::isOpen);
        return new NodeRow(
                node,
                checks,
                Standing.of(
                        node.phase(),
                        sure ? Confidence.OBSERVED : Confidence.INFERRED,
                        checks.blockers(),
                        doubtful,
                        acceptCriDockerd));
    }

    private static boolean isOpen(Result result) {
        return result.check().severity() == Severity.BLOCKER && result.verdict() instanceof Verdict.Unknown;
    }

    String name() {
        return readiness.node().name();
    }

    NodeObject object() {
        return readiness.node().object();
    }

    Phase phase() {
        return readiness.phase();
    }

    @Nullable
    Instant since() {
        return readiness.phaseSince();
    }

    String runtimeName() {
        return object().runtime().kind().label();
    }

    @Nullable
    Version runtimeVersion() {
        return object().runtime().version();
    }

    @Nullable
    Version kubelet() {
        return object().kubelet();
    }

    int blockers() {
        return checks.blockers();
    }

    int warnings() {
        return checks.warnings();
    }

    /** Checks that cannot be told, without those that {@link #HARDLY_SETTLED hardly ever can}. */
    int unknown() {
        return Math.toIntExact(readiness.results().stream()
                .filter(result -> result.verdict() instanceof Verdict.Unknown)
                .filter(result -> !HARDLY_SETTLED.contains(result.check().id()))
                .count());
    }

    int pods() {
        return readiness.pods();
    }

    int evictable() {
        return readiness.evictable();
    }
}
