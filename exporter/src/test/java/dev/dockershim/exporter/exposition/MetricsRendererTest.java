package dev.dockershim.exporter.exposition;

import static dev.dockershim.exporter.exposition.ExpositionFormat.OPENMETRICS_1_0_0;
import static dev.dockershim.exporter.exposition.ExpositionFormat.TEXT_0_0_4;
import static dev.dockershim.exporter.exposition.MetricType.COUNTER;
import static dev.dockershim.exporter.exposition.MetricType.GAUGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.Counter;
import io.prometheus.client.Gauge;
import io.prometheus.client.Summary;
import io.prometheus.client.hotspot.DefaultExports;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsRendererTest {

    private static final byte[] WEB = new LabelBlock().add("container", "web").toBytes();
    private static final byte[] DB = new LabelBlock().add("container", "db").toBytes();

    private static final List<MetricFamily> FAMILIES = List.of(
            new TestFamily("container_fs_reads_total", COUNTER, "Cumulative count of reads completed", out -> {
                out.sample(WEB, 9007199254740993L, 0);
                out.sample(DB, 0, 0);
            }),
            TestFamily.of("container_fs_inodes_total", GAUGE, "Number of \"Inodes\"\nof C:\\", 42),
            new TestFamily("container_fs_usage_bytes", GAUGE, "Nobody has one", out -> {}),
            new TestFamily("container_fs_io_time_seconds_total", COUNTER, "Seconds", out -> out.sample(WEB, 61033, 6)));

    private final CollectorRegistry registry = new CollectorRegistry();
    private final MetricsRenderer renderer = new MetricsRenderer(registry);

    @Test
    void writesTheTextFormat() {
        assertThat(render(TEXT_0_0_4)).isEqualTo("""
                # HELP container_fs_inodes_total Number of "Inodes"\\nof C:\\\\
                # TYPE container_fs_inodes_total gauge
                container_fs_inodes_total 42
                # HELP container_fs_io_time_seconds_total Seconds
                # TYPE container_fs_io_time_seconds_total counter
                container_fs_io_time_seconds_total{container="web"} 0.061033
                # HELP container_fs_reads_total Cumulative count of reads completed
                # TYPE container_fs_reads_total counter
                container_fs_reads_total{container="web"} 9007199254740993
                container_fs_reads_total{container="db"} 0
                """);
    }

    @Test
    void writesOpenMetrics() {
        assertThat(render(OPENMETRICS_1_0_0)).isEqualTo("""
                # HELP container_fs_inodes_total Number of \\"Inodes\\"\\nof C:\\\\
                # TYPE container_fs_inodes_total gauge
                container_fs_inodes_total 42
                # HELP container_fs_io_time_seconds Seconds
                # TYPE container_fs_io_time_seconds counter
                container_fs_io_time_seconds_total{container="web"} 0.061033
                # HELP container_fs_reads Cumulative count of reads completed
                # TYPE container_fs_reads counter
                container_fs_reads_total{container="web"} 9007199254740993
                container_fs_reads_total{container="db"} 0
                # EOF
                """);
    }

    @Test
    void addsOwnTelemetrySortedAndWithoutCreationTimes() {
        Counter.build("own_errors", "Errors.")
                .labelNames("source")
                .register(registry)
                .labels("cri")
                .inc();
        Gauge.build("own_up", "Up.").register(registry).set(1);
        Summary.build("own_duration_seconds", "Duration.").register(registry).observe(2);
        Counter.build("own_never", "No child yet.").labelNames("a").register(registry);

        String families = render(TEXT_0_0_4);
        assertThat(families).endsWith("""
                container_fs_reads_total{container="db"} 0
                # HELP own_duration_seconds Duration.
                # TYPE own_duration_seconds summary
                own_duration_seconds_count 1.0
                own_duration_seconds_sum 2.0
                # HELP own_errors_total Errors.
                # TYPE own_errors_total counter
                own_errors_total{source="cri",} 1.0
                # HELP own_up Up.
                # TYPE own_up gauge
                own_up 1.0
                """);
        assertThat(render(OPENMETRICS_1_0_0)).endsWith("""
                container_fs_reads_total{container="db"} 0
                # TYPE own_duration_seconds summary
                # HELP own_duration_seconds Duration.
                own_duration_seconds_count 1.0
                own_duration_seconds_sum 2.0
                # TYPE own_errors counter
                # HELP own_errors Errors.
                own_errors_total{source="cri"} 1.0
                # TYPE own_up gauge
                # HELP own_up Up.
                own_up 1.0
                # EOF
                """);
    }

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void aReaderFindsEachFamilyOnceAndContiguous(ExpositionFormat format) {
        DefaultExports.register(registry);
        ParsedText parsed = ParsedText.parse(render(format));

        assertThat(parsed.eof()).isEqualTo(format.isOpenMetrics());
        assertThat(parsed.types())
                .containsKey("jvm_memory_bytes_used")
                .containsEntry("container_fs_inodes_total", "gauge");
        assertThat(parsed.helps().keySet()).isEqualTo(parsed.types().keySet());
        assertThat(parsed.samples()).extracting(ParsedText.Sample::name).noneMatch(name -> name.endsWith("_created"));
        List<String> runs = new ArrayList<>();
        for (ParsedText.Sample sample : parsed.samples()) {
            if (runs.isEmpty() || !runs.get(runs.size() - 1).equals(sample.name())) {
                runs.add(sample.name());
            }
        }
        runs.removeIf(name -> name.startsWith("jvm_gc_collection_seconds"));
        assertThat(runs).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void ownTelemetryYieldsToAFamilyOfTheSameName(ExpositionFormat format) {
        Counter.build("container_fs_inodes", "As a counter its sample is container_fs_inodes_total.")
                .register(registry)
                .inc();
        assertThat(ParsedText.parse(render(format)).samples())
                .filteredOn(sample -> sample.name().equals("container_fs_inodes_total"))
                .singleElement()
                .satisfies(sample -> assertThat(sample.value()).isEqualByComparingTo("42"));
    }

    @Test
    void anEmptyScrapeIsAnEmptyText() {
        assertThat(new String(renderer.render(List.of(), TEXT_0_0_4, false), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(new String(renderer.render(List.of(), OPENMETRICS_1_0_0, false), StandardCharsets.UTF_8))
                .isEqualTo("# EOF\n");
    }

    @Test
    void refusesTwoFamiliesOfOneName() {
        List<MetricFamily> twice = List.of(TestFamily.of("a", GAUGE, "A", 1), TestFamily.of("a", GAUGE, "A", 2));
        assertThatThrownBy(() -> renderer.render(twice, TEXT_0_0_4, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two families of one name: a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a-b", "a b", "é"})
    void refusesWhatIsNoMetricName(String name) {
        List<MetricFamily> families = List.of(TestFamily.of(name, GAUGE, "A", 1));
        assertThatThrownBy(() -> renderer.render(families, TEXT_0_0_4, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(ExpositionFormat.class)
    void refusesACounterThatOpenMetricsCouldNotName(ExpositionFormat format) {
        List<MetricFamily> families = List.of(TestFamily.of("reads", COUNTER, "A", 1));
        assertThatThrownBy(() -> renderer.render(families, format, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void compresses() throws IOException {
        byte[] body = renderer.render(FAMILIES, OPENMETRICS_1_0_0, true);
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(render(OPENMETRICS_1_0_0));
        }
    }

    @Test
    void rendersAfterAFailureAndFromManyThreads() throws Exception {
        List<MetricFamily> failing = List.of(new TestFamily("a", GAUGE, "A", out -> out.sample(WEB, 1, 99)));
        assertThatThrownBy(() -> renderer.render(failing, TEXT_0_0_4, false))
                .isInstanceOf(IllegalArgumentException.class);

        String expected = render(TEXT_0_0_4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<String> scrape = () -> render(TEXT_0_0_4);
            for (Future<String> result : threads.invokeAll(Collections.nCopies(400, scrape))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private String render(ExpositionFormat format) {
        return new String(renderer.render(FAMILIES, format, false), StandardCharsets.UTF_8);
    }
}
