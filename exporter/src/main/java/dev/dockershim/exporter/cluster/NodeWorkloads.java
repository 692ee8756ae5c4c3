package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.readiness.CheckGuard;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import dev.dockershim.exporter.workloads.WorkloadCheck;
import dev.dockershim.exporter.workloads.WorkloadChecks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Judges the pods of nodes. Of a node none of whose pods may concern Docker only their number is told: it is judged once
 * for all such nodes. Not for several threads.
 */
final class NodeWorkloads {

    static final List<WorkloadCheck> CHECKS = WorkloadChecks.all();

    private final CheckGuard guard;
    private final ResultPool pool;
    private final Map<Integer, List<Result>> ofQuietNodes = new HashMap<>();

    NodeWorkloads(CheckGuard guard, ResultPool pool) {
        this.guard = guard;
        this.pool = pool;
    }

    /** Forgets what was judged by other evidence. */
    void clear() {
        ofQuietNodes.clear();
    }

    /** The results of a node whose pods are these. */
    List<Result> judge(String node, NodePods pods, RecentEvents events) {
        boolean imageTold = events.tell(NodeEvent.Kind.IMAGE_NEVER_PULL, node);
        return pods.subjects().isEmpty() && !imageTold
                ? ofQuietNodes.computeIfAbsent(pods.count(), count -> judge(pods, false, events))
                : judge(pods, imageTold, events);
    }

    /** The results of a node whose pods were not to be seen. */
    List<Result> unseen(Missing<?> pods) {
        Verdict unknown = new Unknown("The node's pods were not to be seen. " + pods.sentence());
        return results(check -> isIndependent(check) ? check.judge(List.of(), "") : unknown);
    }

    /** Whether nothing that is seen of pods could change its verdict. */
    static boolean isIndependent(WorkloadCheck check) {
        return check.info().evidence().isEmpty();
    }

    private List<Result> judge(NodePods pods, boolean imageTold, RecentEvents events) {
        String none = WorkloadCheck.noneOf(pods.count());
        return results(check -> {
            Verdict verdict = check.judge(pods.subjects(), none);
            return check.info().id().equals(ImageEvents.CHECK)
                    ? ImageEvents.added(verdict, imageTold, events)
                    : verdict;
        });
    }

    private List<Result> results(Function<WorkloadCheck, Verdict> judge) {
        List<Result> results = new ArrayList<>(CHECKS.size());
        for (WorkloadCheck check : CHECKS) {
            results.add(pool.of(check.info(), guard.verdict(check.info(), () -> judge.apply(check))));
        }
        return results;
    }
}
