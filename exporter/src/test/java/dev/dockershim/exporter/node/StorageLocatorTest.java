package dev.dockershim.exporter.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.host.DiskStats;
import dev.dockershim.exporter.host.DiskStats.BlockDevice;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.host.MountInfo;
import dev.dockershim.exporter.node.ContainerSnapshot.Disk;
import dev.dockershim.exporter.node.StorageLocator.Storage;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorageLocatorTest {

    private static final String LAYERS = "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs";
    private static final long CAPACITY = 103_865_303_040L;

    private final Map<String, Long> capacities = new HashMap<>();
    private final Set<String> directories = new HashSet<>();
    private final Map<String, String> mappings = new HashMap<>();
    private String diskStats = """
            8 0 sda 10 2 3 4 5 6 7 8 9 10 11
            8 1 sda1 1 2 3 4 5 6 7 8 9 10 11
            8 16 sdb 20 2 3 4 5 6 7 8 9 10 11
            253 0 dm-0 30 2 3 4 5 6 7 8 9 10 11
            259 1 nvme0n1p1 40 2 3 4 5 6 7 8 9 10 11
            9 0 md0 50 2 3 4 5 6 7 8 9 10 11
            """;

    private final FileSystems fileSystems = new FileSystems() {
        @Override
        public long capacityBytes(String path) {
            return capacities.getOrDefault(path, -1L);
        }

        @Override
        public FileSystems.@Nullable Inodes inodes(String path) {
            return null;
        }

        @Override
        public boolean isDirectory(String path) {
            return directories.contains(path);
        }

        @Override
        public @Nullable String deviceMapperName(String mapping) {
            return mappings.get(mapping);
        }
    };

    private StorageLocator locator(String mountInfo) {
        return new StorageLocator(
                MountInfo.parse(mountInfo.getBytes(StandardCharsets.UTF_8)),
                DiskStats.parse(diskStats.getBytes(StandardCharsets.UTF_8)),
                fileSystems);
    }

    private static long reads(@Nullable BlockDevice device) {
        return device == null ? -1 : device.readsCompleted();
    }

    /** The mounts of an ordinary pod; what holds the runtime's and the kubelet's directories is given. */
    private static String pod(String ofRuntime, String ofKubelet) {
        return "194 150 0:69 / / rw - overlay overlay rw,lowerdir=/l,upperdir=" + LAYERS
                + "/snapshots/5/fs,workdir=/w\n"
                + mount("/etc/hosts", ofKubelet)
                + mount("/dev/termination-log", ofKubelet)
                + mount("/etc/hostname", ofRuntime)
                + mount("/etc/resolv.conf", ofRuntime);
    }

    private static String mount(String mountPoint, String mounted) {
        return "210 194 " + mounted.replace(" - ", " " + mountPoint + " rw - ") + " rw\n";
    }

    private static String pod(String both) {
        return pod(both, both);
    }

    private void everyBindMountHas(long capacity) {
        for (String path :
                new String[] {"/etc/hosts", "/etc/hostname", "/etc/resolv.conf", "/dev/termination-log", "/"}) {
            capacities.put(path, capacity);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // what is mounted              | device              | corrected | as cAdvisor counted (-1: as 0)
                "8:1 /x - ext4 /dev/sda1        | /dev/sda1           | 1  | 1",
                "8:16 /x - xfs /dev/sdb         | /dev/sdb            | 20 | 20",
                "253:0 /x - xfs /dev/mapper/vg-root | /dev/mapper/vg-root | 30 | 30",
                "259:1 /x - ext4 /dev/nvme0n1p1 | /dev/nvme0n1p1      | 40 | -1",
                "9:0 /x - ext4 /dev/md0         | /dev/md0            | 50 | -1",
                "8:1 /x - ext4 /dev/root        | /dev/root           | 1  | 1",
                "0:35 /@/x - btrfs /dev/sda1    | /dev/sda1           | 1  | -1",
                "0:35 /@/x - btrfs /dev/mapper/luks-1 | /dev/mapper/luks-1 | 30 | -1",
                "0:60 /x - zfs rpool/containerd | rpool/containerd    | -1 | -1",
                "0:61 /x - nfs4 server:/export  | server:/export      | -1 | -1",
                "0:62 /x - overlay overlay      | overlay_0-62        | -1 | -1",
            })
    void namesDeviceAndDiskOfWhatAPodSees(String mounted, String device, long corrected, long asCadvisor) {
        everyBindMountHas(CAPACITY);
        mappings.put("luks-1", "dm-0");

        assertThat(locator(pod(mounted)).locate(LAYERS, CAPACITY)).isNotNull().satisfies(storage -> {
            assertThat(storage.device()).isEqualTo(device);
            assertThat(storage.capacityBytes()).isEqualTo(CAPACITY);
            Disk disk = storage.disk();
            assertThat(disk).isNotNull();
            assertThat(reads(disk == null ? null : disk.counters())).isEqualTo(corrected);
            assertThat(reads(disk == null ? null : disk.asCadvisorCounted())).isEqualTo(asCadvisor);
        });
    }

    @Test
    void takesTheKubeletsDiskWhereTheRuntimesHasAnotherCapacity() {
        everyBindMountHas(CAPACITY);
        capacities.put("/etc/hostname", 5L);
        capacities.put("/etc/resolv.conf", 5L);

        assertThat(locator(pod("8:16 /r - xfs /dev/sdb", "8:1 /k - ext4 /dev/sda1"))
                        .locate(null, CAPACITY))
                .isNotNull()
                .extracting(Storage::device)
                .isEqualTo("/dev/sda1");
    }

    @Test
    void namesNoDeviceWhereTheSnapshotterIsOnADiskThatAPodDoesNotSee() {
        everyBindMountHas(5);

        assertThat(locator(pod("8:1 /x - ext4 /dev/sda1")).locate(null, CAPACITY))
                .isNull();
    }

    @Test
    void findsTheCapacityThroughItsOwnLayerWhereThereIsNoKubelet() {
        everyBindMountHas(CAPACITY);

        assertThat(locator(pod("8:1 /x - ext4 /dev/sda1")).locate(LAYERS, ContainerSnapshot.UNKNOWN))
                .isEqualTo(locator(pod("8:1 /x - ext4 /dev/sda1")).locate(LAYERS, CAPACITY))
                .isNotNull();
    }

    @Test
    void doesNotTakeItsOwnLayerForThatOfAnotherRuntime() {
        everyBindMountHas(CAPACITY);

        assertThat(locator(pod("8:1 /x - ext4 /dev/sda1"))
                        .locate("/run/k3s/io.containerd.snapshotter.v1.overlayfs", ContainerSnapshot.UNKNOWN))
                .isNull();
    }

    @Test
    void takesTheMountAboveTheLayersOnAHost() {
        directories.add(LAYERS);
        capacities.put(LAYERS, CAPACITY);
        String host = """
                27 1 8:1 / / rw - ext4 /dev/sda1 rw
                28 27 8:16 / /var/lib/containerd rw - xfs /dev/sdb rw
                """;

        assertThat(locator(host).locate(LAYERS, CAPACITY))
                .isNotNull()
                .extracting(Storage::device)
                .isEqualTo("/dev/sdb");
        assertThat(locator(host).locate(LAYERS, ContainerSnapshot.UNKNOWN))
                .isNotNull()
                .extracting(Storage::device, Storage::capacityBytes)
                .containsExactly("/dev/sdb", CAPACITY);
    }

    @Test
    void triesTheUsualRootsOnAHostWithoutCri() {
        directories.addAll(Set.of("/var/lib/docker", "/var/lib/containerd"));
        capacities.put("/var/lib/docker", 5L);
        capacities.put("/var/lib/containerd", CAPACITY);
        String host = """
                27 1 8:1 / / rw - ext4 /dev/sda1 rw
                28 27 8:16 / /var/lib/containerd rw - xfs /dev/sdb rw
                """;

        assertThat(locator(host).locate(null, CAPACITY))
                .isNotNull()
                .extracting(Storage::device)
                .isEqualTo("/dev/sdb");
        assertThat(locator(host).locate(null, 7)).isNull();
        assertThat(locator(host).locate(null, ContainerSnapshot.UNKNOWN)).isNull();
    }

    @Test
    void looksBelowTheOverlayThatCriONamesForEachContainer() {
        String merged = "/var/lib/containers/storage/overlay/ab12/merged";
        String upper = "/var/lib/containers/storage/overlay/ab12/diff";
        directories.addAll(Set.of(merged, upper));
        capacities.put(merged, CAPACITY);
        capacities.put(upper, CAPACITY);

        assertThat(locator("""
                                27 1 8:1 / / rw - ext4 /dev/sda1 rw
                                40 27 0:71 / %s rw - overlay overlay rw,lowerdir=/l,upperdir=%s,workdir=/w
                                """.formatted(merged, upper)).locate(merged, CAPACITY))
                .isNotNull()
                .extracting(Storage::device)
                .isEqualTo("/dev/sda1");
    }

    @Test
    void knowsNoDiskWithoutDiskStats() {
        everyBindMountHas(CAPACITY);
        StorageLocator locator = new StorageLocator(
                MountInfo.parse(pod("8:1 /x - ext4 /dev/sda1").getBytes(StandardCharsets.UTF_8)), null, fileSystems);

        assertThat(locator.locate(null, CAPACITY)).isNotNull().satisfies(storage -> {
            assertThat(storage.device()).isEqualTo("/dev/sda1");
            assertThat(storage.disk()).isNull();
        });
    }
}
