package dev.dockershim.exporter.node;

import dev.dockershim.exporter.cri.CriContainers.RuntimeVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node at one moment: what one collection found. Immutable; no series outlives the snapshot that made it.
 *
 * @param containers running containers, in the order of their identities, each identity once
 * @param sandboxes pause containers, likewise
 * @param machine file systems of the machine that the kubelet no longer shows; empty where it does
 * @param duplicates containers left out because another one has the same labels
 * @param look what is known of the series that the kubelet itself serves
 * @param runtime which runtime this is; without versions where only {@code /pods} tells it; null if unknown
 */
public record NodeSnapshot(
        List<ContainerSnapshot> containers,
        List<ContainerSnapshot> sandboxes,
        List<ContainerSnapshot> machine,
        int duplicates,
        KubeletLook look,
        @Nullable RuntimeVersion runtime) {

    /** A node of which nothing is known yet. */
    public static final NodeSnapshot EMPTY =
            new NodeSnapshot(List.of(), List.of(), List.of(), 0, KubeletLook.NO_KUBELET, null);

    /** Keeps copies of the lists. */
    public NodeSnapshot {
        containers = List.copyOf(containers);
        sandboxes = List.copyOf(sandboxes);
        machine = List.copyOf(machine);
    }

    /** Containers, then sandboxes, then the machine. */
    public List<ContainerSnapshot> rows() {
        List<ContainerSnapshot> rows = new ArrayList<>(containers.size() + sandboxes.size() + machine.size());
        rows.addAll(containers);
        rows.addAll(sandboxes);
        rows.addAll(machine);
        return rows;
    }
}
