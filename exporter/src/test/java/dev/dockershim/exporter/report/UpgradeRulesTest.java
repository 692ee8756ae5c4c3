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

    private static Clusters.Node arrived(String kubelet) {
        return node("n", Phase.MIGRATED).kubelet(kubelet);
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
        ClusterReadiness readiness = Clusters.serverAt(Clusters.of(node), Observed.seen(new Version(1, minor - 1, 0)));

        assertThat(ask(readiness, minor).answer()).isEqualTo(expected);
    }

    @Test
    void whatWasSeenToByAPersonIsUnknownNoMore() {
        ClusterReadiness flags = Clusters.of(arrived("v1.26.9"));
        ClusterReadiness adapter = Clusters.of(node("n", Phase.CRI_DOCKERD).kubelet("v1.25.9"));

        assertThat(ask(flags, 27, Assumption.REMOVED_FLAG).answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(ask(flags, 27, Assumption.CRI_DOCKERD).answer()).isEqualTo(UpgradeAnswer.UNKNOWN);
        assertThat(ask(adapter, 26, Assumption.CRI_DOCKERD).answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(ask(Clusters.of(node("n", Phase.CRI_DOCKERD)), 24, Assumption.CRI_DOCKERD)
                        .answer())
                .isEqualTo(UpgradeAnswer.YES);
    }

    @Test
    void noAssumptionMakesABlockerGoAway() {
        assertThat(ask(Clusters.of(node("n", Phase.DOCKERSHIM)), 24, Assumption.values())
                        .answer())
                .isEqualTo(UpgradeAnswer.BLOCKED);
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
        assertThat(askControlPlane(workers, 25).answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(askControlPlane(workers, 26).answer()).isEqualTo(UpgradeAnswer.BLOCKED);
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

        Upgrade back = ask(Clusters.serverAt(fine, Observed.seen(new Version(1, 27, 0))), 26);
        Upgrade same = ask(Clusters.serverAt(fine, Observed.seen(new Version(1, 26, 0))), 26);
        Upgrade far = ask(Clusters.serverAt(fine, Observed.seen(new Version(1, 24, 0))), 26);

        assertThat(back.answer()).isEqualTo(UpgradeAnswer.BLOCKED);
        assertThat(same.answer()).isEqualTo(UpgradeAnswer.YES);
        assertThat(far.of(Weight.NOTE)).extracting(Finding::rule).containsExactly(Rule.SERVER_VERSION);
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
                        "3 workloads need Docker, and no node runs it: they are broken now.",
                        List.of()));
    }
}
