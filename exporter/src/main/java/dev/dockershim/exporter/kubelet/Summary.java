package dev.dockershim.exporter.kubelet;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the exporter reads of the kubelet's {@code /stats/summary}; all else in the answer is skipped.
 *
 * <p>Fields as in kubernetes {@code pkg/kubelet/apis/stats/v1alpha1/types.go}. A field that the kubelet left out, or
 * whose value does not fit a signed 64-bit integer (an underflow on the node's side), is null: unknown, never 0.
 */
public record Summary(
        List<PodStats> pods,
        @Nullable FsStats nodeFs,
        @Nullable FsStats imageFs) {

    /** Pods only. */
    public Summary(List<PodStats> pods) {
        this(pods, null, null);
    }

    /** One pod with at least one running container. Pause containers are never listed. */
    public record PodStats(PodReference podRef, List<ContainerStats> containers) {}

    /** Names a pod. {@code uid} is the config hash for static pods, as in cgroup paths and Docker's names. */
    public record PodReference(String name, String namespace, String uid) {}

    /**
     * One running container. The kubelet gives no id, image, attempt or device, and may list one name twice just
     * after a restart: {@code startTime} tells the two apart.
     *
     * @param rootfs the writable layer and the file system that holds it
     * @param logs all log files of the container's name in this pod, earlier attempts included
     */
    public record ContainerStats(
            String name,
            @Nullable Instant startTime,
            @Nullable FsStats rootfs,
            @Nullable FsStats logs) {}

    /**
     * Usage within a file system, and the file system itself.
     *
     * @param time when it was measured; 1970 while the runtime has not measured yet
     * @param capacityBytes size of the file system
     * @param usedBytes bytes used by the container within it
     * @param inodesFree free inodes of the file system
     * @param inodes inodes of the file system
     * @param inodesUsed inodes used by the container within it
     */
    public record FsStats(
            @Nullable Instant time,
            @Nullable Long capacityBytes,
            @Nullable Long usedBytes,
            @Nullable Long inodesFree,
            @Nullable Long inodes,
            @Nullable Long inodesUsed) {}
}
