package dev.dockershim.exporter.cri;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writable layers as the runtime measures them, by container id; exited containers may be among them. */
public record CriStats(Map<String, WritableLayer> layers) {

    /**
     * One writable layer.
     *
     * @param timestampNanos when it was measured; 0 while the runtime has not measured yet
     * @param mountpoint directory that holds the layers, such as the snapshotter's root; null if not told
     * @param usedBytes bytes in the layer; null if not told
     * @param inodesUsed inodes in the layer; null if not told (cri-dockerd)
     */
    public record WritableLayer(
            long timestampNanos,
            @Nullable String mountpoint,
            @Nullable Long usedBytes,
            @Nullable Long inodesUsed) {}
}
