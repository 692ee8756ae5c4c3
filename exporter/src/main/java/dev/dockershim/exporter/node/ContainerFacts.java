package dev.dockershim.exporter.node;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the runtime, or the kubelet's {@code /pods}, tells of a container or pod sandbox beside the labels that the
 * kubelet prints. None of it changes while the container lives.
 *
 * @param containerId bare id, 64 hex digits; null if unknown
 * @param podUid uid of the pod as the kubelet knows it: the config hash for static pods; empty if unknown
 * @param attempt how often the container, or the sandbox, was created anew; {@link ContainerSnapshot#UNKNOWN} without
 *     CRI and {@code /pods}
 * @param imageId image as the runtime refers to it: {@code sha256:...}, or by {@code /pods} also a repository's digest;
 *     null if unknown
 * @param imageName the image's first name, such as {@code docker.io/library/nginx:1.25}; null if unknown
 * @param imageDigest the first of the image's repository digests, {@code nginx@sha256:...}; null if unknown
 */
public record ContainerFacts(
        @Nullable String containerId,
        String podUid,
        int attempt,
        @Nullable String imageId,
        @Nullable String imageName,
        @Nullable String imageDigest) {

    /** Nothing but the pod's uid. */
    static ContainerFacts unknown(String podUid) {
        return new ContainerFacts(null, podUid, ContainerSnapshot.UNKNOWN, null, null, null);
    }

    /**
     * These, with what is unknown here taken from what was known of the same container before.
     *
     * @param remembered by container id
     */
    ContainerFacts orElse(Map<String, ContainerFacts> remembered) {
        ContainerFacts before = containerId == null ? null : remembered.get(containerId);
        if (before == null) {
            return this;
        }
        return new ContainerFacts(
                containerId,
                podUid.isEmpty() ? before.podUid : podUid,
                attempt == ContainerSnapshot.UNKNOWN ? before.attempt : attempt,
                imageId == null ? before.imageId : imageId,
                imageName == null ? before.imageName : imageName,
                imageDigest == null ? before.imageDigest : imageDigest);
    }
}
