package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A check that fails somewhere, or cannot be told somewhere.
 *
 * @param check the check
 * @param detail what was found, of the cluster or of the first of the nodes
 * @param nodes the nodes where it is so, in the order of their names; none if it is about the cluster
 */
public record CheckRow(CheckInfo check, String detail, List<String> nodes) {

    /** Copies the list. */
    public CheckRow {
        nodes = List.copyOf(nodes);
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
        Map<String, Result> first = new LinkedHashMap<>();
        Map<String, List<String>> nodes = new LinkedHashMap<>();
        for (ClusterNodeReadiness node : readiness.nodes()) {
            for (Result result : node.results()) {
                String id = result.check().id();
                if (kind.isInstance(result.verdict()) && !ofCluster.contains(id)) {
                    first.putIfAbsent(id, result);
                    nodes.computeIfAbsent(id, any -> new ArrayList<>())
                            .add(node.node().name());
                }
            }
        }
        List<CheckRow> rows = new ArrayList<>();
        first.forEach((id, result) ->
                rows.add(new CheckRow(result.check(), result.verdict().detail(), nodes.getOrDefault(id, List.of()))));
        for (Result result : readiness.results()) {
            if (kind.isInstance(result.verdict())) {
                rows.add(new CheckRow(result.check(), result.verdict().detail(), List.of()));
            }
        }
        return rows;
    }
}
