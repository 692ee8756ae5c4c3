package dev.dockershim.exporter.cluster;

import static dev.dockershim.exporter.cluster.TestCluster.NOW;
import static dev.dockershim.exporter.cluster.TestCluster.annotated;
import static dev.dockershim.exporter.cluster.TestCluster.cordoned;
import static dev.dockershim.exporter.cluster.TestCluster.node;
import static dev.dockershim.exporter.cluster.TestCluster.pod;
import static dev.dockershim.exporter.cluster.TestCluster.template;
import static dev.dockershim.exporter.cluster.TestCluster.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.workloads.WildPods;
import dev.dockershim.exporter.workloads.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is judged of a cluster as a whole. */
class ClusterWideTest {

    private static final ClusterNode DOCKERSHIM = node("old", "docker://20.10.24", "1.23.17");
    private static final ClusterNode CONTAINERD = node("new", "containerd://1.7.2", "1.25.3");
    private static final ClusterNode CRI_DOCKERD = node("adapted", "docker://20.10.24", "1.25.3");
    private static final ClusterNode SILENT =
            with(node("silent", "containerd://1.7.2", "1.23.17"), false, null, NOW.minus(Duration.ofHours(3)));

    @Test
    void runtimesAreCountedAndNeverFail() {
        TestCluster mixed = TestCluster.of(DOCKERSHIM, CONTAINERD, CRI_DOCKERD);

        assertThat(word(mixed, "RT-10")).isEqualTo("pass");
        assertThat(detail(mixed, "RT-10")).isEqualTo("Nodes by runtime: docker 2, containerd 1.");
        assertThat(word(TestCluster.of(CONTAINERD, SILENT), "RT-10")).isEqualTo("unknown");
        assertThat(word(TestCluster.of(CONTAINERD).withoutNodes(), "RT-10")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({"RT-10, 1.22.17", "RT-10, 1.24.3", "CL-01, 1.22.17", "CL-01, 1.24.3"})
    void aClusterWithoutNodesIsNotKnown(String check, String server) {
        assertThat(word(TestCluster.of().server(server), check)).isEqualTo("unknown");
        assertThat(detail(TestCluster.of().server(server), check))
                .isEqualTo("The API server lists no node, so that nothing is known of any.");
    }

    @ParameterizedTest
    @CsvSource({"1.22.17, pass", "1.23.0, fail", "1.24.3, fail", "1.25.16, fail"})
    void dockershimBelowAControlPlane(String server, String verdict) {
        assertThat(word(TestCluster.of(DOCKERSHIM, CONTAINERD).server(server), "CL-01"))
                .isEqualTo(verdict);
        assertThat(word(TestCluster.of(cordoned(DOCKERSHIM)).server(server), "CL-01"))
                .isEqualTo(verdict);
        // its kubelet is stopped, and was Docker's a moment ago
        assertThat(word(TestCluster.of(with(DOCKERSHIM, true, false, NOW)).server(server), "CL-01"))
                .isEqualTo(verdict);
        assertThat(word(TestCluster.of(CONTAINERD, CRI_DOCKERD).server(server), "CL-01"))
                .isEqualTo("pass");
    }

    @Test
    void whatIsOnlyInferredIsSaid() {
        assertThat(detail(TestCluster.of(DOCKERSHIM), "CL-01"))
                .startsWith("The API server is 1.23.17; 1 node is on dockershim, as their versions let expect");
    }

    @Test
    void aNodeOfWhichNothingIsKnownMayBeOnDockershim() {
        assertThat(word(TestCluster.of(CONTAINERD, SILENT), "CL-01")).isEqualTo("unknown");
        assertThat(word(TestCluster.of(DOCKERSHIM, SILENT), "CL-01")).isEqualTo("fail");
        assertThat(word(TestCluster.of(CONTAINERD, SILENT).server("1.22.1"), "CL-01"))
                .isEqualTo("pass");
        // from 1.24 on a kubelet has none, whatever else is unknown
        ClusterNode later = with(node("later", "docker://20.10.24", "1.25.3"), false, null, NOW.minusSeconds(9999));
        assertThat(word(TestCluster.of(CONTAINERD, later), "CL-01")).isEqualTo("pass");
        // kubeadm's note is no proof of cri-dockerd
        assertThat(word(TestCluster.of(annotated(DOCKERSHIM, "unix:///run/cri-dockerd.sock")), "CL-01"))
                .isEqualTo("unknown");
        assertThat(word(TestCluster.of(DOCKERSHIM).withoutServer(), "CL-01")).isEqualTo("unknown");
        assertThat(word(TestCluster.of(DOCKERSHIM).withoutNodes(), "CL-01")).isEqualTo("unknown");
    }

    @Test
    void aCronJobBetweenTwoRunsIsFoundByItsTemplate() {
        TestCluster cluster = TestCluster.of(DOCKERSHIM)
                .templates(WorkloadKind.CRON_JOB, template(renamed("buildx-job", "cronjob", "nightly"), -1));

        assertThat(detail(cluster, "WL-01")).isEqualTo("Found in ci/nightly (by its template).");
        assertThat(detail(cluster, "WL-04")).isEqualTo("Found in ci/nightly (by its template).");
        // no node judges what does not run on it
        assertThat(Results.word(judge(cluster).nodes().get(0).results(), "WL-01"))
                .isEqualTo("pass");
    }

    @Test
    void aDeploymentThatWasScaledToZeroIsFoundByItsTemplate() {
        TestCluster cluster = TestCluster.of(DOCKERSHIM)
                .templates(WorkloadKind.DEPLOYMENT, template(WildPods.template("gitlab-runner-docker-executor"), 0));

        assertThat(detail(cluster, "WL-01")).isEqualTo("Found in ci/gitlab-runner (by its template).");
    }

    @Test
    void aWorkloadIsNamedOnceAndByItsPodsIfTheyRun() {
        TestCluster cluster = TestCluster.of(DOCKERSHIM)
                .pods(pod(WildPods.read("datadog-old"), "old"))
                .templates(WorkloadKind.DAEMON_SET, template(WildPods.template("datadog-old"), -1))
                .templates(WorkloadKind.DEPLOYMENT, template(WildPods.template("gitlab-runner-docker-executor"), 0));

        assertThat(detail(cluster, "WL-01"))
                .isEqualTo("Found in ci/gitlab-runner (by its template), monitoring/datadog.");
    }

    @Test
    void aPodIsNamedByTheWorkloadOnTopOfIt() {
        Owners owners = pod -> pod.controller().name().equals("release-images")
                ? new Workload("ci", "releases", "cronjob")
                : Owners.fromPod(pod);
        TestCluster cluster = TestCluster.of(DOCKERSHIM)
                .pods(pod(WildPods.read("buildx-job"), "old"))
                .owners(owners)
                .templates(WorkloadKind.CRON_JOB, template(renamed("buildx-job", "cronjob", "releases"), -1));

        assertThat(detail(cluster, "WL-01")).isEqualTo("Found in ci/releases.");
        assertThat(Results.verdict(judge(cluster).nodes().get(0).results(), "WL-01")
                        .detail())
                .isEqualTo("Found in ci/releases.");
    }

    /** The name on top may say nothing, or too much: what an agent is is told by the owner that the pod itself names. */
    @Test
    void anAgentIsKnownByItsOwnOwner() {
        TestCluster cluster = TestCluster.of(DOCKERSHIM)
                .pods(pod(WildPods.read("datadog-cluster-agent"), "old"))
                .owners(pod -> new Workload("monitoring", "datadog", "datadogagent"));

        assertThat(word(cluster, "TA-02")).isEqualTo("pass");
    }

    @Test
    void aPodThatHasFinishedUsesNothing() {
        PodSpec job = WildPods.read("buildx-job");
        TestCluster cluster = TestCluster.of(DOCKERSHIM)
                .pods(new ClusterPod(job.namespace(), job.name(), "old", Controller.NONE, true, false, false, job));

        assertThat(word(cluster, "WL-01")).isEqualTo("pass");
        assertThat(Results.word(judge(cluster).nodes().get(0).results(), "WL-01"))
                .isEqualTo("pass");
    }

    @Test
    void aPodWithoutANodeCounts() {
        TestCluster cluster = TestCluster.of(CONTAINERD).pods(pod(WildPods.read("buildx-job"), ""));

        assertThat(word(cluster, "WL-01")).isEqualTo("fail");
        assertThat(word(cluster, "WL-07")).isEqualTo("fail");
    }

    @ParameterizedTest
    @CsvSource({
        // nodes, where the pod runs, verdict
        "DOCKER, old, pass",
        "CONTAINERD, new, fail",
        "MIXED, old, pass",
        "MIXED, new, fail",
        "MIXED, '', unknown",
        "DOCKER, '', pass",
        "SILENT, silent, unknown",
    })
    void imagesThatAreBuiltOnANode(String nodes, String node, String verdict) {
        ClusterNode[] all = switch (nodes) {
            case "DOCKER" -> new ClusterNode[] {DOCKERSHIM};
            case "CONTAINERD" -> new ClusterNode[] {CONTAINERD};
            case "SILENT" -> new ClusterNode[] {SILENT};
            default -> new ClusterNode[] {DOCKERSHIM, CONTAINERD};
        };

        assertThat(word(TestCluster.of(all).pods(pod(WildPods.read("buildx-job"), node)), "WL-07"))
                .isEqualTo(verdict);
    }

    /** A template runs on some node: if all have left Docker, on one that has. */
    @Test
    void imagesThatATemplateBuilds() {
        WorkloadTemplate build = template(renamed("buildx-job", "cronjob", "nightly"), -1);

        assertThat(word(TestCluster.of(CONTAINERD).templates(WorkloadKind.CRON_JOB, build), "WL-07"))
                .isEqualTo("fail");
        assertThat(word(TestCluster.of(DOCKERSHIM).templates(WorkloadKind.CRON_JOB, build), "WL-07"))
                .isEqualTo("pass");
        assertThat(word(TestCluster.of(DOCKERSHIM, CONTAINERD).templates(WorkloadKind.CRON_JOB, build), "WL-07"))
                .isEqualTo("unknown");
    }

    @ParameterizedTest
    @EnumSource(WorkloadKind.class)
    void nothingPassesWithoutAKindOfTemplates(WorkloadKind kind) {
        TestCluster cluster = TestCluster.of(DOCKERSHIM).without(kind);

        assertThat(Results.ids(judge(cluster).results(), "pass")).isEqualTo("RT-10 TA-01");
        assertThat(detail(cluster, "WL-01")).contains("grant list and watch on " + kind.resource());
    }

    @Test
    void whereNothingWasSeenNothingWasSearched() {
        TestCluster cluster = TestCluster.of(DOCKERSHIM).withoutPods();
        assertThat(detail(cluster, "WL-01")).startsWith("Found in no pod and in no template. Not all");
        for (WorkloadKind kind : WorkloadKind.values()) {
            cluster = cluster.without(kind);
        }

        assertThat(detail(cluster, "WL-01")).startsWith("No pod and no template was to be seen. Not all");
    }

    @Test
    void whatPodsShowFailsWithoutTemplatesToo() {
        TestCluster cluster = TestCluster.of(DOCKERSHIM)
                .pods(pod(WildPods.read("falco"), "old"))
                .without(WorkloadKind.CRON_JOB);

        assertThat(word(cluster, "WL-01")).isEqualTo("fail");
        assertThat(detail(cluster, "WL-01")).contains("falco").contains("Not all was to be seen.");
        assertThat(word(cluster, "WL-06")).isEqualTo("unknown");
    }

    @Test
    void withoutPodsTemplatesFailAndNothingPasses() {
        TestCluster cluster = TestCluster.of(DOCKERSHIM)
                .templates(WorkloadKind.DAEMON_SET, template(WildPods.template("falco"), -1))
                .withoutPods();
        ClusterReadiness readiness = judge(cluster);

        assertThat(Results.word(readiness.results(), "WL-01")).isEqualTo("fail");
        assertThat(Results.ids(readiness.results(), "pass")).isEqualTo("RT-10 TA-01");
        List<Result> node = readiness.nodes().get(0).results();
        assertThat(Results.ids(node, "fail")).isEmpty();
        assertThat(Results.word(node, "WL-01")).isEqualTo("unknown");
        assertThat(Results.word(node, "TA-01")).isEqualTo("pass");
        assertThat(readiness.pods().orNull()).isNull();
        assertThat(readiness.templates().orNull()).isNotNull();
    }

    @Test
    void withoutNodesThereAreNoneAndWorkloadsStandByThemselves() {
        ClusterReadiness readiness = judge(TestCluster.of(DOCKERSHIM)
                .pods(pod(WildPods.read("buildx-job"), "old"))
                .withoutNodes());

        assertThat(readiness.nodes()).isEmpty();
        assertThat(Results.word(readiness.results(), "WL-01")).isEqualTo("fail");
        assertThat(Results.word(readiness.results(), "WL-07")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void onlyTheFirstShardSpeaksForTheCluster(int shard) {
        ClusterReadiness readiness = judge(TestCluster.of(DOCKERSHIM).shard(shard, 3));

        assertThat(readiness.results())
                .extracting(Result::check)
                .isEqualTo(shard == 0 ? ClusterChecks.ofCluster() : List.<CheckInfo>of());
    }

    private static PodSpec renamed(String wild, String kind, String name) {
        PodSpec pod = WildPods.read(wild);
        return new PodSpec(pod.namespace(), name, name, kind, false, pod.hostPid(), pod.volumes(), pod.containers());
    }

    private static ClusterReadiness judge(TestCluster cluster) {
        return new ClusterJudge(ClusterPolicy.DEFAULT).judge(cluster.build());
    }

    private static String word(TestCluster cluster, String id) {
        return Results.word(judge(cluster).results(), id);
    }

    private static String detail(TestCluster cluster, String id) {
        return Results.verdict(judge(cluster).results(), id).detail();
    }
}
