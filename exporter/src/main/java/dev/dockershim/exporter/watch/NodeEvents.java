package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.NodeEvent;
import dev.dockershim.exporter.cluster.NodeEvent.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the kubelets' events of the last hour told, once for each node and kind; their texts end here. An event that the
 * API server forgets has happened all the same.
 */
final class NodeEvents implements Sink<ApiObject.Event> {

    private static final Duration KEPT = Duration.ofHours(1);

    /** Two of a node, of 50,000 nodes. */
    private static final int MOST = 100_000;

    private final Shared shared;
    private final Map<Key, Instant> last = new HashMap<>();

    private record Key(String node, Kind kind) {}

    NodeEvents(Shared shared) {
        this.shared = shared;
    }

    @Override
    public void beginList() {
        // a list takes nothing away
    }

    @Override
    public void put(ApiObject.Event event) {
        Kind kind = kind(event);
        String node = node(event);
        Instant time = time(event);
        if (kind == null || node == null || time == null) {
            return;
        }
        synchronized (this) {
            Key key = new Key(shared.of(node), kind);
            if (last.size() < MOST || last.containsKey(key)) {
                last.merge(key, time, (one, other) -> one.isAfter(other) ? one : other);
            }
        }
    }

    @Override
    public void remove(ApiObject.Event event) {
        // it has happened all the same
    }

    @Override
    public void endList() {
        // nothing was to be taken away
    }

    @Override
    public synchronized void clear() {
        last.clear();
    }

    /** Those of the hour before {@code now}. */
    synchronized List<NodeEvent> since(Instant now) {
        Instant oldest = now.minus(KEPT);
        last.values().removeIf(time -> time.isBefore(oldest));
        List<NodeEvent> events = new ArrayList<>();
        last.forEach((key, time) -> events.add(new NodeEvent(key.node, key.kind, time)));
        return events;
    }

    /** The kubelet's reasons (kubernetes pkg/kubelet/events/event.go), and what the runtime wrote into its message. */
    private static @Nullable Kind kind(ApiObject.Event event) {
        String message = event.message() == null ? "" : event.message();
        return switch (event.reason() == null ? "" : event.reason()) {
            case "ErrImageNeverPull" -> Kind.IMAGE_NEVER_PULL;
            case "FailedCreatePodSandBox", "FailedKillPod" ->
                message.contains("incompatible CNI versions")
                                || message.contains("failed to destroy network for sandbox")
                        ? Kind.CNI_ERROR
                        : null;
            default -> null;
        };
    }

    private static @Nullable String node(ApiObject.Event event) {
        String host = event.source() == null ? null : event.source().host();
        String node = host == null || host.isEmpty() ? event.reportingInstance() : host;
        return node == null || node.isEmpty() || node.length() > 253 ? null : node;
    }

    private static @Nullable Instant time(ApiObject.Event event) {
        if (event.series() != null && event.series().lastObservedTime() != null) {
            return event.series().lastObservedTime();
        }
        return event.lastTimestamp() == null ? event.eventTime() : event.lastTimestamp();
    }
}
