package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.AgentConfig.CadvisorConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.evidence.ServedSeries.By;
import dev.dockershim.exporter.evidence.ServedSeries.One;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.telemetry.BuildInfo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Readiness at {@code /metrics} of an agent on a recorded node. */
@Timeout(120)
class ReadinessScrapeTest {

    private static final String INFO = "dockershim_node_info";

    @ParameterizedTest
    @ValueSource(strings = {"containerd-1.36", "cri-dockerd-1.36"})
    void theFirstEvaluationIsServedAsSoonAsItIsMade(String name) throws Exception {
        try (DemoNode node = DemoNode.start(RecordedAgent.node(name), Motion.still());
                Agent agent = agent(
                        node,
                        ReadinessConfig.DEFAULT,
                        evidence -> new NodeReadiness(
                                evidence, Phase.MIGRATED, Confidence.OBSERVED, null, ReadinessSamples.RESULTS))) {
            Scrape scrape = Scrape.of(agent.urls().get(0), "10");
            while (!has(scrape, INFO)) {
                scrape = Scrape.of(agent.urls().get(0), "10");
            }

            assertThat(scrape.samples())
                    .containsEntry(
                            "dockershim_node_phase{node=\"node-a\",observer=\"agent\",phase=\"migrated\",}", "1.0")
                    .containsEntry("dockershim_node_evidence_available{node=\"node-a\",source=\"E4\",}", "1.0")
                    .containsEntry("dockershim_node_evidence_available{node=\"node-a\",source=\"E9\",}", "1.0")
                    .containsEntry(
                            "dockershim_check_failed{node=\"node-a\",check=\"RT-03\",severity=\"blocker\",}", "1.0")
                    .doesNotContainKey(
                            "dockershim_check_failed{node=\"node-a\",check=\"CN-03\",severity=\"warning\",}");
            assertThat(scrape.bySource("source_up"))
                    .containsEntry("kubelet_configz", 1.0)
                    .containsEntry("kubelet_version", 1.0);
            ServedSeries series = Objects.requireNonNull(Objects.requireNonNull(agent.readiness())
                    .evidence()
                    .series()
                    .orNull());
            assertThat(series.seen()).isTrue();
            assertThat(series.series()).extracting(One::metric).containsExactlyElementsOf(Series.NAMES);
            assertThat(series.series()).extracting(One::by).containsOnly(By.BRIDGE);
        }
    }

    @Test
    void aJudgeThatHangsHoldsUpNoScrape() throws Exception {
        CountDownLatch judging = new CountDownLatch(1);
        try (DemoNode node = DemoNode.start(RecordedAgent.node("containerd-1.36"), Motion.still());
                Agent agent = agent(node, ReadinessConfig.DEFAULT, evidence -> {
                    judging.countDown();
                    while (!Thread.currentThread().isInterrupted()) {
                        Thread.onSpinWait();
                    }
                    throw new IllegalStateException("the end");
                })) {
            judging.await();

            Scrape scrape = Scrape.of(agent.urls().get(0), "10");
            assertThat(scrape.status()).isEqualTo(200);
            assertThat(scrape.families()).hasSize(13);
            assertThat(has(scrape, INFO)).isFalse();
        }
    }

    @Test
    void turnedOffThereIsNothingOfIt() throws Exception {
        try (DemoNode node = DemoNode.start(RecordedAgent.node("containerd-1.36"), Motion.still());
                Agent agent = agent(node, ReadinessConfig.OFF, evidence -> {
                    throw new AssertionError("judged");
                })) {
            Scrape scrape = Scrape.of(agent.urls().get(0), "10");

            assertThat(scrape.samples().keySet())
                    .noneMatch(series -> series.startsWith("dockershim_") && !series.startsWith("dockershim_bridge_"));
            assertThat(scrape.bySource("source_up")).doesNotContainKey("kubelet_configz");
            assertThat(agent.readiness()).isNull();
        }
    }

    private static boolean has(Scrape scrape, String family) {
        return scrape.samples().keySet().stream().anyMatch(series -> series.startsWith(family + "{"));
    }

    private static Agent agent(DemoNode node, ReadinessConfig readiness, Function<NodeEvidence, NodeReadiness> judge)
            throws Exception {
        AgentConfig config = new AgentConfig(
                "node-a",
                node.kubelet(),
                CriEndpoint.parse("none"),
                SeriesConfig.of(SeriesValues.CORRECTED),
                CadvisorConfig.DEFAULT,
                false,
                node.proc(),
                node.fileSystems(),
                List.of("127.0.0.1:0"),
                "/metrics",
                readiness,
                new BuildInfo("v", "r", "b"));
        return Agent.start(
                config, Duration.ZERO, new ReadinessParts(null, null, judge, pods -> ReadinessSamples.NO_FINDINGS));
    }
}
