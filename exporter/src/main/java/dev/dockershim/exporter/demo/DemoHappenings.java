package dev.dockershim.exporter.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What has happened between two looks at Prometheus, in lines for a terminal: an alert fires or is resolved, a node is in
 * another phase.
 */
final class DemoHappenings {

    /** Alerts of one rule and one cluster that come or go at once make one line from here on. */
    private static final int MANY = 4;

    /** Lines of one look at most. */
    private static final int MOST_LINES = 40;

    private Set<FiringAlert> firing = Set.of();
    private final Map<NodeOf, String> phases = new HashMap<>();

    /** A node of a part of the demo. */
    record NodeOf(String cluster, String node) {}

    /**
     * What differs from the look before.
     *
     * @param now alerts that fire
     * @param phasesNow phases of nodes; one that is missing is as it was
     */
    List<String> next(Set<FiringAlert> now, Map<NodeOf, String> phasesNow) {
        List<String> lines = new ArrayList<>();
        phasesNow.entrySet().stream()
                .map(entry -> change(entry.getKey(), entry.getValue()))
                .flatMap(Stream::ofNullable)
                .sorted()
                .forEach(lines::add);
        lines.addAll(lines("resolved", without(firing, now)));
        lines.addAll(lines("FIRING", without(now, firing)));
        firing = Set.copyOf(now);
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> first = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        first.add("... and " + (lines.size() - first.size()) + " more");
        return first;
    }

    private @Nullable String change(NodeOf node, String phase) {
        String before = phases.put(node, phase);
        return before == null || before.equals(phase)
                ? null
                : line("phase", before + " -> " + phase, "node=" + node.node() + " cluster=" + node.cluster());
    }

    private static Set<FiringAlert> without(Set<FiringAlert> all, Set<FiringAlert> those) {
        Set<FiringAlert> rest = new HashSet<>(all);
        rest.removeAll(those);
        return rest;
    }

    private static List<String> lines(String what, Set<FiringAlert> alerts) {
        Map<String, List<FiringAlert>> alike = alerts.stream()
                .collect(Collectors.groupingBy(
                        alert -> alert.name() + " " + alert.cluster(), TreeMap::new, Collectors.toList()));
        List<String> lines = new ArrayList<>();
        for (List<FiringAlert> group : alike.values()) {
            FiringAlert first = group.get(0);
            if (group.size() >= MANY) {
                lines.add(line(what, first.name(), group.size() + " times, cluster=" + first.cluster()));
            } else {
                group.stream()
                        .map(alert -> line(what, alert.name(), alert.subject()))
                        .collect(Collectors.toCollection(TreeSet::new))
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private static String line(String what, String name, String subject) {
        return String.format("%-8s  %-38s  %s", what, name, subject).stripTrailing();
    }
}
