package dev.dockershim.exporter.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the recorded cluster is made of: the tables in {@code /demo/cluster}, which say what their columns mean.
 *
 * @param distributions labels and annotations of nodes, by who made their Kubernetes
 * @param nodes one row a node
 * @param moving which nodes move
 * @param workloads one row a workload
 * @param budgets of workloads
 * @param events of workloads' pods
 */
record ClusterTables(
        Map<String, Distribution> distributions,
        List<NodeRow> nodes,
        Moving moving,
        List<WorkloadRow> workloads,
        List<BudgetRow> budgets,
        List<EventRow> events) {

    private static final String DIRECTORY = "/demo/cluster/";
    private static final Pattern RANGE = Pattern.compile("(.*)\\[(\\d+)-(\\d+)](.*)");

    /** What its nodes have in common. */
    record Distribution(Map<String, String> labels, Map<String, String> annotations) {}

    /** A node, or several of them. */
    record NodeRow(
            String names,
            String by,
            @Nullable String role,
            @Nullable String os,
            String kubelet,
            String runtime,
            @Nullable String socket,
            String image,
            @Nullable Integer cordoned,
            @Nullable String ready,
            @Nullable Integer silent) {

        boolean isWindows() {
            return os != null;
        }

        private List<NodeRow> each() {
            Matcher range = RANGE.matcher(names);
            if (!range.matches()) {
                return List.of(this);
            }
            return IntStream.rangeClosed(Integer.parseInt(range.group(2)), Integer.parseInt(range.group(3)))
                    .mapToObj(number -> named(range.group(1) + number + range.group(4)))
                    .toList();
        }

        private NodeRow named(String name) {
            return new NodeRow(name, by, role, os, kubelet, runtime, socket, image, cordoned, ready, silent);
        }
    }

    /** Which nodes move, and what they are afterwards. */
    record Moving(List<String> nodes, String to, String socket) {}

    /** A workload. */
    record WorkloadRow(
            String kind,
            String namespace,
            String name,
            @Nullable Integer replicas,
            @Nullable List<String> on,
            @Nullable String image,
            @Nullable ObjectNode spec,
            @Nullable Boolean agent,
            @Nullable String waiting,
            @Nullable String schedule,
            @Nullable Map<String, String> jobs,
            @Nullable Boolean ended) {

        int replicasOrOne() {
            return replicas == null ? 1 : replicas;
        }
    }

    /** A PodDisruptionBudget of the workload of its name. */
    record BudgetRow(
            String namespace,
            String name,
            @Nullable Object minAvailable,
            @Nullable Object maxUnavailable,
            int allowed) {}

    /** An event. */
    record EventRow(
            String namespace, String workload, String node, String type, String reason, int ago, String message) {}

    private record NodesFile(Map<String, Distribution> distributions, List<NodeRow> nodes, Moving moving) {}

    private record HappeningsFile(List<BudgetRow> budgets, List<EventRow> events) {}

    /** Reads them all. */
    static ClusterTables read() {
        NodesFile nodes = TableFile.read(DIRECTORY + "nodes.json", NodesFile.class);
        List<NodeRow> each = new ArrayList<>();
        nodes.nodes().forEach(row -> each.addAll(row.each()));
        HappeningsFile happenings = TableFile.read(DIRECTORY + "happenings.json", HappeningsFile.class);
        return new ClusterTables(
                nodes.distributions(),
                each,
                nodes.moving(),
                TableFile.rows(DIRECTORY + "workloads.json", WorkloadRow.class),
                happenings.budgets(),
                happenings.events());
    }
}
