package dev.dockershim.exporter.containerfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.exposition.MetricFamily;
import dev.dockershim.exporter.host.DiskStats.BlockDevice;
import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Disk;
import dev.dockershim.exporter.node.ContainerSnapshot.FileSystemUsage;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.KubeletLook;
import dev.dockershim.exporter.node.NodeSnapshot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The values here are those of a container whose disk and usage are written out; see docs/metrics.md for the meanings. */
class SeriesTest {

    private static final BlockDevice SDA1 = new BlockDevice(
            8, 1, "sda1", 184211, 2310, 9211402, 61033, 902331, 511220, 40218744, 733190, 3, 412870, 794223);
    private static final FileSystemUsage USAGE = new FileSystemUsage(172032, 23, 103865303040L, 6451200, 6120331, true);

    private static Map<String, String> values(SeriesValues meaning, FileSystemUsage usage, @Nullable Disk disk) {
        ContainerSnapshot container = new ContainerSnapshot(
                Kind.CONTAINER,
                new ContainerIdentity("app", "/dev/sda1", "", "", "", "prod", "web-0"),
                new ContainerFacts(null, "", 0, null, null, null),
                0,
                usage,
                disk,
                null);
        Serving serving = new Serving(Series.ALL, meaning, SeriesWhen.MISSING, false);
        NodeSnapshot snapshot =
                new NodeSnapshot(List.of(container), List.of(), List.of(), 0, KubeletLook.NO_KUBELET, null);
        Map<String, String> values = new TreeMap<>();
        for (MetricFamily family : new ContainerFsFamilies(row -> new byte[0]).of(serving.of(snapshot))) {
            family.writeSamples((labels, unscaled, scale) -> values.put(
                    family.name().substring("container_fs_".length()),
                    BigDecimal.valueOf(unscaled, scale).stripTrailingZeros().toPlainString()));
        }
        return values;
    }

    @Test
    void correctedValuesAreWhatHelpSays() {
        assertThat(values(SeriesValues.CORRECTED, USAGE, new Disk(SDA1, SDA1)))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("inodes_free", "6120331"),
                        Map.entry("inodes_total", "6451200"),
                        Map.entry("io_current", "3"),
                        Map.entry("io_time_seconds_total", "412.87"),
                        Map.entry("io_time_weighted_seconds_total", "794.223"),
                        Map.entry("limit_bytes", "103865303040"),
                        Map.entry("read_seconds_total", "61.033"),
                        Map.entry("reads_merged_total", "2310"),
                        Map.entry("sector_reads_total", "9211402"),
                        Map.entry("sector_writes_total", "40218744"),
                        Map.entry("usage_bytes", "172032"),
                        Map.entry("write_seconds_total", "733.19"),
                        Map.entry("writes_merged_total", "511220"))));
    }

    @Test
    void dockershimValuesAreBugForBug() {
        assertThat(values(SeriesValues.DOCKERSHIM, USAGE, new Disk(SDA1, SDA1)))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("inodes_free", "0"),
                        Map.entry("inodes_total", "23"),
                        Map.entry("io_current", "3"),
                        Map.entry("io_time_seconds_total", "0.00041287"),
                        Map.entry("io_time_weighted_seconds_total", "0.000794223"),
                        Map.entry("limit_bytes", "103865303040"),
                        Map.entry("read_seconds_total", "0.000061033"),
                        Map.entry("reads_merged_total", "2310"),
                        Map.entry("sector_reads_total", "9211402"),
                        Map.entry("sector_writes_total", "40218744"),
                        Map.entry("usage_bytes", "172032"),
                        Map.entry("write_seconds_total", "0.00073319"),
                        Map.entry("writes_merged_total", "511220"))));
    }

    @Test
    void aDiskThatCadvisorMissedIsZeroInDockershimValuesOnly() {
        assertThat(values(SeriesValues.DOCKERSHIM, USAGE, new Disk(SDA1, null)))
                .containsEntry("io_time_seconds_total", "0")
                .containsEntry("sector_reads_total", "0")
                .hasSize(13);
        assertThat(values(SeriesValues.CORRECTED, USAGE, new Disk(SDA1, null)))
                .containsEntry("io_time_seconds_total", "412.87");
    }

    @Test
    void whatIsUnknownHasNoSample() {
        FileSystemUsage nothing = new FileSystemUsage(-1, -1, -1, -1, -1, false);

        assertThat(values(SeriesValues.CORRECTED, nothing, null)).isEmpty();
        assertThat(values(SeriesValues.CORRECTED, USAGE, new Disk(null, null)))
                .containsOnlyKeys("inodes_free", "inodes_total", "limit_bytes", "usage_bytes");
        assertThat(values(SeriesValues.DOCKERSHIM, nothing, null)).containsOnlyKeys("inodes_free");
    }

    @Test
    void thereAreThirteenInTheOrderOfTheirNames() {
        assertThat(Series.ALL).hasSize(13).extracting(Series::name).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void theProfileOfKubePrometheusStackKeepsSix() {
        assertThat(SeriesFamilies.parse("kube-prometheus-stack"))
                .extracting(Series::name)
                .containsExactly(
                        "container_fs_inodes_free",
                        "container_fs_inodes_total",
                        "container_fs_limit_bytes",
                        "container_fs_read_seconds_total",
                        "container_fs_usage_bytes",
                        "container_fs_write_seconds_total");
    }

    @Test
    void familiesAreNamedWithOrWithoutPrefix() {
        assertThat(SeriesFamilies.parse("usage_bytes, container_fs_limit_bytes"))
                .extracting(Series::name)
                .containsExactly("container_fs_limit_bytes", "container_fs_usage_bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "usage_bytes,", "container_fs_usage", "ALL"})
    void aNameThatIsNoFamilyIsRefused(String selection) {
        assertThatThrownBy(() -> SeriesFamilies.parse(selection))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no family");
    }
}
