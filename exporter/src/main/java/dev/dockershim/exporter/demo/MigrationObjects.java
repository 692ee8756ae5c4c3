package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ClusterTables.WorkloadRow;
import dev.dockershim.exporter.demo.MigrationTable.AgentRow;
import dev.dockershim.exporter.demo.MigrationTable.WorkloadSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of the migration's API server at a step. */
final class MigrationObjects {

    private static final Duration AGE = Duration.ofDays(400);
    private static final String IMAGE = "Ubuntu 20.04.6 LTS";

    /** As the manifests of an agent have it. */
    private static final WorkloadRow AGENTS = TableFile.JSON.readValue("""
            {"kind": "DaemonSet", "namespace": "monitoring", "name": "dockershim-exporter", "agent": true,
             "image": "registry.example.com/dockershim-exporter:0.1.0"}
            """, WorkloadRow.class);

    private final MigrationTable table;
    private final Instant start;

    MigrationObjects(MigrationTable table, Instant start) {
        this.table = table;
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * All objects.
     *
     * @param now when the kubelets were last heard of, but for those that are silent
     */
    Map<ApiResource, List<ObjectNode>> objects(int step, Instant now) {
        Map<ApiResource, List<ObjectNode>> objects = new EnumMap<>(ApiResource.class);
        for (ApiResource resource : ApiResource.values()) {
            objects.put(resource, new ArrayList<>());
        }
        table.nodes().keySet().forEach(node -> of(objects, ApiResource.NODES).add(node(node, step, now)));
        ClusterWorkloads workloads = workloads(List.copyOf(table.nodes().keySet()));
        for (WorkloadSpan span : table.workloads()) {
            if (span.holds(step)) {
                workloads.objects(
                        span.workload(),
                        step,
                        (resource, object) -> of(objects, resource).add(object));
                if (span.budget() != null) {
                    of(objects, ApiResource.POD_DISRUPTION_BUDGETS).add(budget(span.workload(), span.budget()));
                }
            }
        }
        agents(step, objects);
        return objects;
    }

    private static List<ObjectNode> of(Map<ApiResource, List<ObjectNode>> objects, ApiResource resource) {
        return Objects.requireNonNull(objects.get(resource));
    }

    private ClusterWorkloads workloads(List<String> everywhere) {
        return new ClusterWorkloads(new NamedPlaces(everywhere), new ClusterPods(start), start);
    }

    private ObjectNode node(String name, int step, Instant now) {
        MigrationStage stage = table.stage(name, step);
        Instant heard = stage.silent() == null ? now : now.minus(Duration.ofMinutes(stage.silent()));
        return new ReplayNode(
                        name,
                        new ReplayNode.Made(Map.of(), Map.of(ReplayNode.CRI_SOCKET, stage.socket()), start.minus(AGE)),
                        null,
                        stage.cordoned() ? start : null,
                        stage.ready() == null ? "True" : stage.ready(),
                        heard.truncatedTo(ChronoUnit.SECONDS),
                        new ReplayNode.Software(stage.runtime(), stage.kubelet(), "linux", IMAGE))
                .json();
    }

    private static ObjectNode budget(WorkloadRow row, int allowed) {
        return RecordedCluster.budget(new ClusterTables.BudgetRow(row.namespace(), row.name(), null, 0, allowed));
    }

    private void agents(int step, Map<ApiResource, List<ObjectNode>> objects) {
        List<String> nodes = table.nodes().keySet().stream()
                .filter(node -> !table.agent(node, step).gone())
                .toList();
        workloads(nodes).objects(AGENTS, step, (resource, object) -> {
            if (resource == ApiResource.PODS) {
                settle(object, step);
            }
            of(objects, resource).add(object);
        });
    }

    /** Says of an agent's pod whether it is ready. */
    private void settle(ObjectNode pod, int step) {
        AgentRow agent = table.agent(pod.path("spec").path("nodeName").asString(""), step);
        for (JsonNode condition : pod.path("status").path("conditions")) {
            if (condition.path("type").asString("").equals("Ready")) {
                ((ObjectNode) condition).put("status", agent.ready() ? "True" : "False");
            }
        }
    }
}
