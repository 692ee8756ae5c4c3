package dev.dockershim.exporter.node;

import dev.dockershim.exporter.cri.ContainerDetails;
import dev.dockershim.exporter.cri.CriContainers.RuntimeVersion;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.node.ContainerMatch.Match;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a container: those that the kubelet prints if it names the container, else those that it would print,
 * as far as CRI tells them.
 */
final class ContainerLabels {

    private final IdentityIndex identities;
    private final Map<String, ContainerDetails> details;
    private final @Nullable RuntimeVersion runtime;

    ContainerLabels(IdentityIndex identities, Map<String, ContainerDetails> details, @Nullable RuntimeVersion runtime) {
        this.identities = identities;
        this.details = details;
        this.runtime = runtime;
    }

    /** What the kubelet prints for a container; null if it did not list it. */
    @Nullable
    Labels printed(Match match) {
        return match.containerId() != null
                ? identities.byContainerId(match.containerId())
                : identities.byNames(match.namespace(), match.pod(), match.container(), match.startedAtMillis());
    }

    /** The labels of a container that the kubelet prints as {@code printed}. */
    ContainerIdentity of(Match match, @Nullable Labels printed, String device) {
        ContainerDetails known = match.containerId() == null ? null : details.get(match.containerId());
        String id;
        String image;
        String name;
        if (printed != null) {
            id = printed.id();
            image = printed.image();
            name = printed.name();
        } else {
            id = known == null ? "" : Objects.requireNonNullElse(known.cgroupPath(), "");
            image = known == null ? "" : Objects.requireNonNullElse(known.imageName(), "");
            name = nameByRuntime(match);
        }
        return new ContainerIdentity(match.container(), device, id, image, name, match.namespace(), match.pod());
    }

    /** What is known of a container beside its labels. */
    ContainerFacts facts(Match match, @Nullable Labels printed) {
        String containerId =
                match.containerId() != null || printed == null ? match.containerId() : printed.containerId();
        ContainerDetails known = containerId == null ? null : details.get(containerId);
        return new ContainerFacts(
                containerId,
                match.podUid(),
                match.attempt(),
                match.imageId(),
                known == null ? null : known.imageName(),
                known == null ? null : known.imageDigest());
    }

    /**
     * google/cadvisor container/containerd/handler.go takes the id as the name, container/crio/handler.go the name
     * that CRI-O made after Docker's pattern. Other runtimes have no handler in the kubelet, and so no name.
     */
    private String nameByRuntime(Match match) {
        if (runtime == null || match.containerId() == null) {
            return "";
        }
        return switch (runtime.name()) {
            case "containerd" -> match.containerId();
            case "cri-o" ->
                String.join(
                        "_",
                        "k8s",
                        match.container(),
                        match.pod(),
                        match.namespace(),
                        match.podUid(),
                        Integer.toString(match.attempt()));
            default -> "";
        };
    }
}
