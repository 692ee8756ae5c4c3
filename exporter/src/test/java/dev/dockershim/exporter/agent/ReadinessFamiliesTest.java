package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.DockerConfig.LogDriver;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.ServedSeries;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.publish.Observer;
import dev.dockershim.exporter.publish.ReadinessGauge;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.Phase;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReadinessFamiliesTest {

    @Test
    void everySeriesOfANode() {
        assertThat(lines(ReadinessSamples.full(), true))
                .containsExactly("""
                check_evaluated{node="n",check="RT-01"} 1.0
                check_evaluated{node="n",check="RT-03"} 1.0
                check_evaluated{node="n",check="CN-03"} 0.0
                check_failed{node="n",check="RT-01",severity="blocker"} 0.0
                check_failed{node="n",check="RT-03",severity="blocker"} 1.0
                docker_config_settings{node="n",setting="DC-01"} 2.0
                docker_config_settings{node="n",setting="DC-02"} 1.0
                docker_config_settings{node="n",setting="DC-03"} 4.0
                docker_config_settings{node="n",setting="DC-04"} 2.0
                docker_config_settings{node="n",setting="DC-05"} 1.0
                docker_config_settings{node="n",setting="DC-06"} 1.0
                docker_config_settings{node="n",setting="DC-07"} 1.0
                findings_dropped{observer="agent",kind="docker_access"} 3.0
                findings_dropped{observer="agent",kind="telemetry_agent"} 0.0
                node_evictable_pods{node="n"} 0.0
                node_evidence_available{node="n",source="E1"} 1.0
                node_evidence_available{node="n",source="E2"} 1.0
                node_evidence_available{node="n",source="E3"} 1.0
                node_evidence_available{node="n",source="E4"} 1.0
                node_evidence_available{node="n",source="E5"} 0.0
                node_evidence_available{node="n",source="E6"} 1.0
                node_evidence_available{node="n",source="E7"} 1.0
                node_evidence_available{node="n",source="E8"} 0.0
                node_evidence_available{node="n",source="E9"} 1.0
                node_info{node="n",observer="agent",container_runtime="docker",container_runtime_version="20.10.24",\
                kubelet_version="1.23.17",os="linux",confidence="observed"} 1.0
                node_phase{node="n",observer="agent",phase="unsupported"} 0.0
                node_phase{node="n",observer="agent",phase="unknown"} 0.0
                node_phase{node="n",observer="agent",phase="dockershim"} 1.0
                node_phase{node="n",observer="agent",phase="draining"} 0.0
                node_phase{node="n",observer="agent",phase="migrating"} 0.0
                node_phase{node="n",observer="agent",phase="cri-dockerd"} 0.0
                node_phase{node="n",observer="agent",phase="migrated"} 0.0
                node_phase_start_timestamp_seconds{node="n",observer="agent"} 1.7723592005E9
                node_runtime_endpoint_info{node="n",source="flag_file",endpoint_class="containerd",scheme="1"} 1.0
                node_runtime_endpoint_info{node="n",source="config",endpoint_class="cri-o",scheme="1"} 1.0
                node_runtime_endpoint_info{node="n",source="instance_config",endpoint_class="cri-dockerd",\
                scheme="1"} 1.0
                node_runtime_endpoint_info{node="n",source="annotation",endpoint_class="dockershim",scheme="0"} 1.0
                node_runtime_endpoint_info{node="n",source="configz",endpoint_class="other",scheme="1"} 1.0
                node_runtime_endpoint_info{node="n",source="default",endpoint_class="dockershim",scheme="1"} 1.0
                telemetry_agent_pods{observer="agent",namespace="monitoring",workload="datadog-agent",vendor="datadog",\
                verdict="confirmed"} 1.0
                workload_docker_access_pods{observer="agent",namespace="ci",workload="builder",\
                workload_type="deployment",method="socket"} 2.0
                check_last_evaluation_timestamp_seconds{node="n",observer="agent"} 1.7723664E9
                """.lines().toArray(String[]::new));
    }

    @Test
    void aFullNodeHasASampleOfEachGaugeThatTheTableSaysAnAgentServes() {
        assertThat(lines(ReadinessSamples.full(), true).stream()
                        .map(line -> "dockershim_" + line.substring(0, line.indexOf('{')))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ReadinessGauge.values())
                        .filter(gauge -> gauge.isServedBy(Observer.AGENT))
                        .map(ReadinessGauge::metric)
                        .toList());
    }

    @Test
    void passingChecksCanBeLeftOut() {
        assertThat(lines(ReadinessSamples.full(), false))
                .filteredOn(line -> line.startsWith("check_failed") || line.startsWith("check_evaluated"))
                .containsExactly(
                        "check_evaluated{node=\"n\",check=\"RT-03\"} 1.0",
                        "check_evaluated{node=\"n\",check=\"CN-03\"} 0.0",
                        "check_failed{node=\"n\",check=\"RT-03\",severity=\"blocker\"} 1.0");
    }

    @Test
    void ofWhatIsUnknownThereIsNoValueThatCouldPassForAGoodOne() {
        assertThat(lines(ReadinessSamples.nothing(), true))
                .contains(
                        "node_info{node=\"n\",observer=\"agent\",container_runtime=\"unknown\","
                                + "container_runtime_version=\"\",kubelet_version=\"\",os=\"\",confidence=\"none\"} 1.0",
                        "node_phase{node=\"n\",observer=\"agent\",phase=\"unknown\"} 1.0")
                .noneMatch(
                        line -> line.matches("(node_phase_start|node_runtime_endpoint|docker_config|workload|telemetry"
                                + "|findings|check_failed).*"))
                .filteredOn(line -> line.startsWith("node_evidence_available"))
                .hasSize(9)
                .allMatch(line -> line.endsWith(" 0.0"));
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void exactlyOnePhaseIsOne(Phase phase) {
        NodeReadiness readiness =
                new NodeReadiness(TestEvidence.nothing().build(), phase, Confidence.INFERRED, null, List.of());

        assertThat(lines(readiness, true))
                .filteredOn(line -> line.startsWith("node_phase{") && line.endsWith(" 1.0"))
                .containsExactly("node_phase{node=\"n\",observer=\"agent\",phase=\"" + phase.label() + "\"} 1.0");
    }

    @Test
    void theRuntimesOwnWordIsNewerThanTheNodeObjects() {
        TestEvidence evidence = TestEvidence.nothing().withPodRuntime("docker").withNode("docker://20.10.24");

        assertThat(runtime(TestEvidence.nothing().withPodRuntime("cri-o"))).isEqualTo("cri-o ");
        assertThat(runtime(evidence)).isEqualTo("docker 20.10.24");
        assertThat(runtime(evidence.withCri("containerd", "1.7.2"))).isEqualTo("containerd 1.7.2");
        assertThat(runtime(
                        evidence.withCri(new CriStatus(false, RuntimeName.UNKNOWN, null, null, null, null, 0, null))))
                .as("one that does not answer says nothing")
                .isEqualTo("docker 20.10.24");
    }

    @ParameterizedTest
    @CsvSource({
        "1.23.17,, false, true",
        "1.23.17, docker, false, true",
        "1.23.17, remote, false, false",
        "1.23.17,, true, false", // an embedded kubelet's flags say less
        "1.24.0,, false, false",
        ",, false, false",
    })
    void dockershimIsTheDefaultOfAnOldKubeletThatWasSeen(
            @Nullable String kubelet, @Nullable String containerRuntime, boolean embedded, boolean dockershim) {
        NodeEvidence evidence = TestEvidence.nothing()
                .withKubelet(kubelet)
                .withProcess(new KubeletProcess(
                        TestEvidence.settings(containerRuntime, "unix:///run/containerd/containerd.sock"), embedded))
                .build();

        assertThat(EndpointRows.of(evidence).keySet())
                .isEqualTo(dockershim ? Set.of("flag", "default") : Set.of("flag"));
    }

    @Test
    void dockersOwnDefaultsNeedNoSuccessor() {
        DockerConfig config = new DockerConfig(0, 0, LogDriver.JSON_FILE, 0, false, 0, null, 0, Set.of());
        NodeReadiness readiness = new NodeReadiness(
                TestEvidence.nothing().withDockerConfig(config).build(),
                Phase.UNKNOWN,
                Confidence.NONE,
                null,
                List.of());

        assertThat(lines(readiness, true))
                .filteredOn(line -> line.startsWith("docker_config"))
                .hasSize(7)
                .allMatch(line -> line.endsWith(" 0.0"));
    }

    @Test
    void seriesThatWereGuessedAreNoEvidenceOfTheKubeletsMetrics() {
        NodeReadiness readiness = new NodeReadiness(
                TestEvidence.nothing()
                        .withSeries(new ServedSeries(List.of(), false))
                        .build(),
                Phase.UNKNOWN,
                Confidence.NONE,
                null,
                List.of());

        assertThat(lines(readiness, true)).contains("node_evidence_available{node=\"n\",source=\"E9\"} 0.0");
    }

    private static String runtime(TestEvidence evidence) {
        NodeReadiness readiness = new NodeReadiness(evidence.build(), Phase.UNKNOWN, Confidence.NONE, null, List.of());
        Sample info = new ReadinessFamilies("n", true, pods -> ReadinessSamples.NO_FINDINGS)
                .of(readiness).stream()
                        .filter(family -> family.name.equals("dockershim_node_info"))
                        .findFirst()
                        .orElseThrow()
                        .samples
                        .get(0);
        return info.labelValues.get(2) + " " + info.labelValues.get(3);
    }

    /** Without the prefix that all have. */
    private static List<String> lines(NodeReadiness readiness, boolean emitPassing) {
        ReadinessFamilies families = new ReadinessFamilies("n", emitPassing, pods -> ReadinessSamples.FINDINGS);
        List<MetricFamilySamples> all = new ArrayList<>(families.of(readiness));
        all.add(families.evaluatedAt(readiness));
        return all.stream()
                .flatMap(family -> family.samples.stream())
                .map(ReadinessFamiliesTest::line)
                .toList();
    }

    private static String line(Sample sample) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < sample.labelNames.size(); i++) {
            labels.add(sample.labelNames.get(i) + "=\"" + sample.labelValues.get(i) + "\"");
        }
        assertThat(sample.name).startsWith("dockershim_");
        return sample.name.substring("dockershim_".length()) + "{" + String.join(",", labels) + "} " + sample.value;
    }
}
