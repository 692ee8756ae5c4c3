package dev.dockershim.exporter.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.PodSpec.DockerEnv;
import dev.dockershim.exporter.evidence.PodSpec.Target;
import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class WorkloadChecksTest {

    @ParameterizedTest
    @CsvSource({
        "WL-01, BLOCKER",
        "WL-01-W, WARNING",
        "WL-02, WARNING",
        "WL-02-B, BLOCKER",
        "WL-03, WARNING",
        "WL-04, WARNING",
        "WL-04-B, BLOCKER",
        "WL-05, WARNING",
        "WL-05-B, BLOCKER",
        "WL-06, BLOCKER",
        "WL-07, WARNING",
        "TA-01, WARNING",
        "TA-02, WARNING",
        "TA-03, WARNING",
        "TA-04, WARNING",
        "TA-05, WARNING",
        "TA-06, WARNING",
        "TA-07, WARNING",
        "TA-B, BLOCKER",
    })
    void eachHasItsSeverity(String id, Severity severity) {
        assertThat(check(id).info().severity()).isEqualTo(severity);
    }

    static Stream<WorkloadCheck> all() {
        return WorkloadChecks.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void withoutPodsNothingIsKnown(WorkloadCheck check) {
        NodeEvidence nothing = TestEvidence.nothing().build();

        if (check.info().id().equals("TA-01")) {
            assertThat(check.judge(nothing)).isInstanceOf(Pass.class);
        } else {
            assertThat(check.judge(nothing)).isInstanceOf(Unknown.class);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void aNodeWithoutPodsPasses(WorkloadCheck check) {
        assertThat(check.judge(TestEvidence.nothing().withPods(List.of()).build()))
                .isInstanceOf(Pass.class);
    }

    @ParameterizedTest
    @MethodSource("all")
    void eachSaysWhatToDo(WorkloadCheck check) {
        assertThat(check.info().title()).isNotBlank();
        assertThat(check.info().remedy()).isNotBlank().doesNotContain("\n");
        assertThat(check.info().name()).matches("[a-z]+(-[a-z]+)*");
    }

    @Test
    void theirIdsAreUnique() {
        assertThat(all())
                .extracting(check -> check.info().id())
                .doesNotHaveDuplicates()
                .hasSize(19);
    }

    @Test
    void workloadsAreToldOnceAndFiveAtMost() {
        List<PodSpec> pods = IntStream.range(0, 14)
                .mapToObj(i -> TestPods.of("n", "app-" + i, "Deployment", "app" + i / 2, Target.DOCKER_SOCKET))
                .toList();

        assertThat(judge("WL-01", pods).detail())
                .isEqualTo("Found in n/app0, n/app1, n/app2, n/app3, n/app4 and 2 more.");
        assertThat(judge("WL-01", pods.subList(0, 2)).detail()).isEqualTo("Found in n/app0.");
    }

    @Test
    void namesPassAsTheyAre() {
        PodSpec pod = TestPods.of("n", "<script>alert(1)</script>", "", "", Target.DOCKER_SOCKET);

        assertThat(judge("WL-01", List.of(pod)).detail()).isEqualTo("Found in n/<script>alert(1)</script>.");
    }

    @Test
    void aPodThatFailsWeighsMoreThanOneThatHides() {
        PodSpec hides = env(DockerEnv.REFERENCED);
        PodSpec fails = env(DockerEnv.HOST);

        assertThat(judge("WL-05", List.of(hides))).isInstanceOf(Unknown.class);
        assertThat(judge("WL-05", List.of(hides, fails))).isInstanceOf(Fail.class);
        assertThat(judge("WL-05", List.of(env(DockerEnv.SIDECAR)))).isInstanceOf(Pass.class);
    }

    @Test
    void knownMountsAreNamedWhereTheyPass() {
        Verdict verdict = judge("WL-02", List.of(WildPods.read("node-exporter")));

        assertThat(verdict)
                .isEqualTo(new Pass("Only workloads known to have other reasons: monitoring/node-exporter."));
    }

    @Test
    void aHiddenVariableLeavesOpenWhatItWouldProve() {
        PodSpec exporter = WildPods.read("node-exporter");
        PodSpec hiding = new PodSpec(
                exporter.namespace(),
                exporter.name(),
                exporter.owner(),
                exporter.ownerKind(),
                false,
                true,
                exporter.volumes(),
                List.of(exporter.containers().get(0), TestPods.container("x", DockerEnv.REFERENCED)));
        PodSpec agent = new PodSpec("n", "datadog-1", "", "", false, false, List.of(), hiding.containers());

        assertThat(judge("WL-02", List.of(hiding))).isInstanceOf(Unknown.class);
        assertThat(judge("WL-02-B", List.of(hiding))).isInstanceOf(Unknown.class);
        assertThat(judge("TA-B", List.of(agent))).isInstanceOf(Unknown.class);
        assertThat(judge("TA-B", List.of(hiding))).isInstanceOf(Pass.class);
    }

    @Test
    void theCliIsABlockerByHostPidAloneAndByPrivilegeAlone() {
        assertThat(judge("WL-04-B", List.of(cli(false, false)))).isInstanceOf(Pass.class);
        assertThat(judge("WL-04-B", List.of(cli(true, false)))).isInstanceOf(Fail.class);
        assertThat(judge("WL-04-B", List.of(cli(false, true)))).isInstanceOf(Fail.class);
        assertThat(judge("WL-04", List.of(cli(false, false)))).isInstanceOf(Fail.class);
    }

    @Test
    void agentsAreConfirmedOrSuspected() {
        Verdict verdict = judge("TA-02", List.of(WildPods.read("datadog-old"), WildPods.read("datadog-cri")));

        assertThat(verdict.detail())
                .isEqualTo("Confirmed by mounts or variables: monitoring/datadog."
                        + " Suspected by name: monitoring/datadog.");
    }

    @ParameterizedTest
    @CsvSource({
        // never pulled, missing, built here
        "containerd, false, false, false, Pass",
        "containerd, true, false, false, Unknown",
        "containerd, true, true, false, Fail",
        "containerd, false, false, true, Fail",
        "cri-o, false, false, true, Fail",
        "docker, true, false, false, Pass",
        "docker, false, false, true, Pass",
        "docker, true, true, false, Fail",
        "'', false, false, false, Pass",
        "'', true, false, false, Unknown",
        "'', false, false, true, Unknown",
        "'', true, true, false, Fail",
    })
    void imagesOfTheNode(String runtime, boolean neverPull, boolean missing, boolean build, String verdict) {
        PodSpec.Container container =
                new PodSpec.Container("app", false, neverPull, missing, build, build, DockerEnv.NONE);
        List<PodSpec> pods = List.of(new PodSpec("n", "p", "", "", false, false, List.of(), List.of(container)));
        WorkloadCheck check = check("WL-07");

        for (TestEvidence evidence : List.of(
                TestEvidence.nothing().withCri(runtime, "1.0.0"),
                TestEvidence.nothing().withNode(runtime + "://1.0.0"),
                TestEvidence.nothing().withPodRuntime(runtime))) {
            assertThat(check.judge(evidence.withPods(pods).build()).getClass().getSimpleName())
                    .isEqualTo(verdict);
        }
    }

    private static PodSpec env(DockerEnv env) {
        return new PodSpec("n", env.name(), "", "", false, false, List.of(), List.of(TestPods.container("x", env)));
    }

    private static PodSpec cli(boolean privileged, boolean hostPid) {
        PodSpec.Container container = new PodSpec.Container("x", privileged, false, false, true, false, DockerEnv.NONE);
        PodSpec.Container other = new PodSpec.Container("y", !privileged, false, false, false, false, DockerEnv.NONE);
        return new PodSpec("n", "p", "", "", false, hostPid, List.of(), List.of(container, other));
    }

    private static Verdict judge(String id, List<PodSpec> pods) {
        return check(id).judge(TestEvidence.nothing().withPods(pods).build());
    }

    private static WorkloadCheck check(String id) {
        return all().filter(check -> check.info().id().equals(id)).findFirst().orElseThrow();
    }
}
