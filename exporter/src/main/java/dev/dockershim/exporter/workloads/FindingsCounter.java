package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import dev.dockershim.exporter.workloads.WorkloadFindings.Verdict;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts pods by workload. The order in which they come does not matter. Not for several threads. */
public final class FindingsCounter {

    private static final Method[] METHODS = Method.values();

    private final Map<AccessKey, Integer> access =
            new TreeMap<>(Comparator.comparing(AccessKey::workload).thenComparing(AccessKey::method));
    private final Map<AgentKey, Integer> agents = new TreeMap<>(Comparator.comparing(AgentKey::namespace)
            .thenComparing(AgentKey::workload)
            .thenComparing(AgentKey::vendor)
            .thenComparing(AgentKey::verdict));

    private final Set<Workload> breaking = new HashSet<>();

    private record AccessKey(Workload workload, Method method) {}

    private record AgentKey(String namespace, String workload, String vendor, Verdict verdict) {}

    /** Counts how a pod of {@code workload} uses Docker. */
    public void addAccess(Workload workload, PodSpec pod) {
        boolean uses = false;
        for (Method method : METHODS) {
            if (method.isUsedBy(pod)) {
                access.merge(new AccessKey(workload, method), 1, Integer::sum);
                uses = true;
            }
        }
        if (uses && !breaking.contains(workload) && BlockingChecks.fail(pod)) {
            breaking.add(workload);
        }
    }

    /** Counts a pod of {@code workload} among the vendors' agents, if it is one; by its name, whatever its type. */
    public void addAgent(Workload workload, PodSpec pod) {
        for (Agent agent : Agent.all()) {
            if (agent.matches(pod)) {
                Verdict verdict = agent.isConfirmed(pod) ? Verdict.CONFIRMED : Verdict.SUSPECTED;
                agents.merge(
                        new AgentKey(workload.namespace(), workload.name(), agent.vendor(), verdict), 1, Integer::sum);
            }
        }
    }

    /** What was counted, with at most {@code cap} rows of each kind. */
    public WorkloadFindings findings(int cap) {
        List<Access> rows = access.entrySet().stream()
                .limit(cap)
                .map(e -> new Access(e.getKey().workload(), e.getKey().method(), e.getValue()))
                .toList();
        return new WorkloadFindings(
                rows,
                Math.max(0, access.size() - cap),
                agents.entrySet().stream().limit(cap).map(FindingsCounter::row).toList(),
                Math.max(0, agents.size() - cap),
                rows.stream().map(Access::workload).filter(breaking::contains).collect(Collectors.toSet()));
    }

    private static AgentRow row(Map.Entry<AgentKey, Integer> counted) {
        AgentKey key = counted.getKey();
        return new AgentRow(key.namespace(), key.workload(), key.vendor(), key.verdict(), counted.getValue());
    }
}
