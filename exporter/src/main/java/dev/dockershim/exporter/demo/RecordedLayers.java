package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.cri.v1.UInt64Value;
import java.util.List;

/** A recorded runtime whose own measures of writable layers grow as those in the summary do. */
final class RecordedLayers {

    private final ReplayCri.State recorded;
    private final Motion motion;

    RecordedLayers(ReplayCri.State recorded, Motion motion) {
        this.recorded = recorded;
        this.motion = motion;
    }

    ReplayCri.State now() {
        if (!motion.isMoving()) {
            return recorded;
        }
        List<ContainerStats> stats = recorded.stats().stream()
                .map(container -> container.toBuilder()
                        .setWritableLayer(moved(container.getWritableLayer()))
                        .build())
                .toList();
        return recorded.withStats(stats);
    }

    private FilesystemUsage moved(FilesystemUsage layer) {
        long used = layer.getUsedBytes().getValue();
        return used <= RecordedSummary.IDLE_LAYER_BYTES
                ? layer
                : layer.toBuilder()
                        .setTimestamp(motion.now().toEpochMilli() * 1_000_000)
                        .setUsedBytes(UInt64Value.newBuilder()
                                .setValue(motion.bytes(used, RecordedSummary.LAYER_BYTES_PER_SECOND)))
                        .build();
    }
}
