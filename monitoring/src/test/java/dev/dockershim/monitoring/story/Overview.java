package dev.dockershim.monitoring.story;

import dev.dockershim.exporter.demo.MigrationTruth;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.grafana.Selection;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.PanelQueries;
import dev.dockershim.monitoring.panels.VariableValues;
import dev.dockershim.monitoring.prometheus.PrometheusClient;
import dev.dockershim.monitoring.prometheus.Series;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the overview's numbers of nodes are, and what they are to be. */
final class Overview {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Set<String> DONE = Set.of("migrated", "cri-dockerd");
    private static final String BURN_DOWN = "Burn-down: nodes not yet done";

    private final PrometheusClient client;
    private final String cluster;
    private final Dashboard dashboard;

    /** Of one cluster, as the dashboard in the repository asks for it. */
    Overview(PrometheusClient client, String cluster) {
        Path repository = Path.of(System.getProperty("repository", "..")).normalize();
        this.client = client;
        this.cluster = cluster;
        this.dashboard = Dashboard.in(repository.resolve("dashboards")).stream()
                .filter(each -> each.uid().equals("dockershim-overview"))
                .findFirst()
                .orElseThrow();
    }

    /** The numbers of its stats, by panel; none where a panel shows none. */
    Map<String, List<Double>> stats() {
        Instant now = Instant.now();
        PanelQueries queries = queries(now.minusSeconds(60), now);
        Map<String, List<Double>> stats = new TreeMap<>();
        for (String title :
                expectedStats(new MigrationTruth(0, Map.of(), List.of()), 1).keySet()) {
            stats.put(
                    title,
                    queries.ask(panel(title)).stream()
                            .flatMap(answer -> answer.series().stream())
                            .map(Series::last)
                            .toList());
        }
        return stats;
    }

    /** The numbers of its stats where that is true of so many nodes. */
    static Map<String, List<Double>> expectedStats(MigrationTruth truth, int nodes) {
        Map<String, List<Double>> stats = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            stats.put(phase.label(), List.of((double) truth.counts().getOrDefault(phase.label(), 0)));
        }
        double done = done(truth);
        stats.put("Done", List.of(done / nodes));
        stats.put("Nodes done", List.of(done, (double) nodes));
        stats.put("Nodes not judged", List.of((double) truth.unjudged().size()));
        return stats;
    }

    /** The lines of its burn-down at a moment, by their names; those that are there. */
    Map<String, Double> burnDown(Instant at) {
        Map<String, Double> lines = new TreeMap<>();
        for (Answer answer : queries(at.minusSeconds(60), at).ask(panel(BURN_DOWN))) {
            for (Series series : answer.series()) {
                Series.Point last = series.points().get(series.points().size() - 1);
                // a line that ended is not there any more
                if (last.seconds() * 1000 > at.toEpochMilli() - INTERVAL.toMillis() - 1) {
                    lines.put(name(answer, series), last.value());
                }
            }
        }
        return lines;
    }

    /** The lines of its burn-down where that is true of so many nodes. */
    static Map<String, Double> expectedBurnDown(MigrationTruth truth, int nodes) {
        Map<String, Double> lines = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            if (!DONE.contains(phase.label())) {
                lines.put(phase.label(), (double) truth.counts().getOrDefault(phase.label(), 0));
            }
        }
        if (!truth.unjudged().isEmpty()) {
            lines.put("not judged", (double) truth.unjudged().size());
        }
        lines.put("all that are left", nodes - done(truth));
        return lines;
    }

    private static double done(MigrationTruth truth) {
        return truth.phases().values().stream().filter(DONE::contains).count();
    }

    private PanelQueries queries(Instant from, Instant to) {
        TimeWindow window = TimeWindow.of(from, to, INTERVAL);
        List<Selection> selections = VariableValues.of(dashboard, client, window, Map.of("cluster", cluster));
        return new PanelQueries(client, window, selections);
    }

    private Panel panel(String title) {
        return dashboard.shown().stream()
                .filter(panel -> panel.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the overview has no panel " + title));
    }

    private static String name(Answer answer, Series series) {
        return answer.target().legend().equals("{{phase}}")
                ? series.labels().getOrDefault("phase", "")
                : answer.target().legend();
    }
}
