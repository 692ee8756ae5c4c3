package dev.dockershim.exporter.containerfs;

import static dev.dockershim.exporter.exposition.MetricType.COUNTER;
import static dev.dockershim.exporter.exposition.MetricType.GAUGE;

import dev.dockershim.exporter.exposition.MetricType;
import dev.dockershim.exporter.host.DiskStats.BlockDevice;
import dev.dockershim.exporter.node.ContainerSnapshot.FileSystemUsage;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import java.util.List;

/**
 * One of the thirteen series that a containerd node no longer serves, and both its meanings. A row of {@link #ALL}.
 *
 * <p>Names, HELP and TYPE are those of google/cadvisor {@code metrics/prometheus.go}, the same from v0.31 to v0.56.
 * The dockershim meaning is that of Kubernetes 1.21 to 1.23, google/cadvisor v0.39 to v0.43
 * {@code container/docker/handler.go} and {@code metrics/prometheus.go}.
 *
 * @param name name of the metric
 * @param help HELP
 * @param type TYPE
 * @param corrected the value that HELP promises
 * @param correctedMeaning that value in words, for the docs
 * @param dockershim the value that dockershim's kubelet served
 * @param dockershimMeaning that value in words, for the docs
 */
public record Series(
        String name,
        String help,
        MetricType type,
        Formula corrected,
        String correctedMeaning,
        Formula dockershim,
        String dockershimMeaning) {

    private static final String DEVICE_WIDE = ", of the whole device that holds the writable layer";
    private static final String AS_CADVISOR =
            ", but 0 on NVMe, md, mmcblk, rbd and other disks cAdvisor's pattern missed";

    /** All thirteen, in the order of their names, which is the order on the wire. */
    public static final List<Series> ALL = List.of(
            new Series(
                    "container_fs_inodes_free",
                    "Number of available Inodes",
                    GAUGE,
                    Formula.ofUsage(FileSystemUsage::inodesFree),
                    "free inodes of the file system that holds the writable layer",
                    new Formula(
                            container -> container.kind() == Kind.MACHINE
                                    ? container.usage().inodesFree()
                                    : 0,
                            0),
                    "always 0, but of the machine (`id=\"/\"`) its free inodes"),
            new Series(
                    "container_fs_inodes_total",
                    "Number of Inodes",
                    GAUGE,
                    Formula.ofUsage(FileSystemUsage::inodes),
                    "inodes of the file system that holds the writable layer",
                    Formula.ofUsage(FileSystemUsage::inodesUsed),
                    "inodes *used* by the writable layer"),
            new Series(
                    "container_fs_io_current",
                    "Number of I/Os currently in progress",
                    GAUGE,
                    Formula.ofDisk(BlockDevice::ioInProgress),
                    "requests in flight" + DEVICE_WIDE,
                    Formula.ofCadvisorDisk(BlockDevice::ioInProgress),
                    "the same" + AS_CADVISOR),
            new Series(
                    "container_fs_io_time_seconds_total",
                    "Cumulative count of seconds spent doing I/Os",
                    COUNTER,
                    Formula.seconds(BlockDevice::ioMillis),
                    "seconds with a request in flight" + DEVICE_WIDE,
                    Formula.cadvisorSeconds(BlockDevice::ioMillis),
                    "a millionth of it" + AS_CADVISOR),
            new Series(
                    "container_fs_io_time_weighted_seconds_total",
                    "Cumulative weighted I/O time in seconds",
                    COUNTER,
                    Formula.seconds(BlockDevice::weightedIoMillis),
                    "seconds in flight, summed over requests" + DEVICE_WIDE,
                    Formula.cadvisorSeconds(BlockDevice::weightedIoMillis),
                    "a millionth of it" + AS_CADVISOR),
            new Series(
                    "container_fs_limit_bytes",
                    "Number of bytes that can be consumed by the container on this filesystem.",
                    GAUGE,
                    Formula.ofUsage(FileSystemUsage::capacityBytes),
                    "size of the file system that holds the writable layer",
                    Formula.ofUsage(FileSystemUsage::capacityBytes),
                    "the same"),
            new Series(
                    "container_fs_read_seconds_total",
                    "Cumulative count of seconds spent reading",
                    COUNTER,
                    Formula.seconds(BlockDevice::readMillis),
                    "seconds spent reading, summed over requests" + DEVICE_WIDE,
                    Formula.cadvisorSeconds(BlockDevice::readMillis),
                    "a millionth of it" + AS_CADVISOR),
            new Series(
                    "container_fs_reads_merged_total",
                    "Cumulative count of reads merged",
                    COUNTER,
                    Formula.ofDisk(BlockDevice::readsMerged),
                    "reads merged" + DEVICE_WIDE,
                    Formula.ofCadvisorDisk(BlockDevice::readsMerged),
                    "the same" + AS_CADVISOR),
            new Series(
                    "container_fs_sector_reads_total",
                    "Cumulative count of sector reads completed",
                    COUNTER,
                    Formula.ofDisk(BlockDevice::sectorsRead),
                    "sectors of 512 bytes read" + DEVICE_WIDE,
                    Formula.ofCadvisorDisk(BlockDevice::sectorsRead),
                    "the same" + AS_CADVISOR),
            new Series(
                    "container_fs_sector_writes_total",
                    "Cumulative count of sector writes completed",
                    COUNTER,
                    Formula.ofDisk(BlockDevice::sectorsWritten),
                    "sectors of 512 bytes written" + DEVICE_WIDE,
                    Formula.ofCadvisorDisk(BlockDevice::sectorsWritten),
                    "the same" + AS_CADVISOR),
            new Series(
                    "container_fs_usage_bytes",
                    "Number of bytes that are consumed by the container on this filesystem.",
                    GAUGE,
                    Formula.ofUsage(FileSystemUsage::usedBytes),
                    "bytes in the writable layer and the log files",
                    Formula.ofUsage(FileSystemUsage::usedBytes),
                    "the same; Docker's own files beside the logs, 20 KiB a container, have no counterpart"),
            new Series(
                    "container_fs_write_seconds_total",
                    "Cumulative count of seconds spent writing",
                    COUNTER,
                    Formula.seconds(BlockDevice::writeMillis),
                    "seconds spent writing, summed over requests" + DEVICE_WIDE,
                    Formula.cadvisorSeconds(BlockDevice::writeMillis),
                    "a millionth of it" + AS_CADVISOR),
            new Series(
                    "container_fs_writes_merged_total",
                    "Cumulative count of writes merged",
                    COUNTER,
                    Formula.ofDisk(BlockDevice::writesMerged),
                    "writes merged" + DEVICE_WIDE,
                    Formula.ofCadvisorDisk(BlockDevice::writesMerged),
                    "the same" + AS_CADVISOR));

    /** The names of all, in that order. */
    public static final List<String> NAMES = ALL.stream().map(Series::name).toList();

    /** The formula for that meaning. */
    Formula formula(SeriesValues values) {
        return values == SeriesValues.CORRECTED ? corrected : dockershim;
    }
}
