package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.TestEvidence;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodsToEvictTest {

    private static final List<PodSpec> PODS = List.of(
            pod("web", "ReplicaSet", false),
            pod("bare", "", false),
            pod("agent", "DaemonSet", false),
            pod("etcd", "Node", true));

    @Test
    void thoseOfDaemonSetsAndOfTheKubeletStay() {
        assertThat(PodsToEvict.count(TestEvidence.dockershim("1.23.17")
                        .cordoned()
                        .withPods(PODS)
                        .build()))
                .isEqualTo(2);
    }

    @Test
    void aDrainedNodeHasNone() {
        assertThat(PodsToEvict.count(TestEvidence.dockershim("1.23.17")
                        .cordoned()
                        .withPods(List.of())
                        .build()))
                .isZero();
    }

    @Test
    void withoutACordonOrPodsThereIsNoNumber() {
        assertThat(PodsToEvict.count(
                        TestEvidence.dockershim("1.23.17").withPods(PODS).build()))
                .isNull();
        assertThat(PodsToEvict.count(
                        TestEvidence.dockershim("1.23.17").cordoned().build()))
                .isNull();
        assertThat(PodsToEvict.count(TestEvidence.nothing().withPods(PODS).build()))
                .isNull();
    }

    private static PodSpec pod(String name, String ownerKind, boolean staticPod) {
        return new PodSpec("default", name, name, ownerKind, staticPod, false, List.of(), List.of());
    }
}
