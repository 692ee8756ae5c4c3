package dev.dockershim.exporter.cri;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running containers and the sandboxes of their pods as the runtime lists them.
 *
 * @param runtime which runtime answered
 * @param containers running ones only
 * @param sandboxes ready ones only
 * @param connection number of the connection that was asked, from 1: it grows when the runtime was restarted or
 *     replaced, and also when a call broke the connection, so that what was learned before may be looked at again
 */
public record CriContainers(
        RuntimeVersion runtime, List<RunningContainer> containers, List<ReadySandbox> sandboxes, long connection) {

    /** As the CRI's Version call tells, such as {@code containerd}, {@code 1.6.20} and {@code v1} or {@code v1alpha2}. */
    public record RuntimeVersion(String name, String version, String apiVersion) {}

    /**
     * One running container and its sandbox's names.
     *
     * @param id bare container id
     * @param sandboxId id of its pod sandbox
     * @param sandboxAttempt attempt of the sandbox
     * @param attempt attempt of the container, exact, also after a restart of the kubelet
     * @param imageId image id as the runtime knows it, {@code sha256:...} on containerd; null if it gave none
     * @param createdAtNanos nanoseconds since the epoch
     */
    public record RunningContainer(
            String id,
            String sandboxId,
            int sandboxAttempt,
            String podUid,
            String namespace,
            String pod,
            String container,
            int attempt,
            @Nullable String imageId,
            long createdAtNanos) {}

    /**
     * One pod's sandbox that is ready: on most runtimes there is a pause container in it, of the same id.
     *
     * @param id bare sandbox id
     * @param attempt attempt of the sandbox
     * @param createdAtNanos nanoseconds since the epoch
     */
    public record ReadySandbox(
            String id, int attempt, String podUid, String namespace, String pod, long createdAtNanos) {}
}
