package dev.dockershim.exporter.node;

import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.kubelet.FamilySamples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the labels that the kubelet prints for a container, by its id or else by its names and start. */
public final class IdentityIndex {

    /** Knows nothing. */
    public static final IdentityIndex EMPTY = new IdentityIndex(new CadvisorContainers(List.of()));

    /**
     * Summary and cAdvisor take the start from the same cgroup, one in whole seconds and one as a float: two more
     * seconds apart is another container of the same name, dying or not yet seen.
     */
    private static final long START_TOLERANCE_MILLIS = 2_000;

    private static final String SANDBOX = "POD";

    private final CadvisorContainers look;
    private final Map<String, Labels> byContainerId = new HashMap<>();
    private final Map<Names, List<Labels>> byNames = new HashMap<>();

    /** Indexes one look. */
    public IdentityIndex(CadvisorContainers look) {
        this.look = look;
        for (Labels labels : look.containers()) {
            String containerId = labels.containerId();
            if (containerId != null) {
                byContainerId.put(containerId, labels);
            }
            if (!labels.container().isEmpty()) {
                byNames.computeIfAbsent(
                                new Names(labels.namespace(), labels.pod(), labels.container()),
                                names -> new ArrayList<>(1))
                        .add(labels);
            }
        }
    }

    /** The labels of the container of that id; null if the kubelet printed none. */
    public @Nullable Labels byContainerId(String containerId) {
        return byContainerId.get(containerId);
    }

    /**
     * The labels of the container of those names that started at that moment; null if there is none, or if it cannot
     * be told from another of the same names.
     *
     * @param startedAtMillis milliseconds since the epoch, or {@link ContainerSnapshot#UNKNOWN}
     */
    public @Nullable Labels byNames(String namespace, String pod, String container, long startedAtMillis) {
        Labels best = null;
        long bestDistance = Long.MAX_VALUE;
        List<Labels> candidates = byNames.getOrDefault(new Names(namespace, pod, container), List.of());
        for (Labels candidate : candidates) {
            boolean comparable = startedAtMillis != ContainerSnapshot.UNKNOWN && candidate.startTimeSeconds() > 0;
            if (!comparable && candidates.size() > 1) {
                return null;
            }
            long distance = comparable ? Math.abs(startedAtMillis - candidate.startTimeSeconds() * 1000) : 0;
            if (distance < bestDistance) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return bestDistance <= START_TOLERANCE_MILLIS ? best : null;
    }

    /**
     * The pause containers that were listed: containerd's have an empty container label, Docker's and CRI-O's are
     * {@code POD}.
     */
    List<Labels> sandboxes() {
        return look.containers().stream()
                .filter(labels -> !labels.pod().isEmpty() && labels.containerId() != null && isSandbox(labels))
                .toList();
    }

    /** The samples that the kubelet printed for a container it listed. */
    FamilySamples samplesOf(Labels container) {
        return look.samplesOf(container);
    }

    /** The samples that the kubelet printed for the machine, {@code id="/"}. */
    public FamilySamples machine() {
        return look.machine();
    }

    /** Whether every container that was listed has that family, and there is one; sandboxes do not count. */
    public boolean isServedForEach(int family) {
        boolean any = false;
        for (Labels labels : look.containers()) {
            if (!isSandbox(labels)) {
                if (!look.samplesOf(labels).has(family)) {
                    return false;
                }
                any = true;
            }
        }
        return any;
    }

    private static boolean isSandbox(Labels labels) {
        return labels.container().isEmpty() || labels.container().equals(SANDBOX);
    }

    private record Names(String namespace, String pod, String container) {}
}
