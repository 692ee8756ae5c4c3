package dev.dockershim.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Taking evidence away never lets a check of a node or of the cluster pass that did not pass before. */
class LessEvidenceTest {

    private static final int CLUSTERS = 60;

    static Stream<Arguments> lessons() {
        Stream<Arguments> resources = Stream.of(
                lesson("server", all -> less(all, true, false, false, false)),
                lesson("nodes", all -> less(all, false, true, false, false)),
                lesson("pods", all -> less(all, false, false, true, false)),
                lesson("events", all -> less(all, false, false, false, true)),
                lesson("everything", all -> less(all, true, true, true, true)));
        Stream<Arguments> templates = Stream.of(WorkloadKind.values())
                .map(kind -> lesson(kind.resource(), all -> withoutTemplates(all, kind)));
        Stream<Arguments> fields = Stream.of(
                lesson(
                        "runtime",
                        all -> nodes(
                                all,
                                n -> new NodeObject(
                                        RuntimeName.UNKNOWN,
                                        n.kubelet(),
                                        n.os(),
                                        n.unschedulable(),
                                        n.ready(),
                                        n.heartbeat(),
                                        n.criSocket(),
                                        n.kubeadm()))),
                lesson(
                        "the runtime's version",
                        all -> nodes(
                                all,
                                n -> new NodeObject(
                                        new RuntimeName(n.runtime().kind(), null),
                                        n.kubelet(),
                                        n.os(),
                                        n.unschedulable(),
                                        n.ready(),
                                        n.heartbeat(),
                                        n.criSocket(),
                                        n.kubeadm()))),
                lesson(
                        "kubelet",
                        all -> nodes(
                                all,
                                n -> new NodeObject(
                                        n.runtime(),
                                        null,
                                        n.os(),
                                        n.unschedulable(),
                                        n.ready(),
                                        n.heartbeat(),
                                        n.criSocket(),
                                        n.kubeadm()))),
                lesson(
                        "system",
                        all -> nodes(
                                all,
                                n -> new NodeObject(
                                        n.runtime(),
                                        n.kubelet(),
                                        "",
                                        n.unschedulable(),
                                        n.ready(),
                                        n.heartbeat(),
                                        n.criSocket(),
                                        n.kubeadm()))),
                lesson(
                        "ready",
                        all -> nodes(
                                all,
                                n -> new NodeObject(
                                        n.runtime(),
                                        n.kubelet(),
                                        n.os(),
                                        n.unschedulable(),
                                        null,
                                        n.heartbeat(),
                                        n.criSocket(),
                                        n.kubeadm()))),
                lesson(
                        "heartbeat",
                        all -> nodes(
                                all,
                                n -> new NodeObject(
                                        n.runtime(),
                                        n.kubelet(),
                                        n.os(),
                                        n.unschedulable(),
                                        n.ready(),
                                        null,
                                        n.criSocket(),
                                        n.kubeadm()))));
        return Stream.of(resources, templates, fields).flatMap(lesson -> lesson);
    }

    @ParameterizedTest(name = "without {0}")
    @MethodSource("lessons")
    void nothingGetsGreener(String what, UnaryOperator<ClusterEvidence> less) {
        RandomCluster clusters = new RandomCluster(what.hashCode());
        for (int i = 0; i < CLUSTERS; i++) {
            ClusterEvidence all = clusters.next(6, 12);
            ClusterReadiness before = judge(all);
            ClusterReadiness after = judge(less.apply(all));

            assertNoMorePass(before.results(), after.results());
            Map<String, ClusterNodeReadiness> nodes = new HashMap<>();
            before.nodes().forEach(node -> nodes.put(node.node().name(), node));
            for (ClusterNodeReadiness node : after.nodes()) {
                ClusterNodeReadiness was =
                        Objects.requireNonNull(nodes.get(node.node().name()));
                assertNoMorePass(was.results(), node.results());
                if (was.phase() == Phase.UNKNOWN) {
                    assertThat(node.phase()).isNotIn(Phase.MIGRATED, Phase.CRI_DOCKERD);
                }
            }
        }
    }

    private static void assertNoMorePass(List<Result> before, List<Result> after) {
        for (int i = 0; i < after.size(); i++) {
            if (after.get(i).verdict() instanceof Pass) {
                assertThat(before.get(i).verdict())
                        .as("%s was not passed", before.get(i))
                        .isInstanceOf(Pass.class);
            }
        }
    }

    private static ClusterReadiness judge(ClusterEvidence evidence) {
        return new ClusterJudge(ClusterPolicy.DEFAULT).judge(evidence);
    }

    private static Arguments lesson(String what, UnaryOperator<ClusterEvidence> less) {
        return Arguments.of(what, less);
    }

    private static ClusterEvidence less(
            ClusterEvidence all, boolean server, boolean nodes, boolean pods, boolean events) {
        return RandomCluster.with(
                all,
                null,
                server ? missing() : all.server(),
                nodes ? missing() : all.nodes(),
                pods ? missing() : all.pods(),
                all.templates(),
                events ? missing() : all.events());
    }

    private static ClusterEvidence withoutTemplates(ClusterEvidence all, WorkloadKind kind) {
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates = new EnumMap<>(all.templates());
        templates.put(kind, missing());
        return RandomCluster.with(all, null, all.server(), all.nodes(), all.pods(), templates, all.events());
    }

    private static ClusterEvidence nodes(ClusterEvidence all, UnaryOperator<NodeObject> less) {
        return RandomCluster.with(
                all,
                null,
                all.server(),
                all.nodes()
                        .map(nodes -> nodes.stream()
                                .map(node -> new ClusterNode(
                                        node.name(),
                                        less.apply(node.object()),
                                        node.distribution(),
                                        node.controlPlane()))
                                .toList()),
                all.pods(),
                all.templates(),
                all.events());
    }

    private static <T> Observed<T> missing() {
        return Observed.missing(Reason.FORBIDDEN, "this may not be listed");
    }
}
