package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.Owners;
import dev.dockershim.exporter.cluster.TightBudget;
import dev.dockershim.exporter.workloads.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells what a drain of each of some nodes meets; looks at each pod of the cluster twice, and no more. */
final class Drains {

    /** Workloads that are away while their only pod moves; a Job's begins anew, which is what Jobs are for. */
    private static final Set<String> SERVING =
            Set.of("deployment", "statefulset", "replicaset", "replicationcontroller");

    private final Owners owners;
    private final @Nullable Map<String, List<String>> budgets;
    private final Map<Workload, Integer> sizes = new HashMap<>();
    private final Map<String, Found> found = new HashMap<>();

    private static final class Found {
        private int evictable;
        private final TreeSet<String> budgets = new TreeSet<>();
        private final TreeSet<String> singletons = new TreeSet<>();
        private final TreeSet<String> bare = new TreeSet<>();
        private final TreeSet<String> localData = new TreeSet<>();
    }

    private Drains(ClusterEvidence evidence) {
        owners = evidence.owners();
        List<TightBudget> tight = evidence.budgets().orNull();
        budgets = tight == null ? null : byPod(tight);
    }

    /**
     * What a drain meets, of each node in {@code nodes}.
     *
     * @return null if the pods are unknown
     */
    static @Nullable Function<String, Drain> of(ClusterEvidence evidence, Set<String> nodes) {
        List<ClusterPod> pods = evidence.pods().orNull();
        if (pods == null) {
            return null;
        }
        Drains drains = new Drains(evidence);
        pods.forEach(drains::count);
        pods.stream().filter(pod -> nodes.contains(pod.node())).forEach(drains::add);
        return drains::drain;
    }

    private static Map<String, List<String>> byPod(List<TightBudget> tight) {
        Map<String, List<String>> byPod = new HashMap<>();
        for (TightBudget budget : tight) {
            for (String pod : budget.pods()) {
                byPod.computeIfAbsent(budget.namespace() + "/" + pod, any -> new ArrayList<>(1))
                        .add(budget.namespace() + "/" + budget.name());
            }
        }
        return byPod;
    }

    /** As kubectl pkg/drain/filters.go: what a DaemonSet or the kubelet itself made stays, and what has ended is gone. */
    private static boolean isEvicted(ClusterPod pod) {
        return !pod.finished()
                && !pod.spec().staticPod()
                && !pod.controller().kind().equals("DaemonSet");
    }

    private void count(ClusterPod pod) {
        if (isEvicted(pod) && !isBare(pod)) {
            Workload workload = owners.workloadOf(pod);
            if (SERVING.contains(workload.type())) {
                sizes.merge(workload, 1, Integer::sum);
            }
        }
    }

    private static boolean isBare(ClusterPod pod) {
        return pod.controller().kind().isEmpty();
    }

    private void add(ClusterPod pod) {
        if (!isEvicted(pod)) {
            return;
        }
        Found node = found.computeIfAbsent(pod.node(), any -> new Found());
        String name = pod.namespace() + "/" + pod.name();
        node.evictable++;
        if (pod.localData()) {
            node.localData.add(name);
        }
        if (budgets != null) {
            node.budgets.addAll(budgets.getOrDefault(name, List.of()));
        }
        if (isBare(pod)) {
            node.bare.add(name);
            return;
        }
        Workload workload = owners.workloadOf(pod);
        if (sizes.getOrDefault(workload, 0) == 1) {
            node.singletons.add(workload.toString());
        }
    }

    private Drain drain(String node) {
        Found here = found.getOrDefault(node, new Found());
        return new Drain(
                here.evictable,
                budgets == null ? null : List.copyOf(here.budgets),
                List.copyOf(here.singletons),
                List.copyOf(here.bare),
                List.copyOf(here.localData));
    }
}
