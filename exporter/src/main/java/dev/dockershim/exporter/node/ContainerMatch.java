package dev.dockershim.exporter.node;

import static dev.dockershim.exporter.node.ContainerSnapshot.UNKNOWN;

import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.kubelet.KubeletPods;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.kubelet.Summary.ContainerStats;
import dev.dockershim.exporter.kubelet.Summary.PodReference;
import dev.dockershim.exporter.kubelet.Summary.PodStats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds for each entry of the summary, which has names but no id, the container that CRI or {@code /pods} means.
 *
 * <p>The result holds every entry of the summary and every running container of CRI: each source may know one that
 * the other does not (a container that has just started, or a CRI endpoint that is not the kubelet's).
 */
final class ContainerMatch {

    private final Map<Key, List<Running>> running = new HashMap<>();
    private final IdentityIndex identities;

    private ContainerMatch(IdentityIndex identities) {
        this.identities = identities;
    }

    /**
     * A container, with what each source knows of it.
     *
     * @param stats its entry of the summary; null if the summary does not have it
     * @param containerId bare id; null if unknown
     * @param attempt UNKNOWN without CRI and /pods
     * @param startedAtMillis UNKNOWN if unknown
     */
    record Match(
            String podUid,
            String namespace,
            String pod,
            String container,
            @Nullable ContainerStats stats,
            @Nullable String containerId,
            int attempt,
            @Nullable String imageId,
            long startedAtMillis) {}

    static List<Match> match(
            @Nullable Summary summary,
            @Nullable KubeletPods pods,
            @Nullable CriContainers cri,
            IdentityIndex identities) {
        ContainerMatch match = new ContainerMatch(identities);
        if (cri != null) {
            cri.containers().forEach(match::add);
        } else if (pods != null) {
            pods.containers().forEach(match::add);
        }
        List<Match> result = new ArrayList<>();
        if (summary != null) {
            summary.pods().forEach(pod -> match.joinPod(pod, result));
        }
        if (cri != null) {
            Set<String> matched = new HashSet<>();
            result.forEach(found -> {
                if (found.containerId() != null) {
                    matched.add(found.containerId());
                }
            });
            cri.containers().stream()
                    .filter(container -> !matched.contains(container.id()))
                    .forEach(container -> result.add(new Match(
                            container.podUid(),
                            container.namespace(),
                            container.pod(),
                            container.container(),
                            null,
                            container.id(),
                            container.attempt(),
                            container.imageId(),
                            container.createdAtNanos() / 1_000_000)));
        }
        return result;
    }

    private record Key(String podUid, String container) {}

    /** A running container that has an id. */
    private record Running(String id, int attempt, @Nullable String imageId, long createdAtMillis) {}

    private void add(CriContainers.RunningContainer container) {
        add(
                new Key(container.podUid(), container.container()),
                new Running(
                        container.id(),
                        container.attempt(),
                        container.imageId(),
                        container.createdAtNanos() / 1_000_000));
    }

    private void add(KubeletPods.RunningContainer container) {
        // The API tells no creation time in the form the summary has: the id leads to it by way of cAdvisor.
        Labels labels = identities.byContainerId(container.containerId());
        long createdAt = labels == null || labels.startTimeSeconds() < 0 ? UNKNOWN : labels.startTimeSeconds() * 1000;
        add(
                new Key(container.podUid(), container.container()),
                new Running(container.containerId(), container.restartCount(), container.imageId(), createdAt));
    }

    private void add(Key key, Running container) {
        running.computeIfAbsent(key, k -> new ArrayList<>(1)).add(container);
    }

    private void joinPod(PodStats pod, List<Match> result) {
        PodReference reference = pod.podRef();
        Map<String, Integer> entries = new HashMap<>();
        pod.containers().forEach(stats -> entries.merge(stats.name(), 1, Integer::sum));
        for (ContainerStats stats : pod.containers()) {
            long startedAt = stats.startTime() == null || stats.startTime().getEpochSecond() <= 0
                    ? UNKNOWN
                    : stats.startTime().toEpochMilli();
            List<Running> candidates = running.getOrDefault(new Key(reference.uid(), stats.name()), List.of());
            Running found = candidates.size() == 1 && entries.getOrDefault(stats.name(), 0) == 1
                    ? candidates.get(0)
                    : nearest(candidates, startedAt);
            result.add(new Match(
                    reference.uid(),
                    reference.namespace(),
                    reference.name(),
                    stats.name(),
                    stats,
                    found == null ? null : found.id(),
                    found == null ? UNKNOWN : found.attempt(),
                    found == null ? null : found.imageId(),
                    startedAt));
        }
    }

    /**
     * Two attempts that run side by side for a moment have one name: the creation that is nearest to the start is
     * meant. Attempts of one container are at least seconds apart, creation and start much less than ten.
     */
    private static @Nullable Running nearest(List<Running> candidates, long startedAtMillis) {
        Running best = null;
        long bestDistance = 10_000;
        for (Running candidate : candidates) {
            if (candidate.createdAtMillis() != UNKNOWN && startedAtMillis != UNKNOWN) {
                long distance = Math.abs(candidate.createdAtMillis() - startedAtMillis);
                if (distance < bestDistance) {
                    best = candidate;
                    bestDistance = distance;
                }
            }
        }
        return best;
    }
}
