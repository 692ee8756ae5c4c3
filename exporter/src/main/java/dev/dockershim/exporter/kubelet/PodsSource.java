package dev.dockershim.exporter.kubelet;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.dockershim.exporter.kubelet.KubeletPods.RunningContainer;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code /pods}; needs {@code get} on {@code nodes/pods}, which kubelets know from 1.33 on (KEP-2862). A container
 * that lacks anything that names it is left out.
 */
public final class PodsSource implements Source<KubeletPods> {

    private static final String PATH = "/pods";
    private static final KubeletJson<Document> JSON = new KubeletJson<>(Document.class);

    private final KubeletClient client;

    /** A source that asks through {@code client}. */
    public PodsSource(KubeletClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "kubelet_pods";
    }

    @Override
    public KubeletPods read(Deadline deadline) throws SourceException, InterruptedException {
        return parse(client.fetch(PATH, KubeletClient.DEFAULT_MAX_BYTES, deadline));
    }

    static KubeletPods parse(InputStream body) throws SourceException {
        List<RunningContainer> running = new ArrayList<>();
        Set<String> runtimes = new HashSet<>();
        List<@Nullable Pod> pods = JSON.read(body, PATH).items;
        if (pods != null) {
            for (Pod pod : pods) {
                if (pod != null && pod.metadata != null && pod.status != null) {
                    addRunning(pod.metadata, pod.status, running, runtimes);
                }
            }
        }
        return new KubeletPods(
                List.copyOf(running), runtimes.size() == 1 ? runtimes.iterator().next() : null);
    }

    private static void addRunning(Metadata pod, Status status, List<RunningContainer> to, Set<String> runtimes) {
        String uid = pod.kubeletUid();
        String namespace = KubeletJson.name(pod.namespace);
        String name = KubeletJson.name(pod.name);
        if (uid == null || namespace == null || name == null) {
            return;
        }
        for (List<@Nullable ContainerStatus> statuses : Arrays.asList(
                status.initContainerStatuses, status.containerStatuses, status.ephemeralContainerStatuses)) {
            if (statuses == null) {
                continue;
            }
            for (ContainerStatus container : statuses) {
                RunningContainer found = container == null ? null : container.running(uid, namespace, name);
                if (container != null && found != null) {
                    to.add(found);
                    runtimes.add(container.runtime());
                }
            }
        }
    }

    private record Document(@Nullable List<@Nullable Pod> items) {}

    private record Pod(
            @Nullable Metadata metadata, @Nullable Status status) {}

    private record Metadata(
            @Nullable String name,
            @Nullable String namespace,
            @Nullable String uid,
            @Nullable Annotations annotations) {

        /**
         * The uid in cgroup paths and runtime labels: for a static pod the hash of its manifest. Its mirror in the API
         * has a uid of its own, and the hash as an annotation (kubernetes pkg/kubelet/types, ConfigHashAnnotationKey).
         */
        private @Nullable String kubeletUid() {
            String hash = annotations == null ? null : KubeletJson.name(annotations.configHash);
            return hash == null ? KubeletJson.name(uid) : hash;
        }
    }

    private record Annotations(
            @JsonProperty("kubernetes.io/config.hash") @Nullable
            String configHash) {}

    private record Status(
            @Nullable List<@Nullable ContainerStatus> initContainerStatuses,
            @Nullable List<@Nullable ContainerStatus> containerStatuses,
            @Nullable List<@Nullable ContainerStatus> ephemeralContainerStatuses) {}

    private record ContainerStatus(
            @Nullable String name,
            @Nullable State state,
            @Nullable Long restartCount,
            @JsonProperty("imageID") @Nullable String imageId,
            @JsonProperty("containerID") @Nullable String containerId) {

        private @Nullable RunningContainer running(String podUid, String namespace, String pod) {
            String container = KubeletJson.name(name);
            String id = bareId();
            boolean running = state != null && state.running != null;
            if (!running || container == null || id == null) {
                return null;
            }
            if (restartCount == null || restartCount > Integer.MAX_VALUE) {
                return null;
            }
            return new RunningContainer(
                    podUid, namespace, pod, container, id, KubeletJson.name(imageId), restartCount.intValue());
        }

        /** The scheme of {@code containerd://<id>}; one that is no runtime's name only leads to nothing known. */
        private String runtime() {
            return containerId == null ? "" : containerId.substring(0, Math.max(containerId.indexOf("://"), 0));
        }

        /** {@code containerd://<id>} without its scheme. */
        private @Nullable String bareId() {
            if (containerId == null) {
                return null;
            }
            int scheme = containerId.indexOf("://");
            return scheme < 0 ? null : KubeletJson.name(containerId.substring(scheme + 3));
        }
    }

    private record State(@Nullable Running running) {}

    private record Running(@Nullable Instant startedAt) {}
}
