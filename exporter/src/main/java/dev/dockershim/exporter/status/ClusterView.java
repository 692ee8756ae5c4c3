package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.readiness.Phase;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * An evaluation of a cluster, counted.
 *
 * @param readiness the evaluation
 * @param stale whether it is too old to tell of now
 * @param doubtful whether it tells nothing of now: it is stale, or was made before all was listed
 * @param acceptCriDockerd whether the phase cri-dockerd is an end of the way
 * @param rows its nodes, in the order of their names
 * @param phases number of nodes in each phase
 * @param shares of each phase that has nodes how many stand how
 * @param checks each check, counted over nodes
 * @param workloads who needs Docker
 */
record ClusterView(
        ClusterReadiness readiness,
        boolean stale,
        boolean doubtful,
        boolean acceptCriDockerd,
        List<NodeRow> rows,
        Map<Phase, Integer> phases,
        Map<Phase, Map<Share, Integer>> shares,
        List<CheckCount> checks,
        WorkloadRows workloads) {

    static ClusterView of(ClusterState state, ClusterReadiness readiness, Instant now) {
        boolean stale = state.isStale(readiness, now);
        boolean doubtful = stale || !state.synced();
        List<NodeRow> rows = readiness.nodes().stream()
                .map(node -> NodeRow.of(node, doubtful, state.acceptCriDockerd()))
                .toList();
        Map<Phase, Integer> phases = new EnumMap<>(Phase.class);
        for (Phase phase : Phase.values()) {
            phases.put(phase, 0);
        }
        Map<Phase, Map<Share, Integer>> shares = new EnumMap<>(Phase.class);
        for (NodeRow row : rows) {
            phases.merge(row.phase(), 1, Integer::sum);
            shares.computeIfAbsent(row.phase(), phase -> new EnumMap<>(Share.class))
                    .merge(Share.of(row, state.acceptCriDockerd()), 1, Integer::sum);
        }
        return new ClusterView(
                readiness,
                stale,
                doubtful,
                state.acceptCriDockerd(),
                rows,
                phases,
                shares,
                CheckCount.of(readiness),
                WorkloadRows.of(readiness));
    }

    int in(Phase phase) {
        return phases.getOrDefault(phase, 0);
    }

    /** Nodes that are not at an end of their way, and known not to be: those that cannot work as set up are among them. */
    int left() {
        return in(Phase.UNSUPPORTED)
                + in(Phase.DOCKERSHIM)
                + in(Phase.DRAINING)
                + in(Phase.MIGRATING)
                + (acceptCriDockerd ? 0 : in(Phase.CRI_DOCKERD));
    }

    Shard shard() {
        return readiness.evidence().shard();
    }

    boolean isPart() {
        return shard().total() > 1;
    }

    /** Whether a node has this name, of whatever part. */
    boolean isListed(String name) {
        var nodes = readiness.evidence().nodes().orNull();
        return nodes != null && nodes.stream().anyMatch(node -> node.name().equals(name));
    }
}
