package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.naming.DockerNames;
import dev.dockershim.exporter.naming.DockerNaming;
import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a container with what the kubelet has lost put back: on cri-dockerd nodes it prints {@code container},
 * {@code image}, {@code name}, {@code namespace} and {@code pod} empty (kubernetes/kubernetes#111077).
 */
final class RestoredLabels {

    private RestoredLabels() {}

    /**
     * The labels, in docker naming where that is asked for.
     *
     * @param runtime the runtime's name; null if unknown
     */
    static ContainerIdentity of(ContainerSnapshot row, DockerNaming naming, @Nullable String runtime) {
        ContainerIdentity printed = row.identity();
        ContainerFacts facts = row.facts();
        String image = printed.image().isEmpty() && facts.imageName() != null ? facts.imageName() : printed.image();
        String name = printed.name().isEmpty() ? name(row.kind(), printed, facts, runtime) : printed.name();
        ContainerIdentity restored = new ContainerIdentity(
                printed.container(), printed.device(), printed.id(), image, name, printed.namespace(), printed.pod());
        return naming.labelsOf(row.kind(), restored, facts);
    }

    /** What the runtime calls the container. */
    private static String name(Kind kind, ContainerIdentity identity, ContainerFacts facts, @Nullable String runtime) {
        if (runtime == null || kind == Kind.MACHINE) {
            return "";
        }
        String name = switch (runtime) {
            case "containerd" -> facts.containerId();
            case "docker", "cri-o" -> DockerNames.name(kind, identity, facts);
            default -> null;
        };
        return name == null ? "" : name;
    }
}
