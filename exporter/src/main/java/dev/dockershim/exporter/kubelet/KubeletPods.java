package dev.dockershim.exporter.kubelet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running containers of the kubelet's {@code /pods}: init, ephemeral and ordinary ones alike.
 *
 * @param runtime which runtime runs them, by the scheme of their ids, such as {@code cri-o} or {@code docker};
 *     null if there is none, or several
 */
public record KubeletPods(
        List<RunningContainer> containers, @Nullable String runtime) {

    /** Of an unknown runtime. */
    public KubeletPods(List<RunningContainer> containers) {
        this(containers, null);
    }

    /**
     * One running container.
     *
     * @param podUid uid as the kubelet knows it, the config hash for static pods
     * @param containerId bare id, without {@code containerd://}
     * @param imageId image id or digest as the kubelet prints it; null if it printed none
     * @param restartCount the attempt as the API shows it
     */
    public record RunningContainer(
            String podUid,
            String namespace,
            String pod,
            String container,
            String containerId,
            @Nullable String imageId,
            int restartCount) {}
}
