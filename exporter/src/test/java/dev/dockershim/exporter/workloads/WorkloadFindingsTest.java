package dev.dockershim.exporter.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.PodSpec.Target;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import dev.dockershim.exporter.workloads.WorkloadFindings.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadFindingsTest {

    @Test
    void countsPodsOfAWorkloadByMethod() {
        PodSpec one = TestPods.of("n", "a-1", "Deployment", "a", Target.DOCKER_SOCKET, Target.DOCKER_LOGS);
        PodSpec two = TestPods.of("n", "a-2", "Deployment", "a", Target.DOCKER_SOCKET);
        PodSpec alone = TestPods.of("n", "b", "", "", Target.DOCKERSHIM_SOCKET);

        WorkloadFindings findings = WorkloadFindings.of(List.of(alone, two, one), WorkloadFindings.CAP);

        Workload a = new Workload("n", "a", "deployment");
        assertThat(findings.access())
                .containsExactly(
                        new Access(a, Method.SOCKET, 2),
                        new Access(a, Method.DIRECTORY, 1),
                        new Access(new Workload("n", "b", "pod"), Method.DOCKERSHIM_SOCKET, 1));
        assertThat(findings.agents()).isEmpty();
        assertThat(findings.breaking()).containsExactlyInAnyOrder(a, new Workload("n", "b", "pod"));
    }

    /** By the checks that block, whatever the method: the tables must not say otherwise than the checks. */
    @ParameterizedTest
    @CsvSource({
        "datadog-old, true",
        "datadog-run-directory, true",
        "datadog-run-directory-cri, false",
        "dynatrace-oneagent, false",
        "kubectl-flame, true",
        "traefik, true",
        "aws-node-old, true",
        "prune-cronjob, true",
        "compose-up, false",
        "fluent-bit, false",
        "hidden-host, false",
        "local-image, false",
    })
    void breaksIfACheckThatBlocksFails(String name, boolean breaks) {
        PodSpec pod = WildPods.read(name);
        WorkloadFindings findings = WorkloadFindings.of(List.of(pod), WorkloadFindings.CAP);

        assertThat(findings.access()).isNotEmpty();
        assertThat(findings.breaking()).isEqualTo(breaks ? Set.of(Workload.of(pod)) : Set.of());
        assertThat(findings.agents())
                .allSatisfy(
                        row -> assertThat(row.verdict() == Verdict.CONFIRMED).isEqualTo(breaks));
    }

    @Test
    void whatTheCapCutsIsNotAmongThoseThatBreak() {
        List<PodSpec> pods = List.of(
                TestPods.of("n", "a", "", "", Target.DOCKER_SOCKET),
                TestPods.of("n", "b", "", "", Target.DOCKER_SOCKET));

        assertThat(WorkloadFindings.of(pods, 1).breaking()).containsExactly(new Workload("n", "a", "pod"));
    }

    @Test
    void findsEveryMethodAndEachAgentOnce() {
        List<PodSpec> pods = Stream.of(
                        "datadog-old",
                        "datadog-cri",
                        "cadvisor",
                        "cilium-elsewhere",
                        "aws-node-old",
                        "prune-cronjob",
                        "local-image")
                .map(WildPods::read)
                .toList();

        WorkloadFindings findings = WorkloadFindings.of(pods, WorkloadFindings.CAP);

        assertThat(findings.access())
                .extracting(row -> row.workload() + " " + row.workload().type() + " "
                        + row.method().label())
                .containsExactly(
                        "cadvisor/cadvisor daemonset directory",
                        "default/cilium-1 pod parent",
                        "dev/app deployment local_image",
                        "kube-system/aws-node daemonset dockershim_socket",
                        "kube-system/image-prune-28391040 job cli",
                        "monitoring/datadog daemonset socket",
                        "monitoring/datadog daemonset env");
        assertThat(findings.agents())
                .containsExactly(
                        new AgentRow("monitoring", "datadog", "datadog", Verdict.SUSPECTED, 1),
                        new AgentRow("monitoring", "datadog", "datadog", Verdict.CONFIRMED, 1));
        assertThat(Verdict.CONFIRMED.label()).isEqualTo("confirmed");
    }

    @Test
    void theOrderOfPodsDoesNotMatter() {
        List<PodSpec> pods = new ArrayList<>(IntStream.range(0, 50)
                .mapToObj(i -> TestPods.of("n" + i % 3, "p" + i, "DaemonSet", "falco" + i % 7, Target.DOCKER_SOCKET))
                .toList());
        WorkloadFindings before = WorkloadFindings.of(pods, 10);
        Collections.shuffle(pods, new Random(7));

        assertThat(WorkloadFindings.of(pods, 10)).isEqualTo(before);
        assertThat(before.access()).hasSize(10);
        assertThat(before.accessDropped()).isEqualTo(11);
        assertThat(before.agents()).hasSize(10);
        assertThat(before.agentsDropped()).isEqualTo(11);
    }

    @Test
    void nothingIsDroppedUpToTheCap() {
        List<PodSpec> pods = IntStream.range(0, WorkloadFindings.CAP)
                .mapToObj(i -> TestPods.of("n", "p" + i, "", "", Target.DOCKER_SOCKET))
                .toList();

        assertThat(WorkloadFindings.of(pods, WorkloadFindings.CAP).accessDropped())
                .isZero();
        assertThat(WorkloadFindings.of(pods, WorkloadFindings.CAP).access()).hasSize(WorkloadFindings.CAP);
    }

    @ParameterizedTest
    @CsvSource({
        "DaemonSet, ds, false, ds, daemonset",
        "StatefulSet, s, false, s, statefulset",
        "Job, j, false, j, job",
        "ReplicaSet, r, false, r, replicaset",
        "Rollout, r, false, r, rollout",
        "'Bad Kind', r, false, r, other",
        "'', '', false, p, pod",
        "'', '', true, p, staticpod",
    })
    void workloadsAreNamedAsTheMixinNamesThem(String kind, String owner, boolean isStatic, String name, String type) {
        PodSpec pod = new PodSpec("n", "p", owner, kind, isStatic, false, List.of(), List.of());

        assertThat(Workload.of(pod)).isEqualTo(new Workload("n", name, type));
    }
}
