package dev.dockershim.exporter.apiserver;

import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.kubelet.KubeletClient;
import dev.dockershim.exporter.kubelet.KubeletJson;
import dev.dockershim.exporter.kubelet.Peer;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one Node object; needs {@code get} on {@code nodes}. With {@code resourceVersion=0} the API server answers from
 * its cache, and etcd is not asked.
 */
public final class NodeSource implements Source<Observed<NodeObject>> {

    private static final String NODES = "/api/v1/nodes/";
    private static final long MAX_BYTES = 1024 * 1024;
    private static final int MAX_NAME = 253;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");
    private static final Pattern OPERATING_SYSTEM = Pattern.compile("[a-z]{1,16}");
    private static final String CRI_SOCKET = "kubeadm.alpha.kubernetes.io/cri-socket";
    private static final KubeletJson<Node> JSON = new KubeletJson<>(Node.class, Peer.API_SERVER);

    private final KubeletClient client;
    private final String name;

    /**
     * A source that asks through {@code client}.
     *
     * @param name the node's; a host name may have capitals, a Node's name has none (kubernetes pkg/util/node)
     */
    public NodeSource(KubeletClient client, String name) {
        this.client = client;
        this.name = name.strip().toLowerCase(Locale.ROOT);
    }

    @Override
    public String name() {
        return "apiserver_node";
    }

    @Override
    public Observed<NodeObject> read(Deadline deadline) throws SourceException, InterruptedException {
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            return Observed.missing(Reason.ABSENT, "no Node can have this name: set --node.name to the Node's");
        }
        try {
            return parse(client.fetch(NODES + name + "?resourceVersion=0", MAX_BYTES, deadline));
        } catch (SourceException e) {
            if (e.isAbsent()) {
                return Observed.missing(
                        Reason.ABSENT, "the API server has no Node of this name: set --node.name to the Node's");
            }
            throw e;
        }
    }

    static Observed<NodeObject> parse(InputStream body) throws SourceException {
        Node node = JSON.read(body, "/api/v1/nodes");
        if (node.status == null || node.status.nodeInfo == null) {
            return Observed.missing(Reason.INVALID, "the API server's answer is no Node with a status");
        }
        NodeInfo info = node.status.nodeInfo;
        Condition ready = node.status.ready();
        Map<String, @Nullable String> annotations =
                node.metadata == null ? Map.of() : node.metadata.annotationsOrNone();
        String socket = KubeletJson.name(annotations.get(CRI_SOCKET));
        return Observed.seen(new NodeObject(
                RuntimeName.parse(info.containerRuntimeVersion),
                Version.parse(info.kubeletVersion),
                operatingSystem(info.operatingSystem),
                node.spec != null && Boolean.TRUE.equals(node.spec.unschedulable),
                ready == null ? null : ready.value(),
                ready == null ? null : ready.lastHeartbeatTime,
                socket == null ? null : Endpoint.parse(socket),
                node.metadata != null && node.metadata.namesKubeadm()));
    }

    /** It becomes a label's value: a word, or nothing. */
    private static String operatingSystem(@Nullable String text) {
        return text != null && OPERATING_SYSTEM.matcher(text).matches() ? text : "";
    }

    private record Node(
            @Nullable Metadata metadata,
            @Nullable Spec spec,
            @Nullable Status status) {}

    private record Metadata(
            @Nullable Map<String, @Nullable String> annotations,
            @Nullable Map<String, @Nullable String> labels) {

        private Map<String, @Nullable String> annotationsOrNone() {
            return annotations == null ? Map.of() : annotations;
        }

        private boolean namesKubeadm() {
            return isKubeadms(annotations) || isKubeadms(labels);
        }

        private static boolean isKubeadms(@Nullable Map<String, @Nullable String> keys) {
            return keys != null
                    && keys.keySet().stream()
                            .anyMatch(key -> key.startsWith("kubeadm.alpha.kubernetes.io/")
                                    || key.startsWith("kubeadm.kubernetes.io/"));
        }
    }

    private record Spec(@Nullable Boolean unschedulable) {}

    private record Status(
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

    private record NodeInfo(
            @Nullable String containerRuntimeVersion,
            @Nullable String kubeletVersion,
            @Nullable String operatingSystem) {}

    private record Condition(
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
