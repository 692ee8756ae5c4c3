package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A vendor's telemetry or security agent: a row of {@code agents.json}.
 *
 * @param id id of its check
 * @param vendor as a label value
 * @param title the vendor's name
 * @param names parts of the names of its workloads; none if the runtime does not matter to it
 * @param images last parts of the names of its images
 * @param excluded parts of names of what is the vendor's, but not its agent, or only sounds like it
 * @param parentConfirms whether a mount of a directory above Docker's socket proves that it uses Docker, if nothing
 *     leads it to another runtime's socket
 * @param directoryConfirms whether a mount of Docker's directories proves that it uses Docker
 * @param documentation title of the vendor's page
 * @param hint what to do
 */
public record Agent(
        String id,
        String vendor,
        String title,
        List<String> names,
        List<String> images,
        List<String> excluded,
        boolean parentConfirms,
        boolean directoryConfirms,
        String documentation,
        String hint) {

    private static final List<Agent> ALL = TableFile.read("agents.json", Agent.class);

    /** Takes lists that are not there as empty; everything else must be there. */
    public Agent {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(vendor, "vendor");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(documentation, "documentation");
        Objects.requireNonNull(hint, "hint");
        names = copy(names);
        images = copy(images);
        excluded = copy(excluded);
    }

    /** All of the table, in its order. */
    public static List<Agent> all() {
        return ALL;
    }

    /** Whether a pod is any of these agents. */
    static boolean isAny(PodSpec pod) {
        for (Agent agent : ALL) {
            if (agent.matches(pod)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pod is any of these agents, and its mount of a directory above Docker's socket proves a use of it. */
    static boolean isAnyByParent(PodSpec pod) {
        for (Agent agent : ALL) {
            if (agent.parentConfirms && agent.matches(pod)) {
                return !DockerAccess.otherRuntime(pod);
            }
        }
        return false;
    }

    /** Whether a pod is any of these agents, and proves that it uses Docker. */
    static boolean isAnyConfirmed(PodSpec pod) {
        for (Agent agent : ALL) {
            if (agent.matches(pod) && agent.isConfirmed(pod)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a pod is this agent: by its owner's name, then by its own, then by an image. What is excluded by the
     * workload's name is not taken for it by its image: many a vendor ships all its parts in one image.
     */
    public boolean matches(PodSpec pod) {
        String workload = (pod.owner().isEmpty() ? pod.name() : pod.owner()).toLowerCase(Locale.ROOT);
        if (hasPart(workload, excluded)) {
            return false;
        }
        return hasPart(workload, names)
                || hasPart(pod.name().toLowerCase(Locale.ROOT), names)
                || hasImage(pod.containers());
    }

    /** Whether what the pod shows proves that it uses Docker. */
    public boolean isConfirmed(PodSpec pod) {
        return DockerAccess.socket(pod)
                || (parentConfirms && DockerAccess.parent(pod) && !DockerAccess.otherRuntime(pod))
                || DockerAccess.env(pod)
                || (directoryConfirms && DockerAccess.directory(pod));
    }

    private boolean hasImage(List<PodSpec.Container> containers) {
        for (int i = 0; i < containers.size(); i++) {
            for (int j = 0; j < images.size(); j++) {
                if (Images.endsWith(containers.get(i).image(), images.get(j))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** By index: of ten thousand pods again and again, iterators would be half of what a watcher allocates. */
    private static boolean hasPart(String name, List<String> parts) {
        for (int i = 0; i < parts.size(); i++) {
            if (name.contains(parts.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> copy(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
