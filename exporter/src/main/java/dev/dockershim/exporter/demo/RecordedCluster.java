package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ClusterTables.BudgetRow;
import dev.dockershim.exporter.demo.ClusterTables.EventRow;
import dev.dockershim.exporter.demo.ClusterTables.WorkloadRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A cluster in the middle of leaving Docker: nodes in every phase, and workloads that need Docker in every way. All of
 * its objects follow from its tables and the number of steps since its beginning.
 */
final class RecordedCluster {

    /** Events are kept for an hour; those that go on are seen again by then. */
    private static final int EVENT_STEPS = 20;

    private final ClusterTables tables;
    private final ClusterNodes nodes;
    private final ClusterWorkloads workloads;
    private final Instant start;

    /**
     * The cluster.
     *
     * @param start when its first step begins
     */
    RecordedCluster(Instant start) {
        this.tables = ClusterTables.read();
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
        ClusterMoves moves = new ClusterMoves(tables.moving().nodes());
        this.nodes = new ClusterNodes(tables, moves, start);
        this.workloads = new ClusterWorkloads(new ClusterPlaces(tables.nodes(), moves), new ClusterPods(start), start);
    }

    /** All of its objects at a step. */
    Map<ApiResource, List<ObjectNode>> objects(long step) {
        Map<ApiResource, List<ObjectNode>> objects = new EnumMap<>(ApiResource.class);
        for (ApiResource resource : ApiResource.values()) {
            objects.put(resource, new ArrayList<>());
        }
        for (int i = 0; i < tables.nodes().size(); i++) {
            of(objects, ApiResource.NODES).add(nodes.node(tables.nodes().get(i), i, step));
        }
        for (WorkloadRow row : tables.workloads()) {
            workloads.objects(
                    row, step, (resource, object) -> of(objects, resource).add(object));
        }
        tables.budgets()
                .forEach(row -> of(objects, ApiResource.POD_DISRUPTION_BUDGETS).add(budget(row)));
        List<ObjectNode> pods = of(objects, ApiResource.PODS);
        tables.events().forEach(row -> of(objects, ApiResource.EVENTS).add(event(row, pods, step)));
        return objects;
    }

    private static List<ObjectNode> of(Map<ApiResource, List<ObjectNode>> objects, ApiResource resource) {
        return Objects.requireNonNull(objects.get(resource));
    }

    static ObjectNode budget(BudgetRow row) {
        ObjectNode budget = JsonMapper.shared().createObjectNode();
        budget.putObject("metadata").put("name", row.name()).put("namespace", row.namespace());
        ObjectNode spec = budget.putObject("spec");
        if (row.minAvailable() != null) {
            spec.putPOJO("minAvailable", row.minAvailable());
        }
        if (row.maxUnavailable() != null) {
            spec.putPOJO("maxUnavailable", row.maxUnavailable());
        }
        spec.putObject("selector").putObject("matchLabels").put("app", row.name());
        budget.putObject("status").put("disruptionsAllowed", row.allowed()).put("observedGeneration", 1);
        return budget;
    }

    private ObjectNode event(EventRow row, List<ObjectNode> pods, long step) {
        String pod = pods.stream()
                .map(object -> object.path("metadata"))
                .filter(metadata -> metadata.path("namespace").asString("").equals(row.namespace())
                        && metadata.path("labels").path("app").asString("").equals(row.workload()))
                .map(metadata -> metadata.path("name").asString(""))
                .findFirst()
                .orElse(row.workload());
        long round = step / EVENT_STEPS;
        Instant last =
                start.minus(Duration.ofMinutes(row.ago())).plus(ClusterMoves.STEP.multipliedBy(round * EVENT_STEPS));
        ObjectNode event = JsonMapper.shared().createObjectNode();
        String name = row.workload() + "." + Integer.toHexString(row.message().hashCode());
        event.putObject("metadata")
                .put("name", name)
                .put("namespace", row.namespace())
                .put("creationTimestamp", start.minus(Duration.ofHours(1)).toString());
        event.putObject("involvedObject")
                .put("kind", "Pod")
                .put("namespace", row.namespace())
                .put("name", pod)
                .put("apiVersion", "v1");
        event.putObject("source").put("component", "kubelet").put("host", row.node());
        return event.put("type", row.type())
                .put("reason", row.reason())
                .put("message", row.message())
                .put("count", 3 + round)
                .put("firstTimestamp", start.minus(Duration.ofHours(1)).toString())
                .put("lastTimestamp", last.toString());
    }
}
