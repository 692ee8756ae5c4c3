package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.cri.CriStats.WritableLayer;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.cri.v1.ListContainerStatsRequest;
import dev.dockershim.exporter.cri.v1.RuntimeServiceGrpc;
import dev.dockershim.exporter.cri.v1.UInt64Value;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The writable layers: ListContainerStats. Containers without one, such as cri-dockerd's at first, are left out. */
public final class StatsSource implements Source<CriStats> {

    private final CriClient client;

    /** Reads by {@code client}, which stays the caller's to close. */
    public StatsSource(CriClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "cri_stats";
    }

    @Override
    public CriStats read(Deadline deadline) throws SourceException, InterruptedException {
        var call = client.connection(deadline)
                .start(
                        RuntimeServiceGrpc.getListContainerStatsMethod(),
                        ListContainerStatsRequest.getDefaultInstance(),
                        deadline);
        Map<String, WritableLayer> layers = new HashMap<>();
        for (ContainerStats stats : call.await().getStatsList()) {
            if (stats.hasWritableLayer()) {
                layers.put(stats.getAttributes().getId(), layer(stats.getWritableLayer()));
            }
        }
        return new CriStats(Map.copyOf(layers));
    }

    private static WritableLayer layer(FilesystemUsage usage) {
        String mountpoint = usage.getFsId().getMountpoint();
        return new WritableLayer(
                usage.getTimestamp(),
                mountpoint.isEmpty() ? null : mountpoint,
                usage.hasUsedBytes() ? count(usage.getUsedBytes()) : null,
                usage.hasInodesUsed() ? count(usage.getInodesUsed()) : null);
    }

    /** Java reads uint64 as signed: above 2^63-1, which no disk holds, it comes out negative and counts as not told. */
    private static @Nullable Long count(UInt64Value value) {
        return value.getValue() < 0 ? null : value.getValue();
    }
}
