package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.NodeCollections.Collected;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a node, to tell whether something has changed: a kubelet that is gone or comes back, another runtime, a
 * pod that was made.
 *
 * @param runtime the runtime's name; null if it was not told
 * @param ids of the containers that run
 */
record RunningContainers(@Nullable String runtime, Set<String> ids) {

    /** As the last collection saw it. */
    static RunningContainers of(Collected last) {
        Set<String> ids = new HashSet<>();
        last.snapshot().rows().forEach(row -> {
            if (row.facts().containerId() != null) {
                ids.add(row.facts().containerId());
            }
        });
        return new RunningContainers(
                last.snapshot().runtime() == null
                        ? null
                        : last.snapshot().runtime().name(),
                ids);
    }
}
