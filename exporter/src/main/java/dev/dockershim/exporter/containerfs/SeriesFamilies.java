package dev.dockershim.exporter.containerfs;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which of the thirteen are served: flag {@code --series.families}. */
public final class SeriesFamilies {

    /** All thirteen. */
    public static final String ALL = "all";

    /** The six that the chart kube-prometheus-stack keeps: it drops seven by its default relabelling. */
    public static final String KUBE_PROMETHEUS_STACK = "kube-prometheus-stack";

    private static final String PREFIX = "container_fs_";

    private static final Set<String> KEPT_BY_KUBE_PROMETHEUS_STACK = Set.of(
            "container_fs_inodes_free",
            "container_fs_inodes_total",
            "container_fs_limit_bytes",
            "container_fs_read_seconds_total",
            "container_fs_usage_bytes",
            "container_fs_write_seconds_total");

    private SeriesFamilies() {}

    /**
     * Reads a selection: {@code all}, the profile {@code kube-prometheus-stack}, or names parted by commas, with or
     * without the prefix {@code container_fs_}.
     *
     * @return the rows selected, in the order of {@link Series#ALL}
     * @throws IllegalArgumentException with one line that says what to do
     */
    public static List<Series> parse(String selection) {
        if (selection.equals(ALL)) {
            return Series.ALL;
        }
        if (selection.equals(KUBE_PROMETHEUS_STACK)) {
            return select(KEPT_BY_KUBE_PROMETHEUS_STACK);
        }
        Set<String> names = new LinkedHashSet<>();
        for (String part : selection.split(",", -1)) {
            String given = part.strip();
            String name = given.startsWith(PREFIX) ? given : PREFIX + given;
            if (Series.ALL.stream().noneMatch(series -> series.name().equals(name))) {
                throw new IllegalArgumentException("--series.families: '" + given + "' is no family: give " + ALL + ", "
                        + KUBE_PROMETHEUS_STACK + ", or names such as usage_bytes,limit_bytes");
            }
            names.add(name);
        }
        return select(names);
    }

    private static List<Series> select(Set<String> names) {
        return Series.ALL.stream()
                .filter(series -> names.contains(series.name()))
                .toList();
    }
}
