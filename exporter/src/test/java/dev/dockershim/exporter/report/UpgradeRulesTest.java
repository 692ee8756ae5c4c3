package dev.dockershim.exporter.report;

import static dev.dockershim.exporter.report.Clusters.node;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.Upgrade.Finding;
import dev.dockershim.exporter.report.Upgrade.Rule;
import dev.dockershim.exporter.report.Upgrade.Weight;
import dev.dockershim.exporter.report.UpgradeQuestion.Assumption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UpgradeRulesTest {

    private static Upgrade ask(ClusterReadiness readiness, int minor, Assumption... assumed) {
        return UpgradeRules.judge(readiness, new UpgradeQuestion(minor, false, Set.of(assumed)));
    }

    private static Upgrade askControlPlane(ClusterReadiness readiness, int minor) {
        return UpgradeRules.judge(readiness, new UpgradeQuestion(minor, true, Set.of()));
    }

    private static ClusterReadiness serverAt(int minor, ClusterReadiness cluster) {
        return Clusters.serverAt(cluster, Observed.seen(new Version(1, minor, 0)));
    }

    private static Clusters.Node arrived(String kubelet) {
        return node("n", Phase.MIGRATED).kubelet(kubelet);
    }

    private static Clusters.Node noted(String socket) {
        return arrived("v1.23.17").criSocket(socket);
    }

    static Stream<Arguments> matrix() {
        UpgradeAnswer yes = UpgradeAnswer.YES;
        UpgradeAnswer no = UpgradeAnswer.BLOCKED;
        UpgradeAnswer open = UpgradeAnswer.UNKNOWN;
        return Stream.of(
                // dockershim went with 1.24, not before.
                Arguments.of(node("n", Phase.DOCKERSHIM).kubelet("v1.22.9"), 23, yes),
                Arguments.of(node("n", Phase.DOCKERSHIM), 24, no),
                Arguments.of(node("n", Phase.DRAINING), 24, no),
                Arguments.of(node("n", Phase.MIGRATING), 24, no),
                Arguments.of(node("n", Phase.UNKNOWN).kubelet("v1.22.9"), 23, yes),
                Arguments.of(node("n", Phase.UNKNOWN), 24, open),
                Arguments.of(node("n", Phase.UNSUPPORTED), 23, no),
                Arguments.of(arrived("v1.23.17"), 24, yes),
                Arguments.of(node("n", Phase.CRI_DOCKERD), 24, open),
                Arguments.of(node("n", Phase.CRI_DOCKERD).kubelet("v1.24.9"), 25, yes),
                // Skew: two minor versions before 1.25, three from then on, never newer.
                Arguments.of(arrived("v1.22.17"), 24, yes),
                Arguments.of(arrived("v1.21.14"), 24, no),
                Arguments.of(arrived("v1.23.17"), 25, yes),
                Arguments.of(arrived("v1.23.17"), 26, no),
                Arguments.of(arrived("v1.25.9"), 28, open),
                Arguments.of(arrived("v1.25.9").by(Distribution.GKE), 28, yes),
                Arguments.of(arrived("v1.24.9"), 27, no),
                Arguments.of(arrived("v1.25.9"), 24, no),
                Arguments.of(arrived("nonsense"), 24, open),
                // CRI v1 from 1.26 on.
                Arguments.of(arrived("v1.25.9").runtime("containerd://1.5.9"), 25, yes),
                Arguments.of(arrived("v1.25.9").runtime("containerd://1.5.9"), 26, no),
                Arguments.of(arrived("v1.25.9").runtime("containerd://1.6.0-rc.1"), 26, yes),
                Arguments.of(arrived("v1.25.9").runtime("containerd://Unknown"), 26, open),
                Arguments.of(arrived("v1.26.9").runtime("containerd://Unknown").by(Distribution.EKS), 27, yes),
                Arguments.of(arrived("v1.25.9").runtime("cri-o://1.25.0"), 26, yes),
                Arguments.of(arrived("v1.25.9").runtime("frakti://1.0"), 26, open),
                Arguments.of(node("n", Phase.CRI_DOCKERD).kubelet("v1.25.9"), 26, open),
                Arguments.of(node("n", Phase.CRI_DOCKERD).kubelet("v1.26.9").by(Distribution.K3S), 27, yes),
                // CRI-O's minor versions go with Kubernetes', where a person installs it.
                Arguments.of(arrived("v1.25.9").runtime("cri-o://1.24.6"), 26, open),
                Arguments.of(arrived("v1.25.9").runtime("cri-o://1.19.0"), 26, open),
                Arguments.of(arrived("v1.25.9").runtime("cri-o://1.26.0"), 26, yes),
                Arguments.of(arrived("v1.25.9").runtime("cri-o://Unknown"), 26, open),
                Arguments.of(arrived("v1.25.9").runtime("cri-o://1.19.0").by(Distribution.OPENSHIFT), 26, yes),
                Arguments.of(arrived("v1.26.9").runtime("cri-o://1.19.0"), 26, yes),
                // 1.35 is the last that supports containerd 1.x, where a person installs it.
                Arguments.of(arrived("v1.34.1").runtime("containerd://1.7.27"), 35, yes),
                Arguments.of(arrived("v1.35.1").runtime("containerd://1.7.27"), 36, open),
                Arguments.of(arrived("v1.35.1").runtime("containerd://1.7.27").by(Distribution.OTHER), 36, open),
                Arguments.of(arrived("v1.35.1").runtime("containerd://Unknown"), 36, open),
                Arguments.of(arrived("v1.35.1").runtime("containerd://2.0.0"), 36, yes),
                Arguments.of(arrived("v1.35.1").runtime("containerd://1.7.27").by(Distribution.GKE), 36, yes),
                Arguments.of(arrived("v1.36.0").runtime("containerd://1.7.27"), 36, yes),
                // What came after these rules, they do not know.
                Arguments.of(arrived("v1.36.0").runtime("containerd://2.2.0"), 37, open),
                Arguments.of(arrived("v1.98.0").runtime("containerd://9.0.0"), 99, open),
                // kubeadm follows its annotation, wherever that leads.
                Arguments.of(noted("unix:///run/containerd/containerd.sock"), 24, yes),
                Arguments.of(noted("/var/run/dockershim.sock"), 24, no),
                Arguments.of(noted("/var/run/dockershim.sock").by(Distribution.OTHER), 24, no),
                Arguments.of(noted("/var/run/dockershim.sock").runtime("cri-o://1.23.5"), 24, no),
                Arguments.of(noted("/var/run/dockershim.sock").runtime("frakti://1.0"), 24, no),
                Arguments.of(noted("/var/run/dockershim.sock").by(Distribution.EKS), 24, yes),
                Arguments.of(arrived("v1.22.9").criSocket("/var/run/dockershim.sock"), 23, open),
                Arguments.of(noted("unix:///var/run/cri-dockerd.sock"), 24, open),
                Arguments.of(noted("unix:///var/run/crio/crio.sock"), 24, open),
                Arguments.of(noted("unix:///run/containerd/containerd.sock").runtime("cri-o://1.23.5"), 24, open),
                Arguments.of(noted("unix:///run/own/cri.sock"), 24, yes),
                Arguments.of(
                        node("n", Phase.CRI_DOCKERD).kubelet("v1.24.9").criSocket("/var/run/dockershim.sock"),
                        25,
                        open),
                Arguments.of(
                        node("n", Phase.CRI_DOCKERD).kubelet("v1.24.9").criSocket("unix:///run/cri-dockerd.sock"),
                        25,
                        yes),
                // --container-runtime went with 1.27, where a person sets flags.
                Arguments.of(arrived("v1.25.9"), 26, yes),
                Arguments.of(arrived("v1.26.9"), 27, open),
                Arguments.of(arrived("v1.26.9").by(Distribution.OTHER), 27, open),
                Arguments.of(arrived("v1.26.9").by(Distribution.K3S), 27, yes),
                Arguments.of(arrived("v1.26.9").by(Distribution.EKS), 27, yes),
                Arguments.of(arrived("v1.27.9"), 28, yes),
                Arguments.of(arrived("v1.27.9"), 27, yes));
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void theAnswer(Clusters.Node node, int minor, UpgradeAnswer expected) {
        assertThat(ask(serverAt(minor - 1, Clusters.of(node)), minor).answer()).isEqualTo(expected);
    }

    @Test
    void whatWasSeenToByAPersonIsUnknownNoMore() {
        ClusterReadiness flags = serverAt(26, Clusters.of(arrived("v1.26.9")));
        ClusterReadiness adapter =
                serverAt(25, Clusters.of(node("n", Phase.CRI_DOCKERD).kubelet("v1.25.9")));

        assertThat(ask(flags, 27, Assumption.REMOVED_FLAG).answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(ask(flags, 27, Assumption.CRI_DOCKERD).answer()).isEqualTo(UpgradeAnswer.UNKNOWN);
        assertThat(ask(adapter, 26, Assumption.CRI_DOCKERD).answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(ask(Clusters.of(node("n", Phase.CRI_DOCKERD)), 24, Assumption.CRI_DOCKERD)
                        .answer())
                .isEqualTo(UpgradeAnswer.YES);
    }

    @Test
    void noAssumptionMakesWhatWasSeenGoAway() {
        assertThat(ask(
                                Clusters.of(node("n", Phase.DOCKERSHIM).criSocket("/var/run/dockershim.sock")),
                                24,
                                Assumption.values())
                        .answer())
                .isEqualTo(UpgradeAnswer.BLOCKED);
        assertThat(ask(Clusters.of(noted("/var/run/dockershim.sock")), 24, Assumption.values())
                        .answer())
                .isEqualTo(UpgradeAnswer.BLOCKED);
        assertThat(ask(Clusters.of(node("n", Phase.MIGRATING)), 24, Assumption.values())
                        .answer())
                .isEqualTo(UpgradeAnswer.BLOCKED);
    }

    @Test
    void dockershimThatOnlyVersionsTellOfIsSaidToBe() {
        ClusterReadiness inferred = Clusters.of(node("n", Phase.DOCKERSHIM));

        Upgrade upgrade = ask(inferred, 24);

        assertThat(upgrade.answer()).isEqualTo(UpgradeAnswer.BLOCKED);
        assertThat(upgrade.of(Weight.BLOCKS))
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("on 1 node (n)", "unless somebody has set up cri-dockerd", "--assume=cri-dockerd")
                .doesNotContain("is in use");
        assertThat(ask(inferred, 24, Assumption.CRI_DOCKERD).answer()).isEqualTo(UpgradeAnswer.YES);
    }

    @Test
    void kubeadmsAnnotationIsReadWhereTheNodeIsUpgraded() {
        ClusterReadiness cluster = Clusters.of(
                node("cp", Phase.MIGRATED).controlPlane().criSocket("unix:///run/containerd/containerd.sock"),
                node("w", Phase.MIGRATED).criSocket("/var/run/dockershim.sock"));

        assertThat(askControlPlane(cluster, 24).answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(ask(cluster, 24).of(Weight.BLOCKS)).singleElement().satisfies(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.KUBEADM_SOCKET);
            assertThat(finding.nodes()).containsExactly("w");
            assertThat(finding.text()).contains("RT-06");
        });
    }

    @Test
    void aVirtualKubeletIsNoNodeIfSomebodySaysSo() {
        Clusters.Node virtual = node("vk", Phase.UNKNOWN)
                .runtime("")
                .kubelet("v1.14.3-vk-azure-aci-1.4.8")
                .by(Distribution.OTHER);
        ClusterReadiness cluster = Clusters.of(node("n", Phase.MIGRATED), virtual);
        ClusterReadiness silent = Clusters.of(node("n", Phase.UNKNOWN).runtime("containerd://1.6.20"));

        assertThat(ask(cluster, 24).of(Weight.UNKNOWN)).singleElement().satisfies(finding -> {
            assertThat(finding.nodes()).containsExactly("vk");
            assertThat(finding.text()).contains("--assume=virtual-nodes");
        });
        assertThat(ask(cluster, 24, Assumption.VIRTUAL_NODES).answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(ask(cluster, 24, Assumption.VIRTUAL_NODES).of(Weight.NOTE))
                .extracting(Finding::nodes)
                .containsExactly(List.of("vk"));
        assertThat(ask(silent, 24, Assumption.VIRTUAL_NODES).answer()).isEqualTo(UpgradeAnswer.UNKNOWN);
    }

    @Test
    void theRulesSayWhereTheyEnd() {
        ClusterReadiness cluster = serverAt(36, Clusters.of(arrived("v1.36.0").runtime("containerd://2.2.0")));

        assertThat(ask(cluster, KnownVersionRule.NEWEST).answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(ask(cluster, KnownVersionRule.NEWEST + 1, Assumption.values())
                        .of(Weight.UNKNOWN))
                .extracting(Finding::rule)
                .containsExactly(Rule.KNOWN_VERSION);
    }

    @Test
    void aBlockerOutweighsWhatIsUnknown() {
        Upgrade upgrade = ask(Clusters.of(node("a", Phase.UNKNOWN), node("b", Phase.DOCKERSHIM)), 24);

        assertThat(upgrade.answer()).isEqualTo(UpgradeAnswer.BLOCKED);
        assertThat(upgrade.findings()).extracting(Finding::weight).containsExactly(Weight.BLOCKS, Weight.UNKNOWN);
        assertThat(upgrade.of(Weight.UNKNOWN).get(0).nodes()).containsExactly("a");
    }

    @Test
    void theControlPlaneAloneMayGoAheadOfWorkersOnDockershim() {
        ClusterReadiness workers = Clusters.of(
                node("cp", Phase.MIGRATED).controlPlane(), node("w", Phase.DOCKERSHIM), node("x", Phase.UNKNOWN));
        ClusterReadiness own = Clusters.of(node("cp", Phase.DOCKERSHIM).controlPlane());

        assertThat(askControlPlane(workers, 24).answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(askControlPlane(serverAt(24, workers), 25).answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(askControlPlane(serverAt(25, workers), 26).answer()).isEqualTo(UpgradeAnswer.BLOCKED);
        assertThat(askControlPlane(own, 24).answer()).isEqualTo(UpgradeAnswer.BLOCKED);
    }

    @Test
    void whatWasNotSeenIsNotYes() {
        ClusterReadiness fine = Clusters.of(arrived("v1.23.17"));

        assertThat(ask(Clusters.nodesForbidden(), 24).answer()).isEqualTo(UpgradeAnswer.UNKNOWN);
        assertThat(ask(Clusters.of(), 24).answer()).isEqualTo(UpgradeAnswer.UNKNOWN);
        assertThat(ask(Clusters.serverAt(fine, Clusters.forbidden("/version")), 24)
                        .answer())
                .isEqualTo(UpgradeAnswer.UNKNOWN);
    }

    @Test
    void thereIsNoWayBackAndNoVersionIsLeftOut() {
        ClusterReadiness fine = Clusters.of(arrived("v1.25.9"));

        Upgrade back = ask(serverAt(27, fine), 26);
        Upgrade same = ask(serverAt(26, fine), 26);
        Upgrade next = ask(serverAt(25, fine), 26);
        Upgrade far = ask(serverAt(24, fine), 26);
        Upgrade ahead = ask(serverAt(24, fine), 26, Assumption.STEPS_BETWEEN);

        assertThat(back.answer()).isEqualTo(UpgradeAnswer.BLOCKED);
        assertThat(same.answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(next.answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(far.answer()).isEqualTo(UpgradeAnswer.BLOCKED);
        assertThat(far.of(Weight.BLOCKS))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.text()).contains("its next version is 1.25", "--assume=steps-between"));
        assertThat(ahead.answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(ahead.of(Weight.NOTE)).extracting(Finding::rule).containsExactly(Rule.SERVER_VERSION);
    }

    @Test
    void workloadsAreTheMovesMatterNotTheVersions() {
        ClusterReadiness sample = Clusters.sample();
        ClusterReadiness moved = new ClusterReadiness(
                sample.evidence(),
                Clusters.of(arrived("v1.23.17")).nodes(),
                sample.results(),
                sample.pods(),
                sample.templates());

        Upgrade upgrade = ask(moved, 24);

        assertThat(upgrade.answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(upgrade.findings())
                .containsExactly(new Finding(
                        Rule.WORKLOADS,
                        Weight.NOTE,
                        "2 workloads need Docker: they break when their nodes leave it, whatever the version.",
                        List.of()));
    }
}
