package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.NodePool;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The nodes with something left to do, in the order to do it: by {@link Stage}; within one, Linux nodes that are moved
 * one by one, then Windows nodes, then pools of managed clouds, each in one piece; then those with the fewest blockers
 * first, those with the fewest pods to evict (unknown last), and by name.
 *
 * @param nodes each once
 */
public record Plan(List<PlannedNode> nodes) {

    /** What the move itself settles: these fail because the node is on dockershim. */
    private static final Set<String> SETTLED = Set.of("RT-01", "RT-02", "RT-03", "WN-01-B");

    /** A warning on the node, but {@code kubeadm upgrade} of one that has arrived goes to the socket it is about. */
    private static final String KUBEADM_SOCKET = "RT-06";

    private static final Comparator<PlannedNode> ORDER = Comparator.comparing(PlannedNode::stage)
            .thenComparing(Plan::way)
            .thenComparing(node -> node.node().node().pool().name())
            .thenComparing(node -> node.blockers().size())
            .thenComparing(Plan::evictable)
            .thenComparing(PlannedNode::name);

    /** Copies the list. */
    public Plan {
        nodes = List.copyOf(nodes);
    }

    static Plan of(ClusterReadiness readiness, boolean acceptCriDockerd, Kubectl kubectl) {
        List<ClusterNodeReadiness> open = readiness.nodes().stream()
                .filter(node -> isOpen(node, acceptCriDockerd))
                .toList();
        Function<String, Drain> drains = Drains.of(
                readiness.evidence(),
                open.stream().map(node -> node.node().name()).collect(Collectors.toSet()));
        List<PlannedNode> planned = new ArrayList<>(open.size());
        for (ClusterNodeReadiness node : open) {
            Drain drain = drains == null ? null : drains.apply(node.node().name());
            Stage stage = stage(node, drain, acceptCriDockerd);
            planned.add(new PlannedNode(node, stage, blockers(node, acceptCriDockerd), drain, List.of()));
        }
        planned.sort(ORDER);
        return new Plan(
                withSteps(planned, new MoveSteps(kubectl, readiness.server().orNull())));
    }

    private static List<PlannedNode> withSteps(List<PlannedNode> planned, MoveSteps steps) {
        Map<NodePool, List<String>> pools = new HashMap<>();
        planned.stream()
                .filter(Plan::isMovedWithPool)
                .forEach(node -> pools.computeIfAbsent(node.node().node().pool(), any -> new ArrayList<>())
                        .add(node.name()));
        return planned.stream()
                .map(node -> {
                    NodePool pool = node.node().node().pool();
                    PoolPlace place = new PoolPlace(
                            pool, isMovedWithPool(node) ? pools.getOrDefault(pool, List.of()) : List.of(node.name()));
                    return new PlannedNode(
                            node.node(), node.stage(), node.blockers(), node.drain(), steps.of(node, place));
                })
                .toList();
    }

    private static boolean isMovedWithPool(PlannedNode node) {
        return MoveSteps.isOfPool(node.node())
                && !node.node().node().pool().name().isEmpty()
                && (node.stage().isMove() || node.node().phase() == Phase.UNSUPPORTED)
                && Kubectl.isObjectName(node.name());
    }

    /** One by one and by hand first: a pool is replaced as a whole, when that has shown that it works. */
    private static int way(PlannedNode node) {
        if (MoveSteps.isOfPool(node.node())) {
            return 2;
        }
        return MoveSteps.isWindows(node.node()) ? 1 : 0;
    }

    /** Whether the node has arrived where the way ends. */
    static boolean hasArrived(Phase phase, boolean acceptCriDockerd) {
        return phase == Phase.MIGRATED || (phase == Phase.CRI_DOCKERD && acceptCriDockerd);
    }

    private static boolean isOpen(ClusterNodeReadiness node, boolean acceptCriDockerd) {
        return !hasArrived(node.phase(), acceptCriDockerd) || isBroken(node, acceptCriDockerd);
    }

    /** Whether a node that has arrived has a fault of its own: what its pods need is the workloads' matter. */
    private static boolean isBroken(ClusterNodeReadiness node, boolean acceptCriDockerd) {
        return blockers(node, acceptCriDockerd).stream().anyMatch(result -> !CheckRow.isOfWorkloads(result.check()));
    }

    private static List<Result> blockers(ClusterNodeReadiness node, boolean acceptCriDockerd) {
        boolean arrived = hasArrived(node.phase(), acceptCriDockerd);
        return node.results().stream()
                .filter(result -> result.verdict() instanceof Verdict.Fail)
                .filter(result -> result.check().severity() == Severity.BLOCKER
                        || (arrived && result.check().id().equals(KUBEADM_SOCKET)))
                .filter(result -> !SETTLED.contains(result.check().id()))
                .toList();
    }

    private static Stage stage(ClusterNodeReadiness node, @Nullable Drain drain, boolean acceptCriDockerd) {
        Phase phase = node.phase();
        if (phase == Phase.UNSUPPORTED || hasArrived(phase, acceptCriDockerd)) {
            return Stage.REPAIR;
        }
        if (phase == Phase.DRAINING || phase == Phase.MIGRATING) {
            return Stage.FINISH;
        }
        if (phase == Phase.UNKNOWN) {
            return Stage.FIND_OUT;
        }
        if (node.node().controlPlane()) {
            return Stage.CONTROL_PLANE;
        }
        return drain != null && drain.needsCare() ? Stage.WORKER_WITH_CARE : Stage.WORKER;
    }

    private static int evictable(PlannedNode node) {
        Drain drain = node.drain();
        return drain == null ? Integer.MAX_VALUE : drain.evictable();
    }
}
