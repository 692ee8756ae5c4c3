package dev.dockershim.monitoring.dashboards;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.metrics.DocumentedMetrics;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of the dashboards without a server. */
class DashboardsTest {

    private static final List<Dashboard> ALL = Repository.dashboards();

    /** Links and provisioned copies know a dashboard by it: it never changes. */
    private static final Map<String, String> UIDS = Map.of(
            "overview", "dockershim-overview",
            "node", "dockershim-node",
            "workloads", "dockershim-workloads",
            "container-fs", "dockershim-container-fs",
            "bridge", "dockershim-bridge",
            "docker-years", "container-fs-docker-years");

    /** That of Grafana 9.0; later ones turn it into theirs. */
    private static final int SCHEMA_VERSION = 36;

    static List<Dashboard> all() {
        return ALL;
    }

    @Test
    void uidsAreThoseThatTheyAlwaysHad() {
        assertThat(ALL.stream().collect(toMap(Dashboard::name, Dashboard::uid))).isEqualTo(UIDS);
        assertThat(ALL).extracting(Dashboard::title).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("all")
    void itsFrameIsWhole(Dashboard dashboard) {
        assertThat(dashboard.json().path("schemaVersion").asInt()).isEqualTo(SCHEMA_VERSION);
        assertThat(dashboard.title()).isNotBlank();
        assertThat(dashboard.description()).isNotBlank();
        assertThat(dashboard.json().path("tags").valueStream()).isNotEmpty();
        // A number that Grafana gave it would replace another dashboard at import.
        assertThat(dashboard.json().has("id")).isFalse();
        assertThat(dashboard.shown()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void panelsAreOnTheGrid(Dashboard dashboard) {
        assertThat(LayoutCheck.problems(dashboard)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void panelsSayWhatTheyShow(Dashboard dashboard) {
        assertThat(TextCheck.problems(dashboard)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void queriesGoToTheDataSourceThatIsChosen(Dashboard dashboard) {
        assertThat(DatasourceCheck.problems(dashboard)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void expressionsNameWhatThereIs(Dashboard dashboard) {
        assertThat(ExpressionCheck.problems(dashboard, DocumentedMetrics.all())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void columnsAndSeriesThatAreChangedAreThere(Dashboard dashboard) {
        assertThat(FieldCheck.problems(dashboard, DocumentedMetrics.all())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void linksLeadSomewhere(Dashboard dashboard) {
        assertThat(LinkCheck.problems(dashboard, ALL)).isEmpty();
    }
}
