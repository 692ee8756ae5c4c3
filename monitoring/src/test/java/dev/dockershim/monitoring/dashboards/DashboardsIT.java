package dev.dockershim.monitoring.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.exporter.real.RealPrometheus;
import dev.dockershim.exporter.real.Requirements;
import dev.dockershim.monitoring.demo.DemoFleet;
import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.panels.StoreReadiness;
import dev.dockershim.monitoring.preview.Chromium;
import dev.dockershim.monitoring.preview.PageInBrowser;
import dev.dockershim.monitoring.preview.Preview;
import dev.dockershim.monitoring.prometheus.PrometheusClient;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int MIGRATION_STEPS = 4;
    /** A node's dashboard is of one node; this one has the most to tell. */
    private static final Map<String, Map<String, String>> OF_NODE = Map.of("node", Map.of("node", "dockershim"));

    private static final Path PAGES = Path.of("target/preview-it");

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
        // Without the label a store holds one cluster: this one is made of nodes with agents and a watcher of others.
        List<DemoTarget> one = fleet.targets().stream()
                .filter(target -> !target.cluster().equals(DemoFleet.MIGRATION))
                .toList();
        noCluster = RealPrometheus.start(ScrapeConfig.of(one, false));
        for (int step = 0; step < MIGRATION_STEPS; step++) {
            fleet.migration().advance();
        }
        StoreReadiness.await(client(clusters), fleet.targets().size());
        StoreReadiness.await(client(noCluster), one.size());
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
        PanelRun run = run(ALL, clusters, OF_NODE);

        assertThat(run.problems()).isEmpty();
        assertThat(run.panels()).isEqualTo(panels());
    }

    @Test
    void oneValueOfEachVariable() {
        Map<String, String> ofWatched = Map.of("cluster", DemoFleet.WATCHED);
        Map<String, String> ofNode = Map.of("cluster", DemoFleet.NODES, "node", "draining");
        PanelRun run = run(
                SINGLE,
                clusters,
                Map.of("overview", ofWatched, "workloads", ofWatched, "node", ofNode, "container-fs", ofNode));

        assertThat(run.problems()).isEmpty();
        assertThat(run.panels()).isEqualTo(panels());
    }

    @Test
    void aStoreWithoutClusters() {
        PanelRun run = run(NO_CLUSTER, noCluster, OF_NODE);

        assertThat(run.problems()).isEmpty();
        assertThat(run.panels()).isEqualTo(panels());
    }

    @Test
    void pagesOfAllAreDrawnInABrowserWithoutErrors() throws Exception {
        Optional<Chromium> chromium = Chromium.find();
        Requirements.that(chromium.isPresent(), "chromium is not installed: run scripts/setup test");
        PrometheusClient client = client(clusters);
        TimeWindow window = TimeWindow.of(StoreReadiness.first(client), Instant.now(), ScrapeConfig.INTERVAL);

        for (Preview.Written page : new Preview(client, window).write(DASHBOARDS, OF_NODE, PAGES)) {
            assertThat(page.errors()).describedAs(page.summary()).isZero();
            PageInBrowser seen = PageInBrowser.open(chromium.orElseThrow(), page.page());
            assertThat(seen.failures()).describedAs(page.summary()).isEmpty();
            assertThat(seen.notDrawn()).describedAs(page.summary()).isEmpty();
            assertThat(seen.charts())
                    .describedAs(page.summary())
                    .isEqualTo(page.charts())
                    .isEqualTo(seen.drawn());
        }
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
