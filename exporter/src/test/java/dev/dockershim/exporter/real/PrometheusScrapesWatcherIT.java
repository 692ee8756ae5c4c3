package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.demo.DemoCluster;
import dev.dockershim.exporter.real.RealPrometheus.Format;
import dev.dockershim.exporter.real.RealPrometheus.Target;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Prometheus scrapes the packaged watcher of a recorded cluster, in both formats. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusScrapesWatcherIT {

    private static final String OPEN_METRICS = "openmetrics";
    private static final String TEXT = "text";

    @SuppressWarnings("NullAway.Init")
    private DemoCluster cluster;

    @SuppressWarnings("NullAway.Init")
    private ExporterProcess watcher;

    @SuppressWarnings("NullAway.Init")
    private RealPrometheus prometheus;

    @BeforeAll
    void start() throws Exception {
        cluster = DemoCluster.start(Clock.systemUTC());
        watcher = ExporterProcess.watcher("--kubeconfig=" + cluster.kubeconfig());
        prometheus = RealPrometheus.start(
                new Target(OPEN_METRICS, watcher.url("/metrics"), Format.NEGOTIATED),
                new Target(TEXT, watcher.url("/metrics"), Format.TEXT));
        for (String job : new String[] {OPEN_METRICS, TEXT}) {
            await("a good scrape")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() ->
                            assertThat(prometheus.awaitScrape(job).lastError()).isEmpty());
        }
    }

    @AfterAll
    void stop() throws Exception {
        if (prometheus != null) {
            prometheus.close();
        }
        if (watcher != null) {
            watcher.close();
        }
        if (cluster != null) {
            cluster.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {OPEN_METRICS, TEXT})
    void everyNodeIsThereAndHasOnePhaseUnlessAnAgentSpeaksForIt(String job) {
        double nodes = value("dockershim_bridge_watched_objects{resource='nodes',job='" + job + "'}");
        assertThat(nodes).isGreaterThan(10);
        assertThat(value("count(dockershim_check_last_evaluation_timestamp_seconds{node!='',job='" + job + "'})"))
                .isEqualTo(nodes);
        double phases = value("count(dockershim_node_phase{observer='watcher',job='" + job + "'} == 1)");
        assertThat(phases).isBetween(1.0, nodes);
        assertThat(value("count(dockershim_node_info{observer='watcher',job='" + job + "'})"))
                .isEqualTo(phases);
    }

    @ParameterizedTest
    @ValueSource(strings = {OPEN_METRICS, TEXT})
    void theClusterHasItsVersionItsChecksAndWhoUsesDocker(String job) {
        assertThat(value("dockershim_cluster_server_minor{job='" + job + "'}")).isEqualTo(23);
        assertThat(value("dockershim_check_failed{node='',check='CL-01',severity='blocker',job='" + job + "'}"))
                .isOne();
        assertThat(value("count(dockershim_workload_docker_access_pods{observer='watcher',job='" + job + "'})"))
                .isPositive();
        assertThat(value("count(dockershim_workload_docker_access_templates{job='" + job + "'})"))
                .isPositive();
        assertThat(value("min(dockershim_bridge_source_up{job='" + job + "'})")).isOne();
    }

    @Test
    void promtoolObjectsToNothing() {
        assertThat(Promtool.checkMetrics(watcher.metrics())).isEmpty();
    }

    private double value(String promql) {
        return prometheus.query(promql).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing for " + promql))
                .value();
    }
}
