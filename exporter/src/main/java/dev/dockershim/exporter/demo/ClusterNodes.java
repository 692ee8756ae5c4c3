package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.demo.ClusterMoves.Stage;
import dev.dockershim.exporter.demo.ClusterTables.NodeRow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The Node objects of the recorded cluster. */
final class ClusterNodes {

    /** A kubelet tells that it lives each five minutes, if nothing else changes (kubelet nodeStatusReportFrequency). */
    private static final int HEARTBEAT_STEPS = 8;

    private static final Duration AGE = Duration.ofDays(400);

    private final ClusterTables tables;
    private final ClusterMoves moves;
    private final Instant start;

    ClusterNodes(ClusterTables tables, ClusterMoves moves, Instant start) {
        this.tables = tables;
        this.moves = moves;
        this.start = start.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * A node at a step.
     *
     * @param index its place among the nodes, so that not all report at once
     */
    ObjectNode node(NodeRow row, int index, long step) {
        Stage stage = moves.stage(row.names(), step);
        ObjectNode node = JsonMapper.shared().createObjectNode();
        metadata(node.putObject("metadata"), row, stage);
        spec(node.putObject("spec"), row, stage);
        ObjectNode status = node.putObject("status");
        status.putObject("capacity").put("cpu", "8").put("memory", "32Gi").put("pods", "110");
        ready(status.putArray("conditions").addObject(), row, stage, heartbeat(row, index, step));
        status.putArray("addresses").addObject().put("type", "Hostname").put("address", row.names());
        status.putObject("nodeInfo")
                .put("architecture", "amd64")
                .put("containerRuntimeVersion", runtime(row, stage))
                .put("kubeletVersion", row.kubelet())
                .put("kubeProxyVersion", row.kubelet())
                .put("operatingSystem", os(row))
                .put("osImage", row.image());
        return node;
    }

    /** The node's runtime as its object names it at a stage. */
    String runtime(NodeRow row, Stage stage) {
        return stage.compareTo(Stage.CHANGED) >= 0 ? tables.moving().to() : row.runtime();
    }

    private void metadata(ObjectNode metadata, NodeRow row, Stage stage) {
        ClusterTables.Distribution distribution = tables.distributions().get(row.by());
        if (distribution == null) {
            throw new IllegalStateException(row.names() + " is by nobody");
        }
        metadata.put("name", row.names());
        metadata.put("creationTimestamp", start.minus(AGE).toString());
        ObjectNode labels = metadata.putObject("labels")
                .put("kubernetes.io/hostname", row.names())
                .put("kubernetes.io/os", os(row))
                .put("kubernetes.io/arch", "amd64");
        distribution.labels().forEach(labels::put);
        if (row.role() != null) {
            labels.put("node-role.kubernetes.io/" + row.role(), "");
        }
        ObjectNode annotations = metadata.putObject("annotations");
        distribution.annotations().forEach(annotations::put);
        String socket = stage.compareTo(Stage.ANNOTATED) >= 0 ? tables.moving().socket() : row.socket();
        if (socket != null) {
            annotations.put("kubeadm.alpha.kubernetes.io/cri-socket", socket);
        }
    }

    private void spec(ObjectNode spec, NodeRow row, Stage stage) {
        ArrayNode taints = spec.putArray("taints");
        if (row.role() != null) {
            taints.addObject()
                    .put("key", "node-role.kubernetes.io/" + row.role())
                    .put("effect", "NoSchedule");
        }
        Instant cordoned = row.cordoned() == null ? start : start.minus(Duration.ofMinutes(row.cordoned()));
        if (isCordoned(row, stage)) {
            spec.put("unschedulable", true);
            taints.addObject()
                    .put("key", "node.kubernetes.io/unschedulable")
                    .put("effect", "NoSchedule")
                    .put("timeAdded", cordoned.toString());
        }
        if (taints.isEmpty()) {
            spec.remove("taints");
        }
    }

    private static boolean isCordoned(NodeRow row, Stage stage) {
        return stage == Stage.NOT_BEGUN ? row.cordoned() != null : stage != Stage.BACK;
    }

    private static void ready(ObjectNode condition, NodeRow row, Stage stage, Instant heartbeat) {
        boolean stopped = stage == Stage.STOPPED || "False".equals(row.ready());
        condition.put("type", "Ready");
        condition.put("lastHeartbeatTime", heartbeat.toString());
        if (stopped) {
            condition.put("status", "False").put("reason", "KubeletNotReady");
            condition.put("message", "container runtime is down");
        } else if (row.ready() != null) {
            condition.put("status", row.ready()).put("reason", "NodeStatusUnknown");
            condition.put("message", "Kubelet stopped posting node status.");
        } else {
            condition.put("status", "True").put("reason", "KubeletReady");
            condition.put("message", "kubelet is posting ready status");
        }
    }

    private Instant heartbeat(NodeRow row, int index, long step) {
        if (row.silent() != null) {
            return start.minus(Duration.ofMinutes(row.silent()));
        }
        long phase = index % HEARTBEAT_STEPS;
        long last = Math.floorDiv(step + phase, (long) HEARTBEAT_STEPS) * HEARTBEAT_STEPS - phase;
        return start.plus(ClusterMoves.STEP.multipliedBy(Math.max(0, last)));
    }

    private static String os(NodeRow row) {
        @Nullable String os = row.os();
        return os == null ? "linux" : os;
    }
}
