package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Workloads that mount a directory above Docker's socket and are known not to want it: a row of
 * {@code legitimate-parents.json}. Any proof of use overrules it.
 *
 * @param kind what they are
 * @param namespaces where they are believed; everywhere if empty
 * @param images last parts of their images' names
 */
record LegitimateParents(String kind, List<String> namespaces, List<String> images) {

    private static final List<LegitimateParents> ALL =
            TableFile.read("legitimate-parents.json", LegitimateParents.class);

    LegitimateParents {
        Objects.requireNonNull(kind, "kind");
        namespaces = copy(namespaces);
        images = copy(images);
    }

    static boolean include(PodSpec pod) {
        return ALL.stream().anyMatch(row -> row.includes(pod));
    }

    private boolean includes(PodSpec pod) {
        return (namespaces.isEmpty() || namespaces.contains(pod.namespace()))
                && pod.containers().stream()
                        .anyMatch(container ->
                                images.stream().anyMatch(image -> Images.endsWith(container.image(), image)));
    }

    private static List<String> copy(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
