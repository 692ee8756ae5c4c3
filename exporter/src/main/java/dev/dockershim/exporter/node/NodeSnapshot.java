package dev.dockershim.exporter.node;

import java.util.List;

/**
 * A node at one moment: what one collection found. Immutable; no series outlives the snapshot that made it.
 *
 * @param containers running containers, in the order of their identities, each identity once
 * @param duplicates containers left out because another one has the same labels
 */
public record NodeSnapshot(List<ContainerSnapshot> containers, int duplicates) {

    /** Keeps a copy of {@code containers}. */
    public NodeSnapshot {
        containers = List.copyOf(containers);
    }
}
