package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Some pods and templates, told to people as the workloads they belong to, each once and at most five by name.
 *
 * @param names {@code namespace/name}, sorted; with a word beside it where only a template tells
 */
record WorkloadNames(List<String> names) {

    private static final int TOLD = 5;
    private static final WorkloadNames NONE = new WorkloadNames(List.of());

    WorkloadNames {
        names = List.copyOf(names);
    }

    /** Of those whose pod, or template of a pod, is such a one. */
    static WorkloadNames ofPods(List<Subject> subjects, Predicate<PodSpec> which) {
        return of(subjects, subject -> which.test(subject.pod()));
    }

    static WorkloadNames of(List<Subject> subjects, Predicate<Subject> which) {
        Map<Workload, Boolean> byTemplateOnly = null;
        for (Subject subject : subjects) {
            if (which.test(subject)) {
                byTemplateOnly = byTemplateOnly == null ? new TreeMap<>() : byTemplateOnly;
                byTemplateOnly.merge(subject.workload(), subject.template(), Boolean::logicalAnd);
            }
        }
        if (byTemplateOnly == null) {
            return NONE;
        }
        Set<String> names = new LinkedHashSet<>();
        byTemplateOnly.forEach(
                (workload, template) -> names.add(template ? workload + " (by its template)" : workload.toString()));
        return new WorkloadNames(List.copyOf(names));
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    @Override
    public String toString() {
        String told = String.join(", ", names.subList(0, Math.min(TOLD, names.size())));
        return names.size() > TOLD ? told + " and " + (names.size() - TOLD) + " more" : told;
    }
}
