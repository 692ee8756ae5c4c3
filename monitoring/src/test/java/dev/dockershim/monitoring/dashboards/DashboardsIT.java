package dev.dockershim.monitoring.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.RealPrometheus;
import dev.dockershim.monitoring.demo.DemoFleet;
import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.panels.StoreReadiness;
import dev.dockershim.monitoring.prometheus.PrometheusClient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every panel's queries run against a real Prometheus that scrapes the demo, and return data or are known not to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardsIT {

    static final String ALL = "all";
    static final String SINGLE = "single";
    static final String NO_CLUSTER = "no-cluster";

    private static final List<Dashboard> DASHBOARDS = Repository.dashboards();

    @SuppressWarnings("NullAway.Init")
    private DemoFleet fleet;

    @SuppressWarnings("NullAway.Init")
    private RealPrometheus clusters;

    @SuppressWarnings("NullAway.Init")
    private RealPrometheus noCluster;

    @BeforeAll
    void start() throws Exception {
        fleet = DemoFleet.start();
        clusters = RealPrometheus.start(ScrapeConfig.of(fleet.targets(), true));
        noCluster = RealPrometheus.start(ScrapeConfig.of(fleet.targets(), false));
        StoreReadiness.await(client(clusters), fleet.targets().size());
        StoreReadiness.await(client(noCluster), fleet.targets().size());
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {clusters, noCluster, fleet}) {
            if (each != null) {
                each.close();
            }
        }
    }

    private static PrometheusClient client(RealPrometheus prometheus) {
        return new PrometheusClient(prometheus.url());
    }

    private static PanelRun run(String name, RealPrometheus store, Map<String, Map<String, String>> chosen) {
        PrometheusClient client = client(store);
        TimeWindow window = TimeWindow.of(StoreReadiness.first(client), Instant.now(), ScrapeConfig.INTERVAL);
        PanelRun run = PanelRun.of(name, DASHBOARDS, client, window, chosen);
        System.out.printf(
                "panel run '%s': %d panels, %d targets, %d of them empty as listed%n",
                run.name(), run.panels(), run.targets(), run.empty());
        return run;
    }

    @Test
    void allValuesOfAllVariables() {
        PanelRun run = run(ALL, clusters, Map.of());

        assertThat(run.problems()).isEmpty();
        assertThat(run.panels()).isEqualTo(panels());
    }

    @Test
    void oneValueOfEachVariable() {
        Map<String, String> ofNode = Map.of("cluster", DemoFleet.NODES, "node", "dockershim");
        PanelRun run = run(
                SINGLE,
                clusters,
                Map.of(
                        "overview",
                        Map.of("cluster", DemoFleet.WATCHED),
                        "workloads",
                        Map.of("cluster", DemoFleet.WATCHED),
                        "node",
                        ofNode,
                        "container-fs",
                        ofNode));

        assertThat(run.problems()).isEmpty();
        assertThat(run.panels()).isEqualTo(panels());
    }

    @Test
    void aStoreWithoutClusters() {
        PanelRun run = run(NO_CLUSTER, noCluster, Map.of());

        assertThat(run.problems()).isEmpty();
        assertThat(run.panels()).isEqualTo(panels());
    }

    @Test
    void whatIsListedAsEmptyIsThereAndSaysWhy() {
        for (EmptyPanels.Entry entry : EmptyPanels.read()) {
            assertThat(entry.reason()).describedAs(entry.toString()).isNotBlank();
            assertThat(DASHBOARDS.stream()
                            .filter(dashboard -> dashboard.name().equals(entry.dashboard()))
                            .flatMap(dashboard -> dashboard.shown().stream())
                            .filter(panel -> panel.title().equals(entry.panel()))
                            .flatMap(panel -> panel.targets().stream())
                            .filter(target -> target.refId().equals(entry.target())))
                    .describedAs(entry.toString())
                    .isNotEmpty();
        }
    }

    private static int panels() {
        return DASHBOARDS.stream()
                .mapToInt(dashboard -> dashboard.shown().size())
                .sum();
    }
}
