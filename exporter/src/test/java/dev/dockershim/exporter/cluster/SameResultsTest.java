package dev.dockershim.exporter.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.PhaseTracker;
import dev.dockershim.exporter.workloads.WorkloadChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is judged once for many nodes is what each check says of each node by itself. */
class SameResultsTest {

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15})
    void eachNodesResultsAreThoseOfItsOwnEvidence(long seed) {
        ClusterEvidence evidence = new RandomCluster(seed).next(30, 200);
        for (ClusterNodeReadiness node :
                new ClusterJudge(ClusterPolicy.DEFAULT).judge(evidence).nodes()) {
            NodeEvidence own = own(evidence, node.node());

            assertThat(node.results())
                    .filteredOn(result -> !isOfClusters(result))
                    .isEqualTo(Stream.of(
                                    NodeObjects.RUNTIME,
                                    WorkloadChecks.all(),
                                    NodeObjects.NETWORK,
                                    NodeObjects.METRICS,
                                    NodeObjects.WINDOWS)
                            .flatMap(List::stream)
                            .map((Check check) -> new Result(check.info(), check.judge(own)))
                            .filter(result -> !isOfClusters(result))
                            .toList());
            PhaseTracker.Published phase = new PhaseTracker().update(own);
            assertThat(node.phase()).isEqualTo(phase.phase());
            assertThat(node.confidence()).isEqualTo(phase.confidence());
        }
    }

    @Test
    void equalResultsOfNodesAreOneObject() {
        ClusterEvidence evidence = TestCluster.of(
                        TestCluster.node("a", "containerd://1.7.2", "1.28.1"),
                        TestCluster.node("b", "containerd://1.7.2", "1.28.1"))
                .pods(TestCluster.quiet("n", "x", "a"), TestCluster.quiet("n", "y", "b"))
                .build();
        List<ClusterNodeReadiness> nodes =
                new ClusterJudge(ClusterPolicy.DEFAULT).judge(evidence).nodes();

        for (int i = 0; i < ClusterChecks.ofNodes().size(); i++) {
            assertThat(nodes.get(0).results().get(i))
                    .isSameAs(nodes.get(1).results().get(i));
        }
    }

    /** Of these a cluster knows more than a node's evidence tells. */
    private static boolean isOfClusters(Result result) {
        return List.of("RT-09", "CN-05", "WL-07").contains(result.check().id());
    }

    private static NodeEvidence own(ClusterEvidence evidence, ClusterNode node) {
        NodeEvidence seen = ApiServerNode.evidence(node.object(), evidence.at());
        List<PodSpec> pods = new ArrayList<>();
        for (ClusterPod pod : Objects.requireNonNull(evidence.pods().orNull())) {
            if (pod.node().equals(node.name()) && !pod.finished()) {
                pods.add(pod.spec());
            }
        }
        return new NodeEvidence(
                seen.at(),
                seen.kubeletVersion(),
                seen.node(),
                seen.process(),
                seen.files(),
                seen.configz(),
                seen.cri(),
                seen.docker(),
                seen.dockerConfig(),
                seen.containerd(),
                seen.cni(),
                seen.scripts(),
                Observed.seen(pods),
                seen.series(),
                seen.podRuntime());
    }
}
