package dev.dockershim.exporter.report;

import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Vendors' agents, as pods and templates show them. */
final class AgentRows {

    private AgentRows() {}

    /** Those of pods, and those of templates that have no pod now, with 0 pods; by namespace and name. */
    static List<AgentRow> join(List<AgentRow> pods, List<AgentRow> templates) {
        Set<Key> running = pods.stream().map(Key::of).collect(Collectors.toSet());
        Stream<AgentRow> alone = templates.stream()
                .filter(row -> !running.contains(Key.of(row)))
                .map(row -> new AgentRow(row.namespace(), row.workload(), row.vendor(), row.verdict(), 0));
        return Stream.concat(pods.stream(), alone)
                .sorted(Comparator.comparing(AgentRow::namespace)
                        .thenComparing(AgentRow::workload)
                        .thenComparing(AgentRow::vendor))
                .toList();
    }

    private record Key(String namespace, String workload, String vendor) {
        static Key of(AgentRow row) {
            return new Key(row.namespace(), row.workload(), row.vendor());
        }
    }
}
