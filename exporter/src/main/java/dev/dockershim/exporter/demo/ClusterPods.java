package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ClusterTables.WorkloadRow;
import dev.dockershim.exporter.demo.ClusterWorkloads.Owner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The pods of the recorded cluster. */
final class ClusterPods {

    private static final Duration AGE = Duration.ofDays(9);
    private static final Set<String> OF_APPS = Set.of("DaemonSet", "ReplicaSet", "StatefulSet");

    private final Instant start;

    ClusterPods(Instant start) {
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * A pod.
     *
     * @param node empty for one that waits for a node
     * @param labels besides those of its template
     * @param ended whether it has done what it had to do
     */
    ObjectNode pod(
            WorkloadRow row,
            String name,
            String node,
            @Nullable Owner owner,
            Map<String, String> labels,
            boolean ended) {
        ObjectNode pod = JsonMapper.shared().createObjectNode();
        ObjectNode metadata = pod.putObject("metadata")
                .put("name", name)
                .put("namespace", row.namespace())
                .put("uid", ClusterWorkloads.uid("Pod", row.namespace(), name))
                .put("creationTimestamp", start.minus(AGE).toString());
        ObjectNode all = labels(metadata, row);
        labels.forEach(all::put);
        own(metadata, row.namespace(), owner);
        ObjectNode spec = spec(row);
        if (!node.isEmpty()) {
            spec.put("nodeName", node);
        }
        pod.set("spec", spec);
        status(pod.putObject("status"), row, spec, node, ended);
        return pod;
    }

    /** What the API server shows of a static pod: its mirror (kubernetes pkg/kubelet/pod/mirror_client.go). */
    ObjectNode mirror(WorkloadRow row, String node) {
        String name = row.name() + "-" + node;
        ObjectNode pod = pod(row, name, node, null, Map.of("tier", "control-plane"), false);
        ObjectNode metadata = (ObjectNode) pod.path("metadata");
        metadata.putObject("annotations")
                .put("kubernetes.io/config.hash", ClusterWorkloads.uid("Static", row.namespace(), name))
                .put("kubernetes.io/config.mirror", ClusterWorkloads.uid("Static", row.namespace(), name))
                .put("kubernetes.io/config.source", "file");
        metadata.putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "v1")
                .put("kind", "Node")
                .put("name", node)
                .put("uid", ClusterWorkloads.uid("Node", "", node))
                .put("controller", true);
        return pod;
    }

    /** The labels of a workload's pods. */
    ObjectNode labels(ObjectNode metadata, WorkloadRow row) {
        ObjectNode labels = metadata.putObject("labels").put("app", row.name());
        if (Boolean.TRUE.equals(row.agent())) {
            labels.put("app.kubernetes.io/name", row.name()).put("app.kubernetes.io/component", "agent");
        }
        return labels;
    }

    /** A workload's pod specification, of its own. */
    ObjectNode spec(WorkloadRow row) {
        if (row.spec() != null) {
            return row.spec().deepCopy();
        }
        ObjectNode spec = JsonMapper.shared().createObjectNode();
        spec.putArray("containers").addObject().put("name", row.name()).put("image", row.image());
        return spec;
    }

    /** Names the owner of an object, if it has one. */
    static void own(ObjectNode metadata, String namespace, @Nullable Owner owner) {
        if (owner == null) {
            return;
        }
        metadata.putArray("ownerReferences")
                .addObject()
                .put(
                        "apiVersion",
                        OF_APPS.contains(owner.kind()) || owner.kind().equals("Deployment") ? "apps/v1" : "batch/v1")
                .put("kind", owner.kind())
                .put("name", owner.name())
                .put("uid", ClusterWorkloads.uid(owner.kind(), namespace, owner.name()))
                .put("controller", true)
                .put("blockOwnerDeletion", true);
    }

    private static void status(ObjectNode status, WorkloadRow row, ObjectNode spec, String node, boolean ended) {
        if (node.isEmpty()) {
            status.put("phase", "Pending");
            status.putArray("conditions")
                    .addObject()
                    .put("type", "PodScheduled")
                    .put("status", "False")
                    .put("reason", "Unschedulable");
            return;
        }
        boolean waits = row.waiting() != null;
        status.put("phase", ended ? "Succeeded" : waits ? "Pending" : "Running");
        var conditions = status.putArray("conditions");
        conditions.addObject().put("type", "PodScheduled").put("status", "True");
        conditions.addObject().put("type", "Ready").put("status", ended || waits ? "False" : "True");
        var statuses = status.putArray("containerStatuses");
        for (JsonNode container : spec.path("containers")) {
            ObjectNode one = statuses.addObject()
                    .put("name", container.path("name").asString(""))
                    .put("image", container.path("image").asString(""))
                    .put("ready", !ended && !waits)
                    .put("restartCount", 0);
            ObjectNode state = one.putObject("state");
            if (waits) {
                state.putObject("waiting").put("reason", row.waiting());
            } else if (ended) {
                state.putObject("terminated").put("exitCode", 0).put("reason", "Completed");
            } else {
                state.putObject("running");
            }
        }
    }
}
