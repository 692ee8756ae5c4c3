package dev.dockershim.exporter.cluster;

import static dev.dockershim.exporter.cluster.TestCluster.node;
import static dev.dockershim.exporter.cluster.TestCluster.pod;
import static dev.dockershim.exporter.cluster.TestCluster.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.workloads.WildPods;
import dev.dockershim.exporter.workloads.Workload;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ClusterFindingsTest {

    private static final Workload DATADOG = new Workload("monitoring", "datadog", "daemonset");

    @Test
    void podsAreCountedByTheWorkloadOnTop() {
        Workload nightly = new Workload("ci", "nightly", "cronjob");
        TestCluster cluster = TestCluster.of(node("a", "docker://20.10.24", "1.23.17"))
                .pods(
                        pod(WildPods.read("datadog-old"), "a"),
                        pod(WildPods.read("datadog-old"), "b"),
                        pod(WildPods.read("datadog-old"), ""),
                        pod(WildPods.read("buildx-job"), "a"),
                        TestCluster.quiet("n", "quiet", "a"))
                .owners(pod -> pod.controller().kind().equals("Job") ? nightly : Owners.fromPod(pod));

        WorkloadFindings found = seen(judge(cluster).pods());

        assertThat(found.access())
                .containsExactly(
                        new Access(nightly, Method.SOCKET, 1),
                        new Access(nightly, Method.CLI, 1),
                        new Access(nightly, Method.LOCAL_IMAGE, 1),
                        new Access(DATADOG, Method.SOCKET, 3),
                        new Access(DATADOG, Method.ENV, 3));
        assertThat(found.agents())
                .singleElement()
                .satisfies(row -> assertThat(row.pods()).isEqualTo(3));
    }

    @Test
    void finishedPodsAreNotCounted() {
        PodSpec spec = WildPods.read("buildx-job");
        TestCluster cluster = TestCluster.of()
                .pods(new ClusterPod(spec.namespace(), spec.name(), "a", Controller.NONE, true, false, false, spec));

        assertThat(seen(judge(cluster).pods()).access()).isEmpty();
    }

    @Test
    void templatesCountOnceWhateverTheirReplicas() {
        PodSpec quiet = new PodSpec("n", "web", "web", "Deployment", false, false, List.of(), List.of());
        TestCluster cluster = TestCluster.of()
                .templates(WorkloadKind.DAEMON_SET, template(WildPods.template("datadog-old"), -1))
                .templates(WorkloadKind.DEPLOYMENT, template(WildPods.template("gitlab-runner-docker-executor"), 0))
                .templates(WorkloadKind.DEPLOYMENT, new WorkloadTemplate(Workload.of(quiet), 3, false, quiet));

        WorkloadFindings found = seen(judge(cluster).templates());

        assertThat(found.access())
                .containsExactly(
                        new Access(new Workload("ci", "gitlab-runner", "deployment"), Method.SOCKET, 1),
                        new Access(DATADOG, Method.SOCKET, 1),
                        new Access(DATADOG, Method.ENV, 1));
        assertThat(seen(judge(cluster).pods()).access()).isEmpty();
    }

    @Test
    void thePolicyCutsAndSaysHowMuch() {
        TestCluster cluster = TestCluster.of()
                .pods(
                        pod(WildPods.read("datadog-old"), "a"),
                        pod(WildPods.read("falco"), "a"),
                        pod(WildPods.read("twistlock"), "a"));
        WorkloadFindings found = seen(new ClusterJudge(new ClusterPolicy(Duration.ofHours(2), 2, true))
                .judge(cluster.build())
                .pods());
        WorkloadFindings all = seen(judge(cluster).pods());

        assertThat(found.access()).hasSize(2).isEqualTo(all.access().subList(0, 2));
        assertThat(found.accessDropped()).isEqualTo(all.access().size() - 2);
        assertThat(found.agents()).hasSize(2);
        assertThat(found.agentsDropped()).isEqualTo(1);
    }

    @Test
    void whatIsMissingIsNotCounted() {
        TestCluster cluster = TestCluster.of().withoutPods();
        assertThat(judge(cluster).pods()).isInstanceOf(Observed.Missing.class);
        for (WorkloadKind kind : WorkloadKind.values()) {
            assertThat(judge(cluster).templates()).isInstanceOf(Observed.Seen.class);
            cluster.without(kind);
        }
        assertThat(judge(cluster).templates()).isInstanceOf(Observed.Missing.class);
    }

    private static ClusterReadiness judge(TestCluster cluster) {
        return new ClusterJudge(ClusterPolicy.DEFAULT).judge(cluster.build());
    }

    private static WorkloadFindings seen(Observed<WorkloadFindings> findings) {
        return Objects.requireNonNull(findings.orNull());
    }
}
