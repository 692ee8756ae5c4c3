package dev.dockershim.exporter.node;

import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.kubelet.Summary.FsStats;
import dev.dockershim.exporter.node.ContainerSnapshot.FileSystemUsage;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.StorageLocator.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The file systems of the machine, {@code id="/"}. The kubelet shows them itself, but with
 * {@code PodAndContainerStatsFromCRI} from Kubernetes 1.26 on (kubernetes pkg/kubelet/server/server.go); what remains then
 * is the node's part of the summary.
 */
final class MachineRows {

    private MachineRows() {}

    /** The file systems of the kubelet and of the images, if a look has shown that the kubelet lacks such rows. */
    static List<ContainerSnapshot> of(NodeReadings readings, StorageLocator locator) {
        Summary summary = readings.summary().orNull();
        if (summary == null || !readings.look().index().machine().lacksAny()) {
            return List.of();
        }
        List<ContainerSnapshot> rows = new ArrayList<>();
        // imageFs counts what images use, not what the file system does.
        Stream.of(row(summary.nodeFs(), true, locator), row(summary.imageFs(), false, locator))
                .filter(row -> row != null
                        && rows.stream().noneMatch(before -> before.identity().equals(row.identity())))
                .forEach(rows::add);
        return rows;
    }

    private static @Nullable ContainerSnapshot row(@Nullable FsStats fs, boolean usedIsOfAll, StorageLocator locator) {
        long capacity = fs == null ? ContainerSnapshot.UNKNOWN : SnapshotJoin.known(fs.capacityBytes());
        Storage storage = capacity == ContainerSnapshot.UNKNOWN ? null : locator.locate(null, capacity);
        if (fs == null || storage == null) {
            return null;
        }
        long inodes = SnapshotJoin.known(fs.inodes());
        return new ContainerSnapshot(
                Kind.MACHINE,
                new ContainerIdentity("", storage.device(), "/", "", "", "", ""),
                ContainerFacts.unknown(""),
                ContainerSnapshot.UNKNOWN,
                new FileSystemUsage(
                        usedIsOfAll ? SnapshotJoin.known(fs.usedBytes()) : ContainerSnapshot.UNKNOWN,
                        // Of the machine the kubelet has always shown the inodes there are.
                        inodes,
                        capacity,
                        inodes,
                        SnapshotJoin.known(fs.inodesFree()),
                        true),
                storage.disk(),
                null);
    }
}
