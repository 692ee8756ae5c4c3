package dev.dockershim.monitoring.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.cli.MigrationDemo;
import dev.dockershim.exporter.demo.DemoPrometheus;
import dev.dockershim.exporter.demo.MigrationTruth;
import dev.dockershim.exporter.demo.PrometheusSettings;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.real.Requirements;
import dev.dockershim.monitoring.prometheus.PrometheusClient;
import dev.dockershim.monitoring.prometheus.Series;
import dev.dockershim.monitoring.story.AlertHistory.Firing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Ten nodes move, agents and a watcher judge them, and a real Prometheus with our rules looks on: at each step it counts
 * what is true, and what fires and is resolved is the story that is written down.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MigrationStoryIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(250);

    private final List<ExpectedAlert> expected = ExpectedAlert.read();
    private final List<Instant> begins = new ArrayList<>();
    private final Map<Integer, Instant> settled = new TreeMap<>();

    @SuppressWarnings("NullAway.Init")
    private MigrationDemo demo;

    @SuppressWarnings("NullAway.Init")
    private DemoPrometheus prometheus;

    @SuppressWarnings("NullAway.Init")
    private PrometheusClient client;

    @SuppressWarnings("NullAway.Init")
    private Overview overview;

    @BeforeAll
    void start() throws Exception {
        String program = Requirements.program("prometheus").toString();
        demo = MigrationDemo.start();
        begins.add(Instant.now());
        prometheus = DemoPrometheus.start(
                PrometheusSettings.of(program, "127.0.0.1:0"), demo.targets(), DemoPrometheus.timeLapseRules());
        client = new PrometheusClient(prometheus.url());
        overview = new Overview(client, MigrationDemo.CLUSTER);
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {prometheus, demo}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    void prometheusTellsTheStory() throws Exception {
        for (int step = 0; step < demo.steps(); step++) {
            settle(step);
            if (!demo.isLastStep()) {
                begins.add(Instant.now());
                demo.advance();
            }
        }
        Instant end = Instant.now().plus(AlertHistory.RESOLUTION.multipliedBy(2));

        assertThat(differences(AlertHistory.of(client, begins.get(0), end), end))
                .isEmpty();
        settled.forEach((step, at) -> assertThat(overview.burnDown(at))
                .as("burn-down at the end of step " + step)
                .isEqualTo(Overview.expectedBurnDown(demo.truth(step), nodes())));
    }

    /** Waits until all is as it must be at a step. */
    private void settle(int step) {
        MigrationTruth truth = demo.truth();
        await("step " + step + ": " + demo.happening())
                .atMost(SOON)
                .pollInterval(LOOK)
                .untilAsserted(() -> {
                    assertThat(phases()).isEqualTo(expectedPhases(truth));
                    assertThat(overview.stats()).isEqualTo(Overview.expectedStats(truth, nodes()));
                    assertThat(overview.burnDown(Instant.now())).isEqualTo(Overview.expectedBurnDown(truth, nodes()));
                    assertThat(firing()).containsAll(must(step)).isSubsetOf(may(step));
                });
        settled.put(step, Instant.now());
    }

    private int nodes() {
        return demo.truth(0).phases().size();
    }

    private Map<String, Double> phases() {
        return client.instant("phase:dockershim_nodes:count", Instant.now()).stream()
                .collect(Collectors.toMap(
                        series -> series.labels().getOrDefault("phase", ""), Series::last, Double::sum, TreeMap::new));
    }

    private static Map<String, Double> expectedPhases(MigrationTruth truth) {
        Map<String, Double> counts = new TreeMap<>();
        for (Phase phase : Phase.values()) {
            counts.put(phase.label(), (double) truth.counts().getOrDefault(phase.label(), 0));
        }
        return counts;
    }

    private Set<String> firing() {
        return client.alerts().stream()
                .filter(alert -> "firing".equals(alert.get("alertstate")))
                .map(alert -> AboutAlert.of(alert).toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> must(int step) {
        return expected.stream()
                .filter(row -> row.mustFireAtTheEndOf(step))
                .map(row -> row.alert().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> may(int step) {
        return expected.stream()
                .filter(row -> row.mayFireAtTheEndOf(step))
                .map(row -> row.alert().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Times that are not expected, and expected ones that are not there. */
    private List<String> differences(List<Firing> history, Instant end) {
        List<String> differences = new ArrayList<>();
        List<ExpectedAlert> left = new ArrayList<>(expected);
        for (Firing firing : history) {
            ExpectedAlert found = left.stream()
                    .filter(row -> row.alert().equals(firing.alert()) && fits(row, firing, end))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                differences.add(firing.alert() + " fired in step " + stepAt(firing.from()) + " ("
                        + after(firing.from()) + ") and was resolved in step " + stepAt(firing.to()) + " ("
                        + after(firing.to()) + ")");
            }
            left.remove(found);
        }
        left.forEach(row -> differences.add(
                row.alert() + " did not fire in step " + row.fires() + " until step " + row.resolved()));
        return differences;
    }

    private boolean fits(ExpectedAlert row, Firing firing, Instant end) {
        boolean begins = isWithin(row.fires(), firing.from(), end);
        return row.resolved().first() >= demo.steps()
                ? begins && firing.to().isAfter(end.minusSeconds(2))
                : begins && isWithin(row.resolved(), firing.to(), end);
    }

    /** Whether a moment, which may be late by what the history's resolution is, is within some steps. */
    private boolean isWithin(ExpectedAlert.Steps steps, Instant moment, Instant end) {
        Instant until = steps.last() + 1 < begins.size() ? begins.get(steps.last() + 1) : end;
        return !moment.isBefore(begins.get(steps.first()))
                && !moment.minus(AlertHistory.RESOLUTION.multipliedBy(2)).isAfter(until);
    }

    private int stepAt(Instant moment) {
        int step = 0;
        while (step + 1 < begins.size() && !begins.get(step + 1).isAfter(moment)) {
            step++;
        }
        return step;
    }

    private String after(Instant moment) {
        return Duration.between(begins.get(0), moment).toMillis() / 1000.0 + " s";
    }
}
