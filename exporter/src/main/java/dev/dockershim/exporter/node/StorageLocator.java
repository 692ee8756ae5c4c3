package dev.dockershim.exporter.node;

import dev.dockershim.exporter.host.DiskStats;
import dev.dockershim.exporter.host.DiskStats.BlockDevice;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.host.MountInfo;
import dev.dockershim.exporter.host.MountInfo.Mount;
import dev.dockershim.exporter.node.ContainerSnapshot.Disk;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file system that holds the writable layers, and the disk below it, from what the exporter's own mount
 * table shows.
 *
 * <p>On the host that is the mount above the layers' directory. In a pod the host's directories are out of sight, but
 * the runtime bind-mounts {@code /etc/hostname} and {@code /etc/resolv.conf} from below its own root, and the kubelet
 * {@code /etc/hosts} and {@code /dev/termination-log} from below its: their mounts name the devices. A mount counts
 * only if its file system has the capacity that the kubelet reports for the writable layers, so that a runtime on
 * another disk than expected is left unnamed instead of taken for the wrong one.
 */
final class StorageLocator {

    /** Below these live the layers of the common runtimes, when the exporter runs on the host without CRI. */
    private static final List<String> USUAL_ROOTS = List.of(
            "/var/lib/containerd", "/var/lib/docker", "/var/lib/containers", "/var/lib/rancher", "/var/lib/kubelet");

    /** The bind mounts of an ordinary pod: the runtime's first, since the layers are below its root. */
    private static final List<String> BIND_MOUNTS =
            List.of("/etc/hostname", "/etc/resolv.conf", "/etc/hosts", "/dev/termination-log");

    /** google/cadvisor fs/fs.go, partitionRegex of v0.37.5 and later: what is not of this form was counted as 0. */
    private static final Pattern CADVISOR_PARTITION = Pattern.compile("(?:(?:s|v|xv)d[a-z]+\\d*|dm-\\d+)");

    private static final String DEV = "/dev/";
    private static final String MAPPER = "/dev/mapper/";

    private final MountInfo mounts;
    private final @Nullable DiskStats diskStats;
    private final FileSystems fileSystems;

    StorageLocator(MountInfo mounts, @Nullable DiskStats diskStats, FileSystems fileSystems) {
        this.mounts = mounts;
        this.diskStats = diskStats;
        this.fileSystems = fileSystems;
    }

    /**
     * The file system that holds writable layers.
     *
     * @param device name as cAdvisor gives it
     * @param capacityBytes its size, or {@link ContainerSnapshot#UNKNOWN}
     * @param disk null if {@code /proc/diskstats} was not read
     * @param path a path on it that can be asked for more
     */
    record Storage(
            String device, long capacityBytes, @Nullable Disk disk, String path) {}

    /**
     * Locates the writable layers.
     *
     * @param layersDirectory the directory that CRI names, as a path of the host; null without CRI
     * @param capacityBytes what the kubelet says is the size of their file system, or UNKNOWN
     * @return null if it cannot be told
     */
    @Nullable
    Storage locate(@Nullable String layersDirectory, long capacityBytes) {
        long expected = capacityBytes;
        if (expected == ContainerSnapshot.UNKNOWN && layersDirectory != null) {
            expected = capacityThroughOwnLayer(layersDirectory);
        }
        Storage overlay = null;
        for (Candidate candidate : candidates(layersDirectory)) {
            long capacity = fileSystems.capacityBytes(candidate.path());
            boolean proven = expected == ContainerSnapshot.UNKNOWN ? candidate.named() : capacity == expected;
            if (!proven) {
                continue;
            }
            String device = deviceName(candidate.mount(), candidate.onHost());
            if (device != null) {
                Storage storage = new Storage(device, capacity, disk(candidate.mount()), candidate.path());
                if (!candidate.mount().fsType().equals("overlay")) {
                    return storage;
                }
                // An overlay's statfs is that of the file system below its upper directory: any other one is better.
                overlay = overlay == null ? storage : overlay;
            }
        }
        return overlay;
    }

    /**
     * The exporter's own root is a layer of the same snapshotter if it runs in a container of that runtime: statfs
     * of an overlay answers for the file system of its upper directory.
     */
    private long capacityThroughOwnLayer(String layersDirectory) {
        Mount root = mounts.at("/");
        return root != null
                        && root.upperDirectory() != null
                        && root.upperDirectory().startsWith(layersDirectory + "/")
                ? fileSystems.capacityBytes("/")
                : ContainerSnapshot.UNKNOWN;
    }

    /**
     * A path to ask, and the mount that holds it.
     *
     * @param named whether CRI itself named this directory
     * @param onHost whether {@code mount} shows the host's own mount point
     */
    private record Candidate(String path, Mount mount, boolean named, boolean onHost) {}

    private List<Candidate> candidates(@Nullable String layersDirectory) {
        List<Candidate> candidates = new ArrayList<>();
        if (layersDirectory != null && fileSystems.isDirectory(layersDirectory)) {
            addHolding(candidates, layersDirectory, true);
        }
        boolean inContainer = false;
        for (String path : BIND_MOUNTS) {
            Mount mount = mounts.at(path);
            if (mount != null) {
                inContainer = true;
                candidates.add(new Candidate(path, mount, false, false));
            }
        }
        if (!inContainer) {
            USUAL_ROOTS.stream()
                    .filter(fileSystems::isDirectory)
                    .forEach(directory -> addHolding(candidates, directory, false));
        }
        return candidates;
    }

    private void addHolding(List<Candidate> candidates, String directory, boolean named) {
        Mount mount = mounts.holding(directory);
        if (mount != null
                && mount.upperDirectory() != null
                && !directory.equals(mount.upperDirectory())
                && fileSystems.isDirectory(mount.upperDirectory())) {
            // CRI-O names the container's own overlay: its layer lies where the upper directory is.
            addHolding(candidates, mount.upperDirectory(), named);
        } else if (mount != null) {
            candidates.add(new Candidate(directory, mount, named, true));
        }
    }

    /** Names as google/cadvisor fs/fs.go processMounts does; null where only the host knows the name. */
    private static @Nullable String deviceName(Mount mount, boolean onHost) {
        return switch (mount.fsType()) {
            case "overlay" -> "overlay_" + mount.major() + "-" + mount.minor();
            case "tmpfs" -> onHost ? mount.mountPoint() : null;
            default -> mount.source().isEmpty() || mount.source().equals("none") ? null : mount.source();
        };
    }

    private @Nullable Disk disk(Mount mount) {
        if (diskStats == null) {
            return null;
        }
        BlockDevice byNumber = diskStats.byNumber(mount.major(), mount.minor());
        BlockDevice asCadvisor =
                byNumber != null && CADVISOR_PARTITION.matcher(byNumber.name()).matches() ? byNumber : null;
        BlockDevice bySource = byName(diskStats, mount.source());
        BlockDevice device = bySource != null ? bySource : byNumber;
        if (device == null && mount.source().startsWith(MAPPER)) {
            String kernelName = fileSystems.deviceMapperName(mount.source().substring(MAPPER.length()));
            device = kernelName == null ? null : diskStats.byName(kernelName);
        }
        return new Disk(device, asCadvisor);
    }

    private static @Nullable BlockDevice byName(DiskStats diskStats, String source) {
        return source.startsWith(DEV) ? diskStats.byName(source.substring(DEV.length())) : null;
    }
}
