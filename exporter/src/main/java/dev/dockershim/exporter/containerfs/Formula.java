package dev.dockershim.exporter.containerfs;

import dev.dockershim.exporter.host.DiskStats.BlockDevice;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Disk;
import dev.dockershim.exporter.node.ContainerSnapshot.FileSystemUsage;
import java.util.function.ToLongFunction;

/**
 * Computes one sample's value, exactly: {@code unscaled * 10^-scale}.
 *
 * @param unscaled {@link ContainerSnapshot#UNKNOWN} where there is no sample
 * @param scale decimal places
 */
record Formula(ToLongFunction<ContainerSnapshot> unscaled, int scale) {

    /** A count or a number of bytes of the container or its file system. */
    static Formula ofUsage(ToLongFunction<FileSystemUsage> field) {
        return new Formula(container -> field.applyAsLong(container.usage()), 0);
    }

    /** A counter of the disk below; no sample where the file system has no disk. */
    static Formula ofDisk(ToLongFunction<BlockDevice> counter) {
        return ofDisk(counter, 0);
    }

    /** Milliseconds of the disk, in seconds. */
    static Formula seconds(ToLongFunction<BlockDevice> millis) {
        return ofDisk(millis, 3);
    }

    private static Formula ofDisk(ToLongFunction<BlockDevice> counter, int scale) {
        return new Formula(
                container -> {
                    Disk disk = container.disk();
                    return disk == null || disk.counters() == null
                            ? ContainerSnapshot.UNKNOWN
                            : counter.applyAsLong(disk.counters());
                },
                scale);
    }

    /** A counter of the disk as cAdvisor 0.39 to 0.43 took it: 0 where it did not find the disk among its partitions. */
    static Formula ofCadvisorDisk(ToLongFunction<BlockDevice> counter) {
        return ofCadvisorDisk(counter, 0);
    }

    /** Milliseconds that cAdvisor divided as if they were nanoseconds: a millionth of the true seconds. */
    static Formula cadvisorSeconds(ToLongFunction<BlockDevice> millis) {
        return ofCadvisorDisk(millis, 9);
    }

    private static Formula ofCadvisorDisk(ToLongFunction<BlockDevice> counter, int scale) {
        return new Formula(
                container -> {
                    Disk disk = container.disk();
                    if (disk == null) {
                        return ContainerSnapshot.UNKNOWN;
                    }
                    BlockDevice device = disk.asCadvisorCounted();
                    return device == null ? 0 : counter.applyAsLong(device);
                },
                scale);
    }
}
