package dev.dockershim.exporter.demo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
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

    /** Rules of one cluster of which alerts come or go at once make one line from here on, as at the start. */
    private static final int MANY_RULES = 6;

    /** Lines of one look at most. */
    private static final int MOST_LINES = 40;

    private final Predicate<String> clusters;
    private Set<FiringAlert> firing = Set.of();
    private final Map<NodeOf, String> phases = new HashMap<>();

    /** A node of a part of the demo. */
    record NodeOf(String cluster, String node) {}

    /**
     * Nothing has happened yet.
     *
     * @param clusters whether to tell of that part of the demo
     */
    DemoHappenings(Predicate<String> clusters) {
        this.clusters = clusters;
    }

    /**
     * What differs from the look before.
     *
     * @param now alerts that fire
     * @param phasesNow phases of nodes; one that is missing is as it was
     */
    List<String> next(Set<FiringAlert> now, Map<NodeOf, String> phasesNow) {
        List<String> lines = new ArrayList<>();
        Set<FiringAlert> told =
                now.stream().filter(alert -> clusters.test(alert.cluster())).collect(Collectors.toUnmodifiableSet());
        phasesNow.entrySet().stream()
                .filter(entry -> clusters.test(entry.getKey().cluster()))
                .map(entry -> change(entry.getKey(), entry.getValue()))
                .flatMap(Stream::ofNullable)
                .sorted()
                .forEach(lines::add);
        lines.addAll(lines("resolved", without(firing, told)));
        lines.addAll(lines("FIRING", without(told, firing)));
        firing = told;
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
        Map<String, List<FiringAlert>> byCluster =
                alerts.stream().collect(Collectors.groupingBy(FiringAlert::cluster, TreeMap::new, Collectors.toList()));
        return byCluster.entrySet().stream()
                .flatMap(cluster -> lines(what, cluster.getKey(), byName(cluster.getValue())).stream())
                .toList();
    }

    private static Map<String, List<FiringAlert>> byName(List<FiringAlert> alerts) {
        return alerts.stream().collect(Collectors.groupingBy(FiringAlert::name, TreeMap::new, Collectors.toList()));
    }

    private static List<String> lines(String what, String cluster, Map<String, List<FiringAlert>> byName) {
        if (byName.size() >= MANY_RULES) {
            String names = byName.entrySet().stream()
                    .map(rule -> rule.getKey()
                            + (rule.getValue().size() == 1
                                    ? ""
                                    : " (" + rule.getValue().size() + ")"))
                    .collect(Collectors.joining(", "));
            return List.of(line(what, byName.size() + " rules, cluster=" + cluster, FiringAlert.cut(names)));
        }
        return byName.entrySet().stream()
                .flatMap(rule -> lines(what, cluster, rule.getKey(), rule.getValue()).stream())
                .toList();
    }

    private static Collection<String> lines(String what, String cluster, String name, List<FiringAlert> alerts) {
        return alerts.size() >= MANY
                ? List.of(line(what, name, alerts.size() + " times, cluster=" + cluster))
                : alerts.stream()
                        .map(alert -> line(what, name, alert.subject()))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String line(String what, String name, String subject) {
        return String.format("%-8s  %-38s  %s", what, name, subject).stripTrailing();
    }
}
