package dev.dockershim.exporter.nodespec;

import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Node as Kubernetes' API writes it (k8s.io/api core/v1 Node), as far as it can tell about its runtime. Names of
 * components are those of the API.
 */
public record NodeManifest(
        @Nullable Metadata metadata,
        @Nullable Spec spec,
        @Nullable Status status) {

    private static final Pattern OPERATING_SYSTEM = Pattern.compile("[a-z]{1,16}");
    private static final String CRI_SOCKET = "kubeadm.alpha.kubernetes.io/cri-socket";

    /** What it tells; null if it has no {@code status.nodeInfo}, as no kubelet has written it yet. */
    public @Nullable NodeObject toNodeObject() {
        if (status == null || status.nodeInfo == null) {
            return null;
        }
        NodeInfo info = status.nodeInfo;
        Condition ready = status.ready();
        String socket = annotation(CRI_SOCKET);
        return new NodeObject(
                RuntimeName.parse(info.containerRuntimeVersion),
                Version.parse(info.kubeletVersion),
                operatingSystem(info.operatingSystem),
                spec != null && Boolean.TRUE.equals(spec.unschedulable),
                ready == null ? null : ready.value(),
                ready == null ? null : ready.lastHeartbeatTime,
                socket == null || socket.isBlank() ? null : Endpoint.parse(socket),
                hasKey("kubeadm.alpha.kubernetes.io/") || hasKey("kubeadm.kubernetes.io/"));
    }

    /** The value of a label; null if there is none. */
    public @Nullable String label(String key) {
        return metadata == null || metadata.labels == null ? null : metadata.labels.get(key);
    }

    /** The value of an annotation; null if there is none. */
    public @Nullable String annotation(String key) {
        return metadata == null || metadata.annotations == null ? null : metadata.annotations.get(key);
    }

    /** Whether an annotation or a label begins so. */
    public boolean hasKey(String prefix) {
        return metadata != null && (begins(metadata.annotations, prefix) || begins(metadata.labels, prefix));
    }

    private static boolean begins(@Nullable Map<String, @Nullable String> keys, String prefix) {
        return keys != null && keys.keySet().stream().anyMatch(key -> key.startsWith(prefix));
    }

    /** It becomes a label's value: a word, or nothing. */
    private static String operatingSystem(@Nullable String text) {
        return text != null && OPERATING_SYSTEM.matcher(text).matches() ? text : "";
    }

    /** {@code metadata}. */
    public record Metadata(
            @Nullable String name,
            @Nullable Map<String, @Nullable String> annotations,
            @Nullable Map<String, @Nullable String> labels) {}

    /** {@code spec}. */
    public record Spec(
            @Nullable Boolean unschedulable, @Nullable String providerID) {}

    /** {@code status}. */
    public record Status(
            @Nullable NodeInfo nodeInfo, @Nullable List<@Nullable Condition> conditions) {

        private @Nullable Condition ready() {
            if (conditions != null) {
                for (Condition condition : conditions) {
                    if (condition != null && "Ready".equals(condition.type)) {
                        return condition;
                    }
                }
            }
            return null;
        }
    }

    /** {@code status.nodeInfo}. */
    public record NodeInfo(
            @Nullable String containerRuntimeVersion,
            @Nullable String kubeletVersion,
            @Nullable String operatingSystem,
            @Nullable String osImage) {}

    /** {@code status.conditions}. */
    public record Condition(
            @Nullable String type,
            @Nullable String status,
            @Nullable Instant lastHeartbeatTime) {

        /** The controller sets {@code Unknown} when it hears nothing from the kubelet. */
        private @Nullable Boolean value() {
            return switch (status == null ? "" : status) {
                case "True" -> true;
                case "False" -> false;
                default -> null;
            };
        }
    }
}
