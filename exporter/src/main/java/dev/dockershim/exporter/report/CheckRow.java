package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A check that fails somewhere, or cannot be told somewhere.
 *
 * @param check the check
 * @param found what was found, and where; at least one, that of most nodes first
 */
public record CheckRow(CheckInfo check, List<Found> found) {

    private static final int TOLD = 3;

    /**
     * What was found alike.
     *
     * @param detail in words
     * @param nodes the nodes where it is so, in the order of their names; none if it is about the cluster
     */
    public record Found(String detail, List<String> nodes) {

        /** Copies the list. */
        public Found {
            nodes = List.copyOf(nodes);
        }
    }

    /** Copies the list. */
    public CheckRow {
        found = List.copyOf(found);
    }

    /** The nodes where it is so, in the order of their names; none if it is about the cluster. */
    public List<String> nodes() {
        return found.stream().flatMap(one -> one.nodes().stream()).sorted().toList();
    }

    /** What was found, in one line: where that differs between nodes, which of it on which. */
    String text() {
        if (found.size() == 1) {
            return found.get(0).detail();
        }
        String told = found.stream()
                .limit(TOLD)
                .map(one -> one.detail() + " (" + Words.some(one.nodes()) + ")")
                .collect(Collectors.joining(" "));
        int rest = found.stream().skip(TOLD).mapToInt(one -> one.nodes().size()).sum();
        return rest == 0 ? told : told + " Something like it on " + Words.count(rest, "more node.", "more nodes.");
    }

    /** Whether a check is about pods: in a cluster it is judged once, over all of them. */
    static boolean isOfWorkloads(CheckInfo check) {
        return check.id().startsWith("WL-") || check.id().startsWith("TA-");
    }

    /** Those that fail, the worst first; of one severity in the order of the catalogue. */
    static List<CheckRow> failing(ClusterReadiness readiness) {
        return rows(readiness, Verdict.Fail.class).stream()
                .sorted(Comparator.comparing(row -> row.check().severity()))
                .toList();
    }

    /** Those that cannot be told. */
    static List<CheckRow> unknown(ClusterReadiness readiness) {
        return rows(readiness, Verdict.Unknown.class);
    }

    private static List<CheckRow> rows(ClusterReadiness readiness, Class<? extends Verdict> kind) {
        Set<String> ofCluster =
                readiness.results().stream().map(result -> result.check().id()).collect(Collectors.toSet());
        Map<String, CheckInfo> checks = new LinkedHashMap<>();
        Map<String, Map<String, List<String>>> nodes = new HashMap<>();
        for (ClusterNodeReadiness node : readiness.nodes()) {
            for (Result result : node.results()) {
                String id = result.check().id();
                if (kind.isInstance(result.verdict()) && !ofCluster.contains(id)) {
                    checks.putIfAbsent(id, result.check());
                    nodes.computeIfAbsent(id, any -> new LinkedHashMap<>())
                            .computeIfAbsent(result.verdict().detail(), any -> new ArrayList<>())
                            .add(node.node().name());
                }
            }
        }
        List<CheckRow> rows = new ArrayList<>();
        checks.forEach((id, check) -> rows.add(new CheckRow(check, found(nodes.getOrDefault(id, Map.of())))));
        for (Result result : readiness.results()) {
            if (kind.isInstance(result.verdict())) {
                rows.add(new CheckRow(
                        result.check(), List.of(new Found(result.verdict().detail(), List.of()))));
            }
        }
        return rows;
    }

    private static List<Found> found(Map<String, List<String>> byDetail) {
        return byDetail.entrySet().stream()
                .map(entry -> new Found(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing((Found one) -> one.nodes().size()).reversed())
                .toList();
    }
}
