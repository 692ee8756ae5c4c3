package dev.dockershim.exporter.demo;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Node as an API server shows it.
 *
 * @param made its labels, its annotations, and when it joined
 * @param role such as {@code control-plane}; null for a worker
 * @param cordoned since when nothing is scheduled to it; null if something may be
 * @param ready the condition: {@code True}, {@code False} or {@code Unknown}
 * @param heartbeat when its kubelet last said so
 */
record ReplayNode(
        String name,
        Made made,
        @Nullable String role,
        @Nullable Instant cordoned,
        String ready,
        Instant heartbeat,
        Software software) {

    /** kubeadm's note of the runtime's socket. */
    static final String CRI_SOCKET = "kubeadm.alpha.kubernetes.io/cri-socket";

    /** How the node was made. */
    record Made(Map<String, String> labels, Map<String, String> annotations, Instant created) {}

    /**
     * What it runs.
     *
     * @param runtime such as {@code containerd://1.6.21}
     * @param kubelet its version, such as {@code v1.23.17}
     * @param os {@code linux} or {@code windows}
     * @param image the operating system's name for people
     */
    record Software(String runtime, String kubelet, String os, String image) {}

    ObjectNode json() {
        ObjectNode node = JsonMapper.shared().createObjectNode();
        metadata(node.putObject("metadata"));
        spec(node.putObject("spec"));
        ObjectNode status = node.putObject("status");
        status.putObject("capacity").put("cpu", "8").put("memory", "32Gi").put("pods", "110");
        condition(status.putArray("conditions").addObject());
        status.putArray("addresses").addObject().put("type", "Hostname").put("address", name);
        status.putObject("nodeInfo")
                .put("architecture", "amd64")
                .put("containerRuntimeVersion", software.runtime())
                .put("kubeletVersion", software.kubelet())
                .put("kubeProxyVersion", software.kubelet())
                .put("operatingSystem", software.os())
                .put("osImage", software.image());
        return node;
    }

    private void metadata(ObjectNode metadata) {
        metadata.put("name", name);
        metadata.put("creationTimestamp", made.created().toString());
        ObjectNode labels = metadata.putObject("labels")
                .put("kubernetes.io/hostname", name)
                .put("kubernetes.io/os", software.os())
                .put("kubernetes.io/arch", "amd64");
        made.labels().forEach(labels::put);
        if (role != null) {
            labels.put("node-role.kubernetes.io/" + role, "");
        }
        ObjectNode annotations = metadata.putObject("annotations");
        made.annotations().forEach(annotations::put);
    }

    private void spec(ObjectNode spec) {
        ArrayNode taints = JsonMapper.shared().createArrayNode();
        if (role != null) {
            taints.addObject().put("key", "node-role.kubernetes.io/" + role).put("effect", "NoSchedule");
        }
        if (cordoned != null) {
            spec.put("unschedulable", true);
            taints.addObject()
                    .put("key", "node.kubernetes.io/unschedulable")
                    .put("effect", "NoSchedule")
                    .put("timeAdded", cordoned.toString());
        }
        if (!taints.isEmpty()) {
            spec.set("taints", taints);
        }
    }

    private void condition(ObjectNode condition) {
        condition.put("type", "Ready");
        condition.put("lastHeartbeatTime", heartbeat.toString());
        condition.put("status", ready);
        switch (ready) {
            case "True" -> condition.put("reason", "KubeletReady").put("message", "kubelet is posting ready status");
            case "False" -> condition.put("reason", "KubeletNotReady").put("message", "container runtime is down");
            default ->
                condition.put("reason", "NodeStatusUnknown").put("message", "Kubelet stopped posting node status.");
        }
    }
}
