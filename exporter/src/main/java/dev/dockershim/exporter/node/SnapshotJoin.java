package dev.dockershim.exporter.node;

import static dev.dockershim.exporter.node.ContainerSnapshot.UNKNOWN;

import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.cri.CriContainers.RuntimeVersion;
import dev.dockershim.exporter.cri.CriStats;
import dev.dockershim.exporter.cri.CriStats.WritableLayer;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.host.FileSystems.Inodes;
import dev.dockershim.exporter.host.MountInfo;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.kubelet.KubeletPods;
import dev.dockershim.exporter.kubelet.Summary.FsStats;
import dev.dockershim.exporter.node.ContainerMatch.Match;
import dev.dockershim.exporter.node.ContainerSnapshot.FileSystemUsage;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.StorageLocator.Storage;
import dev.dockershim.exporter.source.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins the readings of one collection into a {@link NodeSnapshot}.
 *
 * <p>What a failed reading would have told stays unknown; nothing of an earlier collection is used but identities.
 */
public final class SnapshotJoin {

    private final FileSystems fileSystems;

    /** A join that asks {@code fileSystems} for sizes and names. */
    public SnapshotJoin(FileSystems fileSystems) {
        this.fileSystems = fileSystems;
    }

    /** The snapshot of what was read. */
    public NodeSnapshot join(NodeReadings readings) {
        MountInfo mounts = readings.mountInfo().orNull();
        StorageLocator locator = new StorageLocator(
                mounts == null ? new MountInfo(List.of()) : mounts,
                readings.diskStats().orNull(),
                fileSystems);
        Map<StorageKey, Optional<Storage>> located = new HashMap<>();
        CriContainers criContainers = readings.criContainers().orNull();
        RuntimeVersion runtime = runtime(criContainers, readings.pods().orNull());
        IdentityIndex index = readings.look().index();
        ContainerLabels labels = new ContainerLabels(index, readings.details(), runtime);
        List<ContainerSnapshot> containers = new ArrayList<>();
        for (Match match : ContainerMatch.match(
                readings.summary().orNull(), readings.pods().orNull(), criContainers, index)) {
            WritableLayer layer = layer(readings.criStats(), match.containerId());
            FsStats rootfs = match.stats() == null ? null : match.stats().rootfs();
            StorageKey key = new StorageKey(
                    layer == null ? null : layer.mountpoint(), known(rootfs == null ? null : rootfs.capacityBytes()));
            Storage storage = located.computeIfAbsent(
                            key, k -> Optional.ofNullable(locator.locate(k.directory(), k.capacityBytes())))
                    .orElse(null);
            Labels printed = labels.printed(match);
            ContainerFacts facts = labels.facts(match, printed);
            containers.add(new ContainerSnapshot(
                    Kind.CONTAINER,
                    labels.of(match, printed, storage == null ? "" : storage.device()),
                    facts.orElse(readings.remembered()),
                    match.startedAtMillis(),
                    usage(readings, match, rootfs, layer, storage),
                    storage == null ? null : storage.disk(),
                    printed == null ? null : index.samplesOf(printed)));
        }
        int found = containers.size();
        List<ContainerSnapshot> unique = withoutDuplicates(containers);
        return new NodeSnapshot(
                unique,
                withoutDuplicates(new SandboxRows(readings, unique).rows()),
                MachineRows.of(readings, locator),
                found - unique.size(),
                readings.look(),
                runtime);
    }

    /** Of a runtime that only {@code /pods} names the versions are not known. */
    private static @Nullable RuntimeVersion runtime(@Nullable CriContainers cri, @Nullable KubeletPods pods) {
        if (cri != null) {
            return cri.runtime();
        }
        return pods == null || pods.runtime() == null ? null : new RuntimeVersion(pods.runtime(), "", "");
    }

    private record StorageKey(@Nullable String directory, long capacityBytes) {}

    private FileSystemUsage usage(
            NodeReadings readings,
            Match match,
            @Nullable FsStats rootfs,
            @Nullable WritableLayer layer,
            @Nullable Storage storage) {
        long layerBytes = UNKNOWN;
        long layerInodes = UNKNOWN;
        if (layer != null) {
            layerBytes = known(layer.usedBytes());
            layerInodes = known(layer.inodesUsed());
        } else if (rootfs != null && isMeasured(rootfs.time())) {
            layerBytes = known(rootfs.usedBytes());
            layerInodes = known(rootfs.inodesUsed());
        }
        long logBytes = logBytes(readings, match);
        boolean partIsMissing = logBytes == UNKNOWN && logsAreExpected(readings, match);
        long capacity = known(rootfs == null ? null : rootfs.capacityBytes());
        Inodes inodes = rootfs == null && storage != null ? fileSystems.inodes(storage.path()) : null;
        return new FileSystemUsage(
                layerBytes == UNKNOWN || partIsMissing ? UNKNOWN : layerBytes + Math.max(logBytes, 0),
                layerInodes,
                capacity == UNKNOWN && storage != null ? storage.capacityBytes() : capacity,
                inodes != null ? inodes.total() : known(rootfs == null ? null : rootfs.inodes()),
                inodes != null ? inodes.free() : known(rootfs == null ? null : rootfs.inodesFree()),
                logBytes != UNKNOWN);
    }

    /**
     * With a kubelet, usage means layer and logs: when it fails to answer, the sum is unknown, since the layer alone
     * would look like a drop. Where the kubelet answers but gives no logs, or is not asked at all, it is the layer.
     */
    private static boolean logsAreExpected(NodeReadings readings, Match match) {
        return match.stats() == null && !(readings.summary() instanceof Reading.Absent);
    }

    private static long logBytes(NodeReadings readings, Match match) {
        if (match.stats() != null && match.stats().logs() != null) {
            // An empty log directory has no usedBytes: kubernetes pkg/kubelet/stats/host_stats_provider.go.
            return Math.max(known(match.stats().logs().usedBytes()), 0);
        }
        Long fromFiles =
                match.containerId() == null ? null : readings.logBytes().get(match.containerId());
        return fromFiles == null ? UNKNOWN : fromFiles;
    }

    /** The layer as the runtime measured it; null if it did not yet. */
    private static @Nullable WritableLayer layer(Reading<CriStats> criStats, @Nullable String containerId) {
        CriStats stats = criStats.orNull();
        if (stats == null || containerId == null) {
            return null;
        }
        WritableLayer layer = stats.layers().get(containerId);
        return layer == null || layer.timestampNanos() <= 0 ? null : layer;
    }

    /** containerd reports 0 bytes of 1970 until it has measured a layer for the first time. */
    private static boolean isMeasured(@Nullable Instant time) {
        return time != null && time.getEpochSecond() > 0;
    }

    static long known(@Nullable Long value) {
        return value == null || value < 0 ? UNKNOWN : value;
    }

    /** One sample only may leave for one set of labels; of two containers that share it, the younger one is served. */
    private static List<ContainerSnapshot> withoutDuplicates(List<ContainerSnapshot> snapshots) {
        List<ContainerSnapshot> sorted = new ArrayList<>(snapshots);
        sorted.sort(Comparator.comparing(ContainerSnapshot::identity)
                .thenComparing(Comparator.comparingLong(ContainerSnapshot::startedAtMillis)
                        .reversed()));
        List<ContainerSnapshot> unique = new ArrayList<>(sorted.size());
        ContainerIdentity last = null;
        for (ContainerSnapshot snapshot : sorted) {
            if (!snapshot.identity().equals(last)) {
                unique.add(snapshot);
            }
            last = snapshot.identity();
        }
        return unique;
    }
}
