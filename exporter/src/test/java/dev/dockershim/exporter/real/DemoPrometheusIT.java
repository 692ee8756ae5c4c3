package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.demo.DemoPrometheus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged demo with the machine's Prometheus beside it. */
class DemoPrometheusIT {

    private static final Pattern ALERTS_PAGE = Pattern.compile("(http://127\\.0\\.0\\.1:\\d+)(/\\S*alerts)");
    private static final Pattern FIRING =
            Pattern.compile("(?m)^\\d\\d:\\d\\d:\\d\\d  FIRING +(?=.*DockershimNodeUnmigrated).*cluster=migration");
    private static final Pattern OF_RECORDED_PARTS =
            Pattern.compile("(?m)^\\S+  (?:FIRING|resolved|phase) .*cluster=(?!migration)");
    private static final String[] ONLY_THE_CLUSTER = {"--demo.node=none", "--demo.cluster=true"};
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Where its temporary directories are. */
    @TempDir
    Path temporary;

    @BeforeEach
    void prometheusIsInstalled() {
        Requirements.program("prometheus");
    }

    @Test
    void alertsFireAndAreToldAndNothingIsLeftAtTheEnd() throws IOException {
        ProcessHandle prometheus;
        try (ExporterProcess demo = start()) {
            Matcher page = awaitInOutput(demo, ALERTS_PAGE);
            PrometheusReader reader = new PrometheusReader(URI.create(page.group(1)));
            assertThat(reader.status(page.group(2))).isEqualTo(200);
            prometheus = prometheusOf(demo);

            // Some nodes of the migration get an agent with its last steps only.
            await("all targets up").atMost(LONGEST).untilAsserted(() -> {
                assertThat(reader.query("up{cluster!='migration'} == 0")).isEmpty();
                assertThat(reader.query("up{cluster!='migration'}")).hasSizeGreaterThan(5);
                assertThat(reader.query("up{cluster='migration'} == 1")).hasSizeGreaterThan(5);
            });
            List<String> shipped = alertsOf(DemoPrometheus.timeLapseRules());
            assertThat(shipped).isNotEmpty();
            assertThat(reader.data("rules?type=alert").path("groups").findValuesAsString("name"))
                    .containsAll(shipped);
            assertThat(reader.query("dockershim_node_phase{cluster='recorded-nodes',node='dockershim'} == 1"))
                    .singleElement()
                    .satisfies(sample -> assertThat(sample.labels())
                            .containsEntry("pod", "dockershim-exporter-dockershim")
                            .containsEntry("namespace", "monitoring")
                            .containsEntry("job", "dockershim-exporter")
                            .containsEntry("phase", "dockershim"));
            assertThat(reader.query("count(container_fs_usage_bytes{cluster='recorded-nodes',namespace='monitoring'})"))
                    .as("labels of the samples win over those of the target")
                    .isEmpty();

            awaitInOutput(demo, FIRING);
            assertThat(reader.query("ALERTS{alertname='DockershimNodeUnmigrated',alertstate='firing'}"))
                    .isNotEmpty();
            assertThat(demo.output()).containsOnlyOnce("those of the recorded parts are on this page only");
            assertThat(reader.query("ALERTS{cluster!='migration',alertstate='firing'}"))
                    .isNotEmpty();
            assertThat(demo.output()).doesNotContainPattern(OF_RECORDED_PARTS);
            assertThat(demo.terminate()).as(demo.output()).isEqualTo(143);
        }
        assertThat(prometheus.isAlive()).isFalse();
        assertNothingIsLeft();
    }

    @Test
    void itEndsWithADemoThatIsKilled() {
        try (ExporterProcess demo = start(ONLY_THE_CLUSTER)) {
            awaitInOutput(demo, ALERTS_PAGE);
            ProcessHandle prometheus = prometheusOf(demo);
            List<Path> directories = prometheusDirectories();
            assertThat(directories).hasSize(1);

            assertThat(ProcessHandle.of(demo.pid()).orElseThrow().destroyForcibly())
                    .isTrue();

            await("the end of Prometheus").atMost(LONGEST).until(() -> !prometheus.isAlive());
            await("its directory removed")
                    .atMost(LONGEST)
                    .untilAsserted(() -> assertThat(prometheusDirectories()).isEmpty());
        }
    }

    @Test
    void aPrometheusThatDiesIsToldAndTheDemoGoesOn() {
        try (ExporterProcess demo = start(ONLY_THE_CLUSTER)) {
            awaitInOutput(demo, ALERTS_PAGE);

            prometheusOf(demo).destroyForcibly();

            awaitInOutput(demo, Pattern.compile("demo goes on without Prometheus.*: Prometheus has ended with 137"));
            assertThat(demo.get("/-/ready").status()).isEqualTo(200);
        }
    }

    @Test
    void aProgramThatIsNoPrometheusIsToldBeforeAllElse() throws IOException {
        ExporterProcess.Ended ended = ExporterProcess.toItsEnd(
                "demo",
                "--with-prometheus",
                "--prometheus.path=" + Requirements.program("ls"),
                "--prometheus.listen-address=127.0.0.1:0",
                "--web.listen-address=127.0.0.1:0");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.errors().lines())
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("dockershim-exporter: --prometheus.path: ")
                        .contains("is no Prometheus: asked for --version, it says \"ls "));
    }

    private ExporterProcess start(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "demo",
                "--with-prometheus",
                "--prometheus.listen-address=127.0.0.1:0",
                "--web.listen-address=127.0.0.1:0"));
        arguments.addAll(List.of(more));
        return ExporterProcess.start(
                Map.of("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + temporary), arguments.toArray(new String[0]));
    }

    private static List<String> alertsOf(String rules) {
        return Pattern.compile("(?m)^ +- alert: (\\w+)$")
                .matcher(rules)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static ProcessHandle prometheusOf(ExporterProcess demo) {
        Optional<ProcessHandle> prometheus = ProcessHandle.of(demo.pid())
                .orElseThrow()
                .descendants()
                .filter(child -> child.info().command().orElse("").endsWith("/prometheus"))
                .findFirst();
        assertThat(prometheus).isPresent();
        return prometheus.get();
    }

    private static Matcher awaitInOutput(ExporterProcess demo, Pattern pattern) {
        Matcher[] found = new Matcher[1];
        await(pattern.pattern()).atMost(LONGEST).until(() -> {
            found[0] = pattern.matcher(demo.output());
            return found[0].find();
        });
        return found[0];
    }

    private List<Path> prometheusDirectories() {
        return list().stream()
                .filter(file -> file.getFileName().toString().startsWith("dockershim-demo-prometheus"))
                .toList();
    }

    private void assertNothingIsLeft() {
        assertThat(list())
                .filteredOn(file -> file.getFileName().toString().startsWith("dockershim-demo"))
                .isEmpty();
    }

    private List<Path> list() {
        try (var files = Files.list(temporary)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
