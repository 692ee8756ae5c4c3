package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cri.CriStats.WritableLayer;
import dev.dockershim.exporter.cri.v1.ContainerAttributes;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.FilesystemIdentifier;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.cri.v1.UInt64Value;
import dev.dockershim.exporter.demo.ReplayCri;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatsSourceTest {

    @TempDir
    Path dir;

    @Test
    void countsAboveWhatDoublesHoldAreExact() throws Exception {
        long huge = Long.MAX_VALUE;

        assertThat(read(FilesystemUsage.newBuilder()
                        .setTimestamp(5)
                        .setFsId(FilesystemIdentifier.newBuilder().setMountpoint("/m"))
                        .setUsedBytes(UInt64Value.newBuilder().setValue(huge))
                        .setInodesUsed(UInt64Value.newBuilder().setValue((1L << 53) + 1))))
                .isEqualTo(Map.of("a", new WritableLayer(5, "/m", huge, (1L << 53) + 1)));
    }

    @Test
    void countAboveSignedRangeIsNotTold() throws Exception {
        assertThat(read(FilesystemUsage.newBuilder()
                        .setUsedBytes(UInt64Value.newBuilder().setValue(-1))
                        .setInodesUsed(UInt64Value.newBuilder().setValue(Long.MIN_VALUE))))
                .isEqualTo(Map.of("a", new WritableLayer(0, null, null, null)));
    }

    @Test
    void absentCountsAreNotToldAndZeroIsTold() throws Exception {
        assertThat(read(FilesystemUsage.newBuilder().setUsedBytes(UInt64Value.getDefaultInstance())))
                .isEqualTo(Map.of("a", new WritableLayer(0, null, 0L, null)));
    }

    @Test
    void containerWithoutLayerIsLeftOut() throws Exception {
        assertThat(read(stats().build())).isEmpty();
    }

    private static ContainerStats.Builder stats() {
        return ContainerStats.newBuilder()
                .setAttributes(ContainerAttributes.newBuilder().setId("a"));
    }

    private Map<String, WritableLayer> read(FilesystemUsage.Builder usage) throws Exception {
        return read(stats().setWritableLayer(usage).build());
    }

    private Map<String, WritableLayer> read(ContainerStats stats) throws Exception {
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.stats(stats));
                CriClient client = CriTests.client(runtime)) {
            return new StatsSource(client).read(CriTests.soon()).layers();
        }
    }
}
