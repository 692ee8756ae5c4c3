package dev.dockershim.exporter.cluster;

import static dev.dockershim.exporter.cluster.TestCluster.NOW;
import static dev.dockershim.exporter.cluster.TestCluster.annotated;
import static dev.dockershim.exporter.cluster.TestCluster.cordoned;
import static dev.dockershim.exporter.cluster.TestCluster.node;
import static dev.dockershim.exporter.cluster.TestCluster.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Phases of nodes of which only the API server tells. */
class ClusterPhasesTest {

    private static final String DOCKER = "docker://20.10.24";
    private static final String CONTAINERD = "containerd://1.6.8";

    private final ClusterJudge judge = new ClusterJudge(ClusterPolicy.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        // runtime, kubelet, kubeadm's annotation, cordoned, ready, minutes of silence, phase, confidence
        "docker://1.23, 1.23.17, , false, true, 1, DOCKERSHIM, INFERRED",
        "docker://1.23, 1.23.17, , true, true, 1, DRAINING, INFERRED",
        "docker://1.23, 1.23.17, , true, false, 1, MIGRATING, INFERRED",
        "docker://1.23, 1.23.17, /var/run/dockershim.sock, false, true, 1, DOCKERSHIM, INFERRED",
        "docker://20.10.24, 1.23.17, unix:///run/cri-dockerd.sock, false, true, 1, CRI_DOCKERD, INFERRED",
        "docker://20.10.24, 1.25.3, , false, true, 1, CRI_DOCKERD, INFERRED",
        "docker://20.10.24, 1.25.3, , true, true, 1, CRI_DOCKERD, INFERRED",
        "containerd://1.6.8, 1.23.17, unix:///var/run/dockershim.sock, true, true, 1, MIGRATING, INFERRED",
        "containerd://1.6.8, 1.23.17, unix:///var/run/dockershim.sock, false, true, 1, MIGRATED, INFERRED",
        "containerd://1.6.8, 1.23.17, , true, true, 1, MIGRATED, INFERRED",
        "cri-o://1.27.1, 1.27.4, , false, true, 1, MIGRATED, INFERRED",
        "containerd://1.5.11, 1.27.4, , false, true, 1, UNSUPPORTED, INFERRED",
        // such a kubelet does not start: it is silent, and unsupported all the same
        "containerd://1.5.11, 1.27.4, , false, , 600, UNSUPPORTED, INFERRED",
        "docker://Unknown, 1.23.17, , false, true, 1, UNKNOWN, NONE",
        "'', 1.23.17, , false, true, 1, UNKNOWN, NONE",
        "docker://20.10.24, , , false, true, 1, UNKNOWN, NONE",
        // what a node said last, and how long ago
        "containerd://1.6.8, 1.23.17, , false, false, 4, MIGRATED, INFERRED",
        "containerd://1.6.8, 1.23.17, , false, false, 6, UNKNOWN, NONE",
        "containerd://1.6.8, 1.23.17, , false, , 6, UNKNOWN, NONE",
        "containerd://1.6.8, 1.23.17, , false, true, 9, MIGRATED, INFERRED",
        "containerd://1.6.8, 1.23.17, , false, true, 11, UNKNOWN, NONE",
        "docker://20.10.24, 1.23.17, , false, true, 11, UNKNOWN, NONE",
    })
    void byTheNodeObjectAlone(
            String runtime,
            @Nullable String kubelet,
            @Nullable String annotation,
            boolean cordoned,
            @Nullable Boolean ready,
            long silence,
            Phase phase,
            Confidence confidence) {
        ClusterNode node = with(node("a", runtime, kubelet), cordoned, ready, NOW.minus(Duration.ofMinutes(silence)));
        ClusterNode told = annotation == null ? node : annotated(node, annotation);

        ClusterNodeReadiness readiness = only(TestCluster.of(told));

        assertThat(readiness.phase()).isEqualTo(phase);
        // a version that the kubelet will not work with is proof by itself
        assertThat(readiness.confidence()).isEqualTo(phase == Phase.UNSUPPORTED ? Confidence.OBSERVED : confidence);
        assertThat(readiness.phaseSince()).isNull();
    }

    @Test
    void aPhaseIsPublishedOnceItHasHeld() {
        ClusterNode before = node("a", DOCKER, "1.23.17");
        only(TestCluster.of(before));

        assertThat(only(TestCluster.of(cordoned(before)).at(NOW.plusSeconds(60)))
                        .phase())
                .isEqualTo(Phase.DOCKERSHIM);
        assertThat(only(TestCluster.of(cordoned(before)).at(NOW.plusSeconds(89)))
                        .phase())
                .isEqualTo(Phase.DOCKERSHIM);
        ClusterNodeReadiness held = only(TestCluster.of(cordoned(before)).at(NOW.plusSeconds(90)));
        assertThat(held.phase()).isEqualTo(Phase.DRAINING);
        assertThat(held.phaseSince()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void aFlapIsNoPhase() {
        ClusterNode before = node("a", DOCKER, "1.23.17");
        only(TestCluster.of(before));
        only(TestCluster.of(cordoned(before)).at(NOW.plusSeconds(20)));
        only(TestCluster.of(before).at(NOW.plusSeconds(40)));

        assertThat(only(TestCluster.of(cordoned(before)).at(NOW.plusSeconds(60)))
                        .phase())
                .isEqualTo(Phase.DOCKERSHIM);
    }

    @Test
    void aMoveIsFollowed() {
        ClusterNode docker = node("a", DOCKER, "1.23.17");
        ClusterNode containerd = node("a", CONTAINERD, "1.23.17");

        assertThat(phaseAfter(docker, 0)).isEqualTo(Phase.DOCKERSHIM);
        assertThat(phaseAfter(cordoned(docker), 1, 2)).isEqualTo(Phase.DRAINING);
        assertThat(phaseAfter(with(docker, true, false, NOW), 3, 4)).isEqualTo(Phase.MIGRATING);
        assertThat(phaseAfter(cordoned(containerd), 5, 6)).isEqualTo(Phase.MIGRATING);
        assertThat(phaseAfter(containerd, 7, 8)).isEqualTo(Phase.MIGRATED);
    }

    @Test
    void aNodeThatWasGoneIsNew() {
        ClusterNode node = node("a", DOCKER, "1.23.17");
        phaseAfter(node, 0);
        judge.judge(TestCluster.of().at(NOW.plusSeconds(60)).build());

        ClusterNodeReadiness again = only(TestCluster.of(cordoned(node)).at(NOW.plusSeconds(120)));

        assertThat(again.phase()).isEqualTo(Phase.DRAINING);
        assertThat(again.phaseSince()).isNull();
    }

    @Test
    void nodesThatAreNotToBeSeenAreNotGone() {
        ClusterNode node = node("a", DOCKER, "1.23.17");
        phaseAfter(node, 0);
        phaseAfter(cordoned(node), 1, 2);

        ClusterReadiness blind = judge.judge(
                TestCluster.of(node).withoutNodes().at(NOW.plusSeconds(180)).build());
        ClusterNodeReadiness again = only(TestCluster.of(cordoned(node)).at(NOW.plusSeconds(240)));

        assertThat(blind.nodes()).isEmpty();
        assertThat(again.phaseSince()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void anAgentThatIsReadySpeaksForItsNode() {
        ClusterNode node = node("a", DOCKER, "1.23.17");
        ClusterPod agent = agent("a", false);

        assertThat(only(TestCluster.of(node).pods(agent)).agent()).isTrue();
        assertThat(only(TestCluster.of(node).pods(agent("b", false))).agent()).isFalse();
        assertThat(only(TestCluster.of(node).pods(agent("a", true))).agent()).isFalse();
        // without pods nobody knows: the watcher speaks
        assertThat(only(TestCluster.of(node).pods(agent).withoutPods()).agent()).isFalse();
        ClusterReadiness alone = new ClusterJudge(new ClusterPolicy(Duration.ofHours(2), 500, false))
                .judge(TestCluster.of(node).pods(agent).build());
        assertThat(alone.nodes())
                .singleElement()
                .satisfies(n -> assertThat(n.agent()).isFalse());
    }

    @Test
    void podsAreCountedAndThoseThatADrainWouldEvict() {
        ClusterNode node = node("a", DOCKER, "1.23.17");
        ClusterPod finished = new ClusterPod(
                "n", "f", "a", new Controller("Job", "j"), true, false, false, spec("f", "Job", "j", false));
        TestCluster cluster = TestCluster.of(node)
                .pods(
                        TestCluster.pod(spec("web", "ReplicaSet", "web", false), "a"),
                        TestCluster.pod(spec("bare", "", "", false), "a"),
                        TestCluster.pod(spec("ds", "DaemonSet", "ds", false), "a"),
                        TestCluster.pod(spec("etcd", "", "", true), "a"),
                        TestCluster.quiet("n", "quiet", "a"),
                        TestCluster.quiet("n", "elsewhere", "b"),
                        TestCluster.quiet("n", "nowhere", ""),
                        finished);

        ClusterNodeReadiness readiness = only(cluster);

        assertThat(readiness.pods()).isEqualTo(5);
        assertThat(readiness.evictable()).isEqualTo(3);
        ClusterNodeReadiness blind = only(cluster.withoutPods());
        assertThat(blind.pods()).isEqualTo(-1);
        assertThat(blind.evictable()).isEqualTo(-1);
    }

    @Test
    void nodesComeInTheOrderOfTheirNames() {
        ClusterReadiness readiness = judge.judge(
                TestCluster.of(node("b", DOCKER, "1.23.17"), node("c", DOCKER, "1.23.17"), node("a", DOCKER, "1.23.17"))
                        .build());

        assertThat(readiness.nodes()).extracting(n -> n.node().name()).containsExactly("a", "b", "c");
    }

    private Phase phaseAfter(ClusterNode node, long... minutes) {
        Phase phase = Phase.UNKNOWN;
        for (long minute : minutes) {
            Instant at = NOW.plus(Duration.ofMinutes(minute));
            ClusterNode now =
                    with(node, node.object().unschedulable(), node.object().ready(), at);
            phase = judge.judge(TestCluster.of().at(at).nodes(now).build())
                    .nodes()
                    .get(0)
                    .phase();
        }
        return phase;
    }

    private ClusterNodeReadiness only(TestCluster cluster) {
        List<ClusterNodeReadiness> nodes = judge.judge(cluster.build()).nodes();
        assertThat(nodes).hasSize(1);
        return nodes.get(0);
    }

    private static ClusterPod agent(String node, boolean finished) {
        return new ClusterPod(
                "monitoring",
                "dockershim-exporter-1",
                node,
                new Controller("DaemonSet", "dockershim-exporter"),
                finished,
                true,
                false,
                spec("dockershim-exporter-1", "DaemonSet", "dockershim-exporter", false));
    }

    private static PodSpec spec(String name, String kind, String owner, boolean isStatic) {
        return new PodSpec("n", name, owner, kind, isStatic, false, List.of(), List.of());
    }
}
