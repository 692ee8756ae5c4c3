package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.Owners;
import dev.dockershim.exporter.cluster.TightBudget;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.cluster.WorkloadTemplate;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.workloads.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what a drain of each of some nodes meets; looks at each pod of the cluster twice, and no more. */
final class Drains {

    /** Workloads that are away while their only pod moves; a Job's begins anew, which is what Jobs are for. */
    private static final Set<String> SERVING =
            Set.of("deployment", "statefulset", "replicaset", "replicationcontroller");

    private final Owners owners;
    private final @Nullable Map<String, List<String>> budgets;
    /** Pods that several budgets protect, as {@code namespace/name}. */
    private final Set<String> shared;

    /** Those that are there; null if unknown. */
    private final @Nullable Set<Workload> daemonSets;

    private final Map<Workload, Integer> sizes = new HashMap<>();
    private final Map<String, Found> found = new HashMap<>();

    private static final class Found {
        private int evictable;
        private final TreeSet<String> budgets = new TreeSet<>();
        private final TreeSet<String> shared = new TreeSet<>();
        private final Map<Workload, Integer> serving = new TreeMap<>();
        private final TreeSet<String> bare = new TreeSet<>();
        private final TreeSet<String> localData = new TreeSet<>();
    }

    private Drains(ClusterEvidence evidence) {
        owners = evidence.owners();
        List<TightBudget> tight = evidence.budgets().orNull();
        budgets = tight == null ? null : byPod(tight);
        shared = tight == null
                ? Set.of()
                : tight.stream()
                        .flatMap(budget -> budget.shared().stream().map(pod -> budget.namespace() + "/" + pod))
                        .collect(Collectors.toSet());
        Observed<List<WorkloadTemplate>> templates = evidence.templates().get(WorkloadKind.DAEMON_SET);
        List<WorkloadTemplate> seen = templates == null ? null : templates.orNull();
        daemonSets = seen == null
                ? null
                : seen.stream().map(WorkloadTemplate::workload).collect(Collectors.toSet());
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
    private boolean isEvicted(ClusterPod pod) {
        return !pod.finished() && !pod.spec().staticPod() && (!isOfDaemonSet(pod) || isOrphan(pod));
    }

    private static boolean isOfDaemonSet(ClusterPod pod) {
        return pod.controller().kind().equals("DaemonSet");
    }

    /** Its DaemonSet is gone: kubectl then refuses it as one that nothing makes again. */
    private boolean isOrphan(ClusterPod pod) {
        return daemonSets != null
                && isOfDaemonSet(pod)
                && !daemonSets.contains(
                        new Workload(pod.namespace(), pod.controller().name(), "daemonset"));
    }

    private void count(ClusterPod pod) {
        if (isEvicted(pod) && !isBare(pod)) {
            Workload workload = owners.workloadOf(pod);
            if (SERVING.contains(workload.type())) {
                sizes.merge(workload, 1, Integer::sum);
            }
        }
    }

    private boolean isBare(ClusterPod pod) {
        return pod.controller().kind().isEmpty() || isOrphan(pod);
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
        if (shared.contains(name)) {
            node.shared.add(name);
        }
        if (isBare(pod)) {
            node.bare.add(name);
            return;
        }
        Workload workload = owners.workloadOf(pod);
        if (sizes.containsKey(workload)) {
            node.serving.merge(workload, 1, Integer::sum);
        }
    }

    /** Workloads of which all pods are here: one alone, or several. */
    private List<String> allHere(Found here, boolean alone) {
        return here.serving.entrySet().stream()
                .filter(entry -> entry.getValue().equals(sizes.get(entry.getKey())))
                .filter(entry -> (entry.getValue() == 1) == alone)
                .map(entry -> entry.getKey().toString())
                .sorted()
                .toList();
    }

    private Drain drain(String node) {
        Found here = found.getOrDefault(node, new Found());
        return new Drain(
                here.evictable,
                budgets == null ? null : List.copyOf(here.budgets),
                List.copyOf(here.shared),
                allHere(here, true),
                allHere(here, false),
                List.copyOf(here.bare),
                List.copyOf(here.localData));
    }
}
