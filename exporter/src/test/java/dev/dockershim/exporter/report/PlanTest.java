package dev.dockershim.exporter.report;

import static dev.dockershim.exporter.report.Clusters.node;
import static dev.dockershim.exporter.report.Clusters.pod;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.cluster.TightBudget;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.readiness.Phase;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlanTest {

    private static List<String> order(ClusterReadiness readiness) {
        return plan(readiness).nodes().stream().map(PlannedNode::name).toList();
    }

    private static Plan plan(ClusterReadiness readiness) {
        return Plan.of(readiness, true, Kubectl.PLAIN);
    }

    static Stream<Arguments> stages() {
        return Stream.of(
                Arguments.of(node("n", Phase.UNSUPPORTED), Stage.REPAIR),
                Arguments.of(node("n", Phase.UNSUPPORTED).controlPlane(), Stage.REPAIR),
                Arguments.of(node("n", Phase.MIGRATED).fails("RT-06-B"), Stage.REPAIR),
                Arguments.of(node("n", Phase.MIGRATED).fails("RT-06"), Stage.REPAIR),
                Arguments.of(node("n", Phase.CRI_DOCKERD).fails("CN-01-B"), Stage.REPAIR),
                Arguments.of(node("n", Phase.DRAINING), Stage.FINISH),
                Arguments.of(node("n", Phase.MIGRATING).controlPlane(), Stage.FINISH),
                Arguments.of(node("n", Phase.UNKNOWN), Stage.FIND_OUT),
                Arguments.of(node("n", Phase.DOCKERSHIM), Stage.WORKER),
                Arguments.of(node("n", Phase.DOCKERSHIM).windows(), Stage.WORKER),
                Arguments.of(node("n", Phase.DOCKERSHIM).controlPlane(), Stage.CONTROL_PLANE));
    }

    @ParameterizedTest
    @MethodSource("stages")
    void aNodesStage(Clusters.Node node, Stage expected) {
        assertThat(plan(Clusters.of(node)).nodes())
                .extracting(PlannedNode::stage)
                .containsExactly(expected);
    }

    static Stream<Clusters.Node> done() {
        return Stream.of(
                node("n", Phase.MIGRATED),
                node("n", Phase.CRI_DOCKERD),
                node("n", Phase.MIGRATED).fails("RT-08"),
                node("n", Phase.MIGRATED).fails("WL-01").fails("TA-B"),
                node("n", Phase.MIGRATED).unknown("RT-06-B"));
    }

    @ParameterizedTest
    @MethodSource("done")
    void aNodeThatHasArrivedIsLeftAloneUnlessItIsBroken(Clusters.Node node) {
        assertThat(plan(Clusters.of(node)).nodes()).isEmpty();
    }

    @Test
    void criDockerdIsAStopOnTheWayIfNotAccepted() {
        Plan plan = Plan.of(Clusters.of(node("n", Phase.CRI_DOCKERD)), false, Kubectl.PLAIN);

        assertThat(plan.nodes()).extracting(PlannedNode::stage).containsExactly(Stage.WORKER);
    }

    static Stream<ClusterPod> careful() {
        return Stream.of(
                pod("a", "bare", "a-careful", "", ""),
                pod("a", "single-1", "a-careful", "StatefulSet", "single"),
                pod("a", "guarded", "a-careful", "Job", "job"));
    }

    @ParameterizedTest
    @MethodSource("careful")
    void aWorkerThatHasSomethingAloneComesAfterTheOthers(ClusterPod pod) {
        ClusterReadiness readiness = Clusters.of(
                List.of(pod),
                List.of(new TightBudget("a", "budget", Set.of("guarded"))),
                node("a-careful", Phase.DOCKERSHIM),
                node("b-control", Phase.DOCKERSHIM).controlPlane(),
                node("c-plain", Phase.DOCKERSHIM).fails("WL-01"));

        assertThat(order(readiness)).containsExactly("c-plain", "a-careful", "b-control");
    }

    @Test
    void withinAStageFewestBlockersThenFewestPodsThenNames() {
        ClusterReadiness readiness = Clusters.of(
                List.of(
                        pod("x", "p-1", "d-one-pod", "Job", "j"),
                        pod("x", "p-2", "c-two-pods", "Job", "j"),
                        pod("x", "p-3", "c-two-pods", "Job", "j")),
                List.of(),
                node("a-blocked", Phase.DOCKERSHIM).fails("WL-01"),
                node("c-two-pods", Phase.DOCKERSHIM),
                node("d-one-pod", Phase.DOCKERSHIM),
                node("f-none", Phase.DOCKERSHIM),
                node("e-none", Phase.DOCKERSHIM));

        assertThat(order(readiness)).containsExactly("e-none", "f-none", "d-one-pod", "c-two-pods", "a-blocked");
    }

    @Test
    void whatTheMoveSettlesIsNoBlockerOfIt() {
        PlannedNode planned = plan(Clusters.of(node("n", Phase.DOCKERSHIM)
                        .fails("RT-03")
                        .fails("WL-01")
                        .fails("WL-03")))
                .nodes()
                .get(0);

        assertThat(planned.blockers()).extracting(result -> result.check().id()).containsExactly("WL-01");
    }

    @Test
    void unknownPodsAreNotNone() {
        ClusterReadiness seen = Clusters.of(node("n", Phase.DOCKERSHIM));
        ClusterReadiness blind = new ClusterReadiness(
                Clusters.evidence(seen.evidence().nodes(), Clusters.forbidden("pods"), Observed.seen(List.of())),
                seen.nodes(),
                List.of(),
                Clusters.forbidden("pods"),
                seen.templates());

        assertThat(plan(blind).nodes().get(0).drain()).isNull();
        assertThat(plan(blind).nodes().get(0).steps().get(0).notes())
                .containsExactly("What a drain meets was not to be seen: try it with --dry-run=server first.");
    }

    @Test
    void poolsAndWindowsComeAfterOtherNodesEachPoolInOnePiece() {
        ClusterReadiness readiness = Clusters.of(
                node("a-1", Phase.DOCKERSHIM).by(Distribution.GKE).pool("p", ""),
                node("a-2", Phase.DOCKERSHIM).by(Distribution.GKE).pool("q", ""),
                node("a-3", Phase.DOCKERSHIM).by(Distribution.GKE).pool("p", "").fails("WL-01"),
                node("b-win", Phase.DOCKERSHIM).windows(),
                node("c-linux", Phase.DOCKERSHIM));

        assertThat(order(readiness)).containsExactly("c-linux", "b-win", "a-1", "a-3", "a-2");
    }

    @Test
    void dataThatADrainDeletesWantsCare() {
        assertThat(plan(Clusters.of(
                                List.of(pod("a", "p", "n", "Job", "j", false, true, false)),
                                List.of(),
                                node("n", Phase.DOCKERSHIM)))
                        .nodes())
                .extracting(PlannedNode::stage)
                .containsExactly(Stage.WORKER_WITH_CARE);
    }

    @Test
    void theSampleInItsOrder() {
        assertThat(order(Clusters.sample()))
                .containsExactly(
                        "old-1", "worker-2", "worker-4", "quiet-1", "win-1", "eks-1", "worker-1", "worker-3", "cp-1");
    }
}
