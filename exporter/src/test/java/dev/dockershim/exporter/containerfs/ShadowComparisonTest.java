package dev.dockershim.exporter.containerfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dockershim.exporter.containerfs.ShadowComparison.Metric;
import dev.dockershim.exporter.containerfs.ShadowComparison.Verdict;
import dev.dockershim.exporter.host.DiskStats.BlockDevice;
import dev.dockershim.exporter.kubelet.FamilySamples;
import dev.dockershim.exporter.node.ContainerFacts;
import dev.dockershim.exporter.node.ContainerIdentity;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Disk;
import dev.dockershim.exporter.node.ContainerSnapshot.FileSystemUsage;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.KubeletLook;
import dev.dockershim.exporter.node.NodeSnapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowComparisonTest {

    private static final long MILLIS = 1000;
    private static final BlockDevice DISK =
            new BlockDevice(8, 1, "sda1", 1, 1000, 1000, MILLIS, 1, 1000, 1000, MILLIS, 3, MILLIS, MILLIS);
    private static final FileSystemUsage USAGE = new FileSystemUsage(1_000_000, 23, 1_000_000_000, 500, 400, true);

    @ParameterizedTest
    @CsvSource({
        "container_fs_reads_merged_total, 1000, EQUAL, 0",
        "container_fs_reads_merged_total, 981, EQUAL, 0.019",
        "container_fs_reads_merged_total, 979, CLOSE, 0.021",
        "container_fs_reads_merged_total, 1001, CLOSE, 0.000999",
        "container_fs_reads_merged_total, 1112, DIFFERENT, 0.1007",
        "container_fs_reads_merged_total, 0, DIFFERENT, 1",
        "container_fs_limit_bytes, 1000000000, EQUAL, 0",
        "container_fs_limit_bytes, 1000000001, CLOSE, 0.000000001",
        "container_fs_limit_bytes, 2000000000, DIFFERENT, 0.5",
        "container_fs_usage_bytes, 1040000, CLOSE, 0.0385",
        "container_fs_usage_bytes, 1065536, CLOSE, 0.0615",
        "container_fs_usage_bytes, 1065537, DIFFERENT, 0.0615",
        "container_fs_inodes_total, 492, CLOSE, 0.016",
        "container_fs_inodes_total, 23, DIFFERENT, 0.954",
        "container_fs_io_current, 3, EQUAL, 0",
        "container_fs_io_current, 50, CLOSE, 0.94"
    })
    void aValueIsJudgedByWhatItsMomentMayMakeOut(String metric, double kubelet, Verdict verdict, double ratio) {
        Metric compared = metric(compare(metric, kubelet, USAGE, new Disk(DISK, DISK), SeriesValues.CORRECTED), metric);

        assertThat(compared.containers()).containsExactly(Map.entry(verdict, 1));
        assertThat(compared.differenceRatio()).isCloseTo(ratio, within(0.0005));
    }

    @Test
    void whatOnlyTheKubeletHasIsMissing() {
        ShadowComparison comparison = compare("container_fs_usage_bytes", 5, unknown(), null, SeriesValues.CORRECTED);

        assertThat(metric(comparison, "container_fs_usage_bytes").containers())
                .containsExactly(Map.entry(Verdict.MISSING, 1));
        assertThat(metric(comparison, "container_fs_usage_bytes").differenceRatio())
                .isEqualTo(1);
        assertThat(comparison.worst()).singleElement().satisfies(worst -> {
            assertThat(worst.bridge()).isNull();
            assertThat(worst.kubelet()).isEqualTo(5);
        });
    }

    @Test
    void whatTheKubeletDoesNotServeIsNotCompared() {
        ShadowComparison comparison =
                compare("container_fs_usage_bytes", 1_000_000, USAGE, new Disk(DISK, DISK), SeriesValues.CORRECTED);

        assertThat(metric(comparison, "container_fs_limit_bytes").containers()).isEmpty();
        assertThat(comparison.worst()).isEmpty();
    }

    /** A million times more, as it was meant. */
    @Test
    void secondsAreComparedInTheValuesThatAreAskedFor() {
        String metric = "container_fs_read_seconds_total";

        assertThat(metric(compare(metric, 1e-6, USAGE, new Disk(DISK, DISK), SeriesValues.DOCKERSHIM), metric)
                        .containers())
                .containsExactly(Map.entry(Verdict.EQUAL, 1));
        assertThat(metric(compare(metric, 1e-6, USAGE, new Disk(DISK, DISK), SeriesValues.CORRECTED), metric)
                        .containers())
                .containsExactly(Map.entry(Verdict.DIFFERENT, 1));
    }

    private static FileSystemUsage unknown() {
        return new FileSystemUsage(
                ContainerSnapshot.UNKNOWN,
                ContainerSnapshot.UNKNOWN,
                ContainerSnapshot.UNKNOWN,
                ContainerSnapshot.UNKNOWN,
                ContainerSnapshot.UNKNOWN,
                false);
    }

    private static Metric metric(ShadowComparison comparison, String name) {
        return comparison.metrics().stream()
                .filter(metric -> metric.series().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static ShadowComparison compare(
            String metric, double kubelet, FileSystemUsage usage, @Nullable Disk disk, SeriesValues values) {
        FamilySamples samples = FamilySamples.of(Map.of(Series.NAMES.indexOf(metric), kubelet), Series.ALL.size());
        ContainerSnapshot container = new ContainerSnapshot(
                Kind.CONTAINER,
                new ContainerIdentity("app", "/dev/sda1", "/kubepods/a", "", "", "prod", "web-0"),
                new ContainerFacts(null, "", 0, null, null, null),
                0,
                usage,
                disk,
                samples);
        return ShadowComparison.of(
                new NodeSnapshot(List.of(container), List.of(), List.of(), 0, KubeletLook.NO_KUBELET, null),
                Series.ALL,
                values,
                false);
    }
}
