package dev.dockershim.exporter.watcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterJudge;
import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.exposition.DeflatedText;
import dev.dockershim.exporter.exposition.MetricFamily;
import dev.dockershim.exporter.exposition.ParsedText;
import dev.dockershim.exporter.publish.Observer;
import dev.dockershim.exporter.publish.ReadinessGauge;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.Phase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterGaugesTest {

    private static final ClusterGauges GAUGES = new ClusterGauges(true);

    @Test
    void everySeriesOfACluster() {
        assertThat(lines(GAUGES.of(ClusterSamples.full())))
                .containsExactly("""
                check_evaluated{node="",check="CL-01"} 1
                check_evaluated{node="",check="WL-01"} 1
                check_evaluated{node="",check="WL-04"} 0
                check_evaluated{node="a",check="CN-05"} 0
                check_evaluated{node="a",check="RT-09"} 1
                check_evaluated{node="b",check="RT-01"} 1
                check_evaluated{node="b",check="RT-06"} 1
                check_evaluated{node="b",check="CN-05"} 0
                check_evaluated{node="b",check="RT-09"} 1
                check_failed{node="",check="CL-01",severity="blocker"} 1
                check_failed{node="",check="WL-01",severity="blocker"} 0
                check_failed{node="a",check="RT-09",severity="warning"} 1
                check_failed{node="b",check="RT-01",severity="blocker"} 1
                check_failed{node="b",check="RT-06",severity="warning"} 0
                check_failed{node="b",check="RT-09",severity="warning"} 0
                check_last_evaluation_timestamp_seconds{node="",observer="watcher"} 1772366400
                check_last_evaluation_timestamp_seconds{node="a",observer="watcher"} 1772366400
                check_last_evaluation_timestamp_seconds{node="b",observer="watcher"} 1772366400
                cluster_info{server_version="1.23.17"} 1
                cluster_server_minor 23
                findings_dropped{observer="watcher",kind="docker_access"} 3
                findings_dropped{observer="watcher",kind="telemetry_agent"} 0
                findings_dropped{observer="watcher",kind="docker_access_template"} 1
                node_evictable_pods{node="b"} 7
                node_evidence_available{node="",source="E1"} 1
                node_evidence_available{node="",source="E7"} 1
                node_evidence_available{node="",source="E8"} 0
                node_info{node="b",observer="watcher",container_runtime="docker",container_runtime_version="20.10.24",\
                kubelet_version="1.23.17",os="linux",confidence="inferred"} 1
                node_phase{node="b",observer="watcher",phase="unsupported"} 0
                node_phase{node="b",observer="watcher",phase="unknown"} 0
                node_phase{node="b",observer="watcher",phase="dockershim"} 0
                node_phase{node="b",observer="watcher",phase="draining"} 1
                node_phase{node="b",observer="watcher",phase="migrating"} 0
                node_phase{node="b",observer="watcher",phase="cri-dockerd"} 0
                node_phase{node="b",observer="watcher",phase="migrated"} 0
                node_phase_start_timestamp_seconds{node="b",observer="watcher"} 1772359200.5
                node_runtime_endpoint_info{node="b",source="annotation",endpoint_class="dockershim",scheme="0"} 1
                telemetry_agent_pods{observer="watcher",namespace="monitoring",workload="datadog-agent",\
                vendor="datadog",verdict="confirmed"} 40
                workload_docker_access_pods{observer="watcher",namespace="ci",workload="builder",\
                workload_type="deployment",method="socket"} 12
                workload_docker_access_templates{namespace="ci",workload="nightly",workload_type="cronjob",\
                method="cli"} 1
                """.lines().toArray(String[]::new));
    }

    @Test
    void aFullClusterHasASampleOfEachGaugeThatTheTableSaysAWatcherServes() {
        Set<String> served = new HashSet<>();
        parse(GAUGES.of(ClusterSamples.full())).samples().forEach(sample -> served.add(sample.name()));

        assertThat(served)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ReadinessGauge.values())
                        .filter(gauge -> gauge.isServedBy(Observer.WATCHER))
                        .map(ReadinessGauge::metric)
                        .toList());
    }

    @Test
    void passingChecksCanBeLeftOut() {
        assertThat(lines(new ClusterGauges(false).of(ClusterSamples.full())))
                .filteredOn(line -> line.startsWith("check_failed") || line.startsWith("check_evaluated"))
                .hasSize(9)
                .noneMatch(line -> line.startsWith("check_failed") && line.endsWith(" 0"));
    }

    @Test
    void ofAClusterThatMayNotBeSeenNothingIsGreenAndNothingIsZero() {
        ClusterReadiness hidden = new ClusterReadiness(
                ClusterSamples.hidden(),
                List.of(),
                List.of(ClusterSamples.unknown("CL-01")),
                ClusterSamples.missing(),
                ClusterSamples.missing());

        assertThat(lines(GAUGES.of(hidden)))
                .containsExactly(
                        "check_evaluated{node=\"\",check=\"CL-01\"} 0",
                        "check_last_evaluation_timestamp_seconds{node=\"\",observer=\"watcher\"} 1772366400",
                        "node_evidence_available{node=\"\",source=\"E1\"} 0",
                        "node_evidence_available{node=\"\",source=\"E7\"} 0",
                        "node_evidence_available{node=\"\",source=\"E8\"} 0");
    }

    @Test
    void podsToEvictAreCountedOfACordonedNodeWhosePodsAreKnown() {
        ClusterNodeReadiness draining = ClusterSamples.draining("b");
        ClusterNodeReadiness unknown = new ClusterNodeReadiness(
                draining.node(), false, draining.phase(), draining.confidence(), null, List.of(), -1, -1);
        ClusterNodeReadiness schedulable = new ClusterNodeReadiness(
                ClusterSamples.node("c", ClusterSamples.object("containerd://1.7.2", "v1.30.1", false, null)),
                false,
                Phase.MIGRATED,
                Confidence.OBSERVED,
                null,
                List.of(),
                5,
                5);

        assertThat(lines(GAUGES.of(ClusterSamples.readiness(List.of(unknown, schedulable)))))
                .noneMatch(line -> line.startsWith("node_evictable_pods"))
                .noneMatch(line -> line.startsWith("node_phase_start"));
    }

    @Test
    void ofAnEvaluationThatIsTooOldItsTimeIsLeft() {
        assertThat(lines(GAUGES.evaluatedAt(ClusterSamples.full())))
                .hasSize(3)
                .allMatch(line -> line.startsWith("check_last_evaluation_timestamp_seconds{"));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7})
    void theUnionOfTheShardsIsWhatOneWatcherSays(int total) {
        List<String> whole = judged(Shard.ALL, true);
        List<String> union = new ArrayList<>();
        for (int index = 0; index < total; index++) {
            List<String> part = judged(new Shard(index, total), true);
            if (index > 0) {
                assertThat(part).noneMatch(line -> line.contains("node=\"\"") || line.startsWith("cluster_"));
            }
            union.addAll(part);
        }

        // Each counts what it has dropped itself.
        assertThat(union.stream().filter(line -> !line.startsWith("findings_dropped")))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(whole.stream()
                        .filter(line -> !line.startsWith("findings_dropped"))
                        .toList());
    }

    @Test
    void aNodeWithAnAgentIsLeftToItUnlessTheFlagSaysOtherwise() {
        List<String> deferring = judged(Shard.ALL, true);
        List<String> alone = judged(Shard.ALL, false);

        // node-5 has an agent, node-6 has none.
        assertThat(deferring)
                .filteredOn(line -> line.contains("node=\"node-5\"") && !line.startsWith("check_last"))
                .isNotEmpty()
                .allMatch(line -> line.matches("check_(failed|evaluated)\\{node=\"node-5\",check=\"(RT-09|CN-05)\".*"));
        assertThat(deferring).anyMatch(line -> line.startsWith("node_phase{node=\"node-6\""));
        assertThat(alone)
                .anyMatch(line -> line.startsWith("node_phase{node=\"node-5\""))
                .anyMatch(line -> line.startsWith("check_evaluated{node=\"node-5\",check=\"RT-01\""));
    }

    @Test
    void namesThatNoApiServerWouldTakeAreBoundedAndEscaped() {
        String hostile = "evil\"} 1\n# EOF\n\\\uD800";
        NodeObject object = new NodeObject(
                RuntimeName.parse("docker://20.10.24"), null, "o".repeat(100_000), false, true, null, null, false);
        ClusterNodeReadiness node = new ClusterNodeReadiness(
                ClusterSamples.node(hostile, object),
                false,
                Phase.UNKNOWN,
                Confidence.NONE,
                null,
                List.of(ClusterSamples.fail("RT-01")),
                -1,
                -1);

        ParsedText parsed = parse(GAUGES.of(ClusterSamples.readiness(List.of(node))));

        assertThat(parsed.eof()).isFalse();
        assertThat(parsed.samples())
                .filteredOn(sample -> sample.name().equals("dockershim_node_info"))
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels())
                        .contains("evil\"} 1\n# EOF\n\\\uFFFD", "o".repeat(253))
                        .allMatch(label -> label.length() <= 253));
    }

    private static List<String> judged(Shard shard, boolean defer) {
        ClusterPolicy policy = new ClusterPolicy(ClusterPolicy.DEFAULT.stall(), 500, defer);
        return lines(GAUGES.of(new ClusterJudge(policy).judge(ClusterSamples.generated(shard, 40))));
    }

    private static ParsedText parse(List<MetricFamily> families) {
        return ParsedText.parse(text(families));
    }

    /** Without metadata, and the prefix that all have. */
    private static List<String> lines(List<MetricFamily> families) {
        return text(families)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> {
                    assertThat(line).startsWith("dockershim_");
                    return line.substring("dockershim_".length());
                })
                .toList();
    }

    private static String text(List<MetricFamily> families) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            DeflatedText.of(families).writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8);
    }
}
