package dev.dockershim.exporter.node;

import dev.dockershim.exporter.host.DiskStats.BlockDevice;
import dev.dockershim.exporter.kubelet.FamilySamples;
import org.jspecify.annotations.Nullable;

/**
 * One running container, or pod sandbox, as it was at one moment; or a file system of the machine, which the kubelet
 * shows as the cgroup {@code /}.
 *
 * @param kind which of the three
 * @param identity its labels as the kubelet prints them on this node
 * @param facts what else is known of it
 * @param startedAtMillis milliseconds since the epoch; {@link #UNKNOWN} if unknown
 * @param usage what it uses, and what there is
 * @param disk the disk below its writable layer; null if unknown
 * @param kubelet the samples that the kubelet itself printed for it at the last look; null if it did not list it
 */
public record ContainerSnapshot(
        Kind kind,
        ContainerIdentity identity,
        ContainerFacts facts,
        long startedAtMillis,
        FileSystemUsage usage,
        @Nullable Disk disk,
        @Nullable FamilySamples kubelet) {

    /** What a row is about. */
    public enum Kind {
        /** A container of a pod, or one without a pod. */
        CONTAINER,
        /** The pause container of a pod. */
        SANDBOX,
        /** A file system of the machine. */
        MACHINE
    }

    /** Stands for a number that is not known; all known ones are 0 or more. */
    public static final int UNKNOWN = -1;

    /**
     * Usage of the container's writable layer and logs, and the file system below; {@link #UNKNOWN} where unknown.
     *
     * @param usedBytes bytes in the writable layer and the log files
     * @param inodesUsed inodes in the writable layer
     * @param capacityBytes size of the file system
     * @param inodes inodes of the file system
     * @param inodesFree free inodes of the file system
     * @param logsCounted whether {@code usedBytes} holds the log files, or they are unknown and left out
     */
    public record FileSystemUsage(
            long usedBytes, long inodesUsed, long capacityBytes, long inodes, long inodesFree, boolean logsCounted) {}

    /**
     * The disk below a file system, with the counters of the whole device: cgroup v2 has none of them by container.
     *
     * @param counters counters of the device that holds the file system; null if it has none of its own (tmpfs, nfs)
     * @param asCadvisorCounted what cAdvisor of Kubernetes 1.21 to 1.23 would have taken instead; null where it
     *     printed 0 (NVMe and others that its pattern missed, btrfs' anonymous device numbers)
     */
    public record Disk(
            @Nullable BlockDevice counters, @Nullable BlockDevice asCadvisorCounted) {}
}
