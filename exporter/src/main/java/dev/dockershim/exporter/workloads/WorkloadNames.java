package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Some of a node's pods, told to people as the workloads they belong to, each once and at most five by name.
 *
 * @param names {@code namespace/name}, sorted
 */
record WorkloadNames(List<String> names) {

    private static final int TOLD = 5;

    WorkloadNames {
        names = List.copyOf(names);
    }

    static WorkloadNames of(List<PodSpec> pods, Predicate<PodSpec> which) {
        return new WorkloadNames(pods.stream()
                .filter(which)
                .map(Workload::of)
                .sorted()
                .map(Workload::toString)
                .distinct()
                .toList());
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    @Override
    public String toString() {
        String told = names.stream().limit(TOLD).collect(Collectors.joining(", "));
        return names.size() > TOLD ? told + " and " + (names.size() - TOLD) + " more" : told;
    }
}
