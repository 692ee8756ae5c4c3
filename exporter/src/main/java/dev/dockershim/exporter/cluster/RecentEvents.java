package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On which nodes what happened in the last hour.
 *
 * @param nodes names of nodes by what happened there
 * @param missing why events were not to be seen; null if they were
 */
record RecentEvents(
        Map<NodeEvent.Kind, Set<String>> nodes, @Nullable Missing<?> missing) {

    /** How long an API server keeps events by default (kube-apiserver {@code --event-ttl}). */
    private static final Duration KEPT = Duration.ofHours(1);

    static RecentEvents of(Observed<List<NodeEvent>> events, Instant at) {
        Map<NodeEvent.Kind, Set<String>> nodes = new EnumMap<>(NodeEvent.Kind.class);
        List<NodeEvent> seen = events.orNull();
        if (seen != null) {
            for (NodeEvent event : seen) {
                if (Duration.between(event.last(), at).compareTo(KEPT) <= 0) {
                    nodes.computeIfAbsent(event.kind(), kind -> new HashSet<>()).add(event.node());
                }
            }
        }
        return new RecentEvents(nodes, events instanceof Missing<?> missing ? missing : null);
    }

    boolean tell(NodeEvent.Kind kind, String node) {
        return nodes.getOrDefault(kind, Set.of()).contains(node);
    }

    /** Whether it happened on any node. */
    boolean tell(NodeEvent.Kind kind) {
        return nodes.containsKey(kind);
    }
}
