package dev.dockershim.exporter.report;

import dev.dockershim.exporter.workloads.Workload;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A workload that uses Docker.
 *
 * @param workload which
 * @param methods how, in their order
 * @param breaks whether it breaks without Docker: a check that blocks fails for it; else it only may
 * @param pods number of its pods that do in the way that most do; 0 if only its template does, since none runs now
 */
public record WorkloadRow(Workload workload, List<Method> methods, boolean breaks, int pods) {

    /** Copies the list. */
    public WorkloadRow {
        methods = List.copyOf(methods);
    }

    /** Joins what pods and templates show, in the order of workloads; null where it was not to be seen. */
    static List<WorkloadRow> of(@Nullable WorkloadFindings pods, @Nullable WorkloadFindings templates) {
        Map<Workload, Set<Method>> methods = new TreeMap<>();
        Map<Workload, Integer> counts = new TreeMap<>();
        for (Access access : pods == null ? List.<Access>of() : pods.access()) {
            methods.computeIfAbsent(access.workload(), any -> EnumSet.noneOf(Method.class))
                    .add(access.method());
            counts.merge(access.workload(), access.pods(), Math::max);
        }
        for (Access access : templates == null ? List.<Access>of() : templates.access()) {
            methods.computeIfAbsent(access.workload(), any -> EnumSet.noneOf(Method.class))
                    .add(access.method());
        }
        return methods.entrySet().stream()
                .map(entry -> new WorkloadRow(
                        entry.getKey(),
                        List.copyOf(entry.getValue()),
                        breaking(pods, entry.getKey()) || breaking(templates, entry.getKey()),
                        counts.getOrDefault(entry.getKey(), 0)))
                .toList();
    }

    private static boolean breaking(@Nullable WorkloadFindings findings, Workload workload) {
        return findings != null && findings.breaking().contains(workload);
    }
}
