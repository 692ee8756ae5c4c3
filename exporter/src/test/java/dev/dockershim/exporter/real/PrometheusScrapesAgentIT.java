package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.real.RealPrometheus.Format;
import dev.dockershim.exporter.real.RealPrometheus.Sample;
import dev.dockershim.exporter.real.RealPrometheus.Target;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Prometheus scrapes the packaged agent of a recorded node, in both formats. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusScrapesAgentIT {

    private static final String OPEN_METRICS = "openmetrics";
    private static final String TEXT = "text";

    @SuppressWarnings("NullAway.Init")
    private ExporterProcess demo;

    @SuppressWarnings("NullAway.Init")
    private RealPrometheus prometheus;

    @BeforeAll
    void start() {
        demo = ExporterProcess.start("demo", "--demo.node=containerd-1.36", "--web.listen-address=127.0.0.1:0");
        prometheus = RealPrometheus.start(
                new Target(OPEN_METRICS, demo.url("/metrics"), Format.NEGOTIATED),
                new Target(TEXT, demo.url("/metrics"), Format.TEXT));
        for (String job : new String[] {OPEN_METRICS, TEXT}) {
            // A scrape has one second here, which a JVM that is still cold may miss on a busy machine.
            await("a good scrape")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(prometheus.awaitScrape(job).lastError()).isEmpty());
        }
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (demo != null) {
            demo.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OPEN_METRICS, TEXT})
    void allThirteenCanBeQueriedByTheirOldNames(String job) {
        await("up")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(prometheus.query("up{job='" + job + "'}"))
                        .extracting(Sample::value)
                        .containsExactly(1.0));
        for (String name : ScrapedSeries.ALL) {
            assertThat(prometheus.query(
                            "last_over_time(" + name + "{job='" + job + "',container!='',namespace!='',pod!=''}[1m])"))
                    .as(name)
                    .isNotEmpty();
        }
    }

    @Test
    void bothFormatsAreReallyInUse() {
        assertThat(prometheus.families(OPEN_METRICS))
                .contains("container_fs_sector_reads")
                .doesNotContain("container_fs_sector_reads_total");
        assertThat(prometheus.families(TEXT))
                .contains("container_fs_sector_reads_total")
                .doesNotContain("container_fs_sector_reads");
    }

    @ParameterizedTest
    @ValueSource(strings = {OPEN_METRICS, TEXT})
    void inodesTotalIsAGaugeDespiteItsName(String job) {
        assertThat(prometheus.type(job, "container_fs_inodes_total")).isEqualTo("gauge");
        assertThat(prometheus.type(job, "container_fs_usage_bytes")).isEqualTo("gauge");
    }

    @Test
    void countersAreCountersInBothFormats() {
        assertThat(prometheus.type(OPEN_METRICS, "container_fs_io_time_seconds"))
                .isEqualTo("counter");
        assertThat(prometheus.type(TEXT, "container_fs_io_time_seconds_total")).isEqualTo("counter");
    }

    @ParameterizedTest
    @ValueSource(strings = {OPEN_METRICS, TEXT})
    void aRateOfTheDisksBusyTimeCanBeTaken(String job) {
        await("two samples that differ")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                prometheus.query("rate(container_fs_io_time_seconds_total{job='" + job + "'}[1m])"))
                        .isNotEmpty()
                        .allSatisfy(rate -> assertThat(rate.value()).isPositive()));
    }

    @Test
    void promtoolObjectsToTheOldNameOfTheInodesGaugeAlone() {
        assertThat(Promtool.checkMetrics(demo.metrics()))
                .singleElement()
                .asString()
                .startsWith("container_fs_inodes_total ");
    }
}
