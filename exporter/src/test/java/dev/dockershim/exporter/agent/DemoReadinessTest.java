package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.agent.AgentConfig.CadvisorConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.telemetry.BuildInfo;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The nodes of the demo, from their recorded answers and files to the page. */
class DemoReadinessTest {

    @TempDir
    private Path directory;

    static Stream<Arguments> nodes() {
        return Stream.of(
                Arguments.of("dockershim", "dockershim", "RT-01 RT-02 RT-03 DC-01 DC-02 WL-01 WL-04-B TA-B"),
                Arguments.of("draining", "draining", "RT-01 RT-02 RT-03 DC-01 DC-02 WL-01 WL-04-B TA-B"),
                Arguments.of("cri-dockerd-1.36", "cri-dockerd", ""),
                Arguments.of("migrated", "migrated", ""),
                Arguments.of("migrated-work-left", "migrated", "DC-01 DC-02 WL-01 TA-B CN-01-B CN-02-B"),
                Arguments.of("unknown", "unknown", ""));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void comesToItsPhaseAndItsBlockers(String name, String phase, String blockers) throws Exception {
        try (DemoNode node = start(name);
                Agent agent = agent(name, node, null)) {
            NodeReadiness readiness = evaluated(agent);

            assertThat(readiness.phase().label()).isEqualTo(phase);
            assertThat(readiness.results().stream()
                            .filter(result -> result.verdict() instanceof Verdict.Fail)
                            .map(Result::check)
                            .filter(check -> check.severity() == Severity.BLOCKER)
                            .map(check -> check.id()))
                    .containsExactly(blockers.isEmpty() ? new String[0] : blockers.split(" ", -1));
        }
    }

    @Test
    void whatIsLeftToDoAfterTheMove() throws Exception {
        try (DemoNode node = start("migrated-work-left");
                Agent agent = agent("migrated-work-left", node, null)) {
            assertThat(evaluated(agent).results().stream()
                            .filter(result -> result.verdict() instanceof Verdict.Fail)
                            .map(result -> result.check().id()))
                    .contains("RT-05", "DK-01", "DK-02", "DK-03", "CN-01", "CN-02");
        }
    }

    @Test
    void aNodeOfWhichNothingIsKnownHasNothingGreen() throws Exception {
        try (DemoNode node = start("unknown");
                Agent agent = agent("unknown", node, null)) {
            NodeReadiness readiness = evaluated(agent);

            // Aqua's agents need nothing, whatever the node is.
            assertThat(readiness.results().stream()
                            .filter(result -> result.verdict() instanceof Verdict.Pass)
                            .map(result -> result.check().id()))
                    .containsExactly("TA-01");
            assertThat(get(agent, "/")).contains("unknown").doesNotContain("class=\"good\"");
        }
    }

    @Test
    void thePageIsSmallWithTheRealCatalogue() throws Exception {
        try (DemoNode node = start("migrated-work-left");
                Agent agent = agent("migrated-work-left", node, null)) {
            evaluated(agent);

            assertThat(get(agent, "/").getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(60_000);
        }
    }

    @Test
    void aRestartKnowsSinceWhenIfItWasKept() throws Exception {
        Path file = directory.resolve("phase");
        new PhaseFile(file).keep(Phase.DRAINING, Instant.parse("2026-03-01T10:00:00Z"));
        try (DemoNode node = start("draining");
                Agent agent = agent("draining", node, file)) {
            assertThat(evaluated(agent).phaseSince()).isEqualTo("2026-03-01T10:00:00Z");
            assertThat(get(agent, "/metrics"))
                    .contains("dockershim_node_phase_start_timestamp_seconds{node=\"draining\",observer=\"agent\",}");
        }
    }

    private static DemoNode start(String name) throws Exception {
        return DemoNode.start(RecordedNode.named(name), Motion.from(Clock.systemUTC()));
    }

    private static Agent agent(String name, DemoNode node, @Nullable Path stateFile) throws Exception {
        return Agent.start(new AgentConfig(
                name,
                node.kubelet(),
                node.cri(),
                SeriesConfig.of(SeriesValues.CORRECTED),
                CadvisorConfig.DEFAULT,
                false,
                node.proc(),
                node.fileSystems(),
                List.of("127.0.0.1:0"),
                "/metrics",
                new ReadinessConfig(
                        Duration.ofMinutes(1), true, true, node.apiServer(), node.hostRoot(), List.of(), stateFile),
                new BuildInfo("v", "r", "b")));
    }

    private static NodeReadiness evaluated(Agent agent) {
        await().atMost(Duration.ofSeconds(60)).until(() -> agent.readiness() != null);
        return Objects.requireNonNull(agent.readiness());
    }

    private static String get(Agent agent, String path) throws Exception {
        URI uri = URI.create(agent.urls().get(0) + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }
}
