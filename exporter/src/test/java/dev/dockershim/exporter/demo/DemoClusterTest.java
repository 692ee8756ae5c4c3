package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterJudge;
import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.cluster.NodeEvent;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.cluster.TightBudget;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.watch.ClusterListing;
import dev.dockershim.exporter.watch.WatchConfig;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The recorded cluster, listed and judged as a report does it, has all that there is to show. */
class DemoClusterTest {

    private static DemoCluster cluster;
    private static ClusterReadiness readiness;

    @BeforeAll
    static void listAndJudge() throws Exception {
        cluster = DemoCluster.start(Clock.systemUTC());
        WatchConfig config = new WatchConfig(cluster.kubeconfig(), null, Shard.ALL, null);
        try (ClusterListing listing = ClusterListing.open(config, "test")) {
            readiness = new ClusterJudge(ClusterPolicy.DEFAULT)
                    .judge(listing.read(Duration.ofMinutes(1), (resource, objects, whole) -> {}));
        }
    }

    @AfterAll
    static void close() throws Exception {
        cluster.close();
        assertThat(cluster.kubeconfig()).doesNotExist();
        assertThat(cluster.kubeconfig().getParent()).doesNotExist();
    }

    @Test
    void onlyItsOwnerCanReadTheKubeconfig() throws Exception {
        Path file = cluster.kubeconfig();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void nodesAreInEachPhaseAndOfSeveralMakers() {
        assertThat(readiness.nodes().stream().map(ClusterNodeReadiness::phase)).contains(Phase.values());
        assertThat(readiness.nodes().stream().map(node -> node.node().distribution()))
                .contains(Distribution.KUBEADM, Distribution.K3S, Distribution.EKS);
        assertThat(readiness.nodes()).anyMatch(node -> node.node().controlPlane());
        assertThat(readiness.nodes()).anyMatch(node -> node.node().object().os().equals("windows"));
        assertThat(readiness.nodes()).anyMatch(ClusterNodeReadiness::agent);
    }

    @Test
    void workloadsNeedDockerInEachWay() {
        WorkloadFindings pods = Objects.requireNonNull(readiness.pods().orNull());
        assertThat(pods.access().stream().map(WorkloadFindings.Access::method)).contains(Method.values());
        assertThat(pods.access().stream().map(row -> row.workload().name()))
                .doesNotContain("node-exporter", "cadvisor", "dind-runner", "kaniko-builder");
        assertThat(pods.agents().stream().map(WorkloadFindings.AgentRow::verdict))
                .contains(WorkloadFindings.Verdict.values());
        assertThat(pods.agents().stream().map(WorkloadFindings.AgentRow::workload))
                .doesNotContain("falcosidekick", "datadog-cluster-agent");
    }

    @Test
    void whatDoesNotRunNowIsFoundByItsTemplate() {
        WorkloadFindings templates =
                Objects.requireNonNull(readiness.templates().orNull());
        assertThat(templates.access().stream().map(row -> row.workload().name()))
                .contains("image-prune", "legacy-builder");
        WorkloadFindings pods = Objects.requireNonNull(readiness.pods().orNull());
        assertThat(pods.access().stream().map(row -> row.workload().name()))
                .doesNotContain("image-prune", "legacy-builder");
    }

    @Test
    void theNextUpgradeIsBlocked() {
        assertThat(readiness.results())
                .filteredOn(result -> result.verdict() instanceof Fail)
                .extracting(result -> result.check().id())
                .contains("CL-01", "WL-01", "WL-06", "TA-B");
    }

    @Test
    void nodesFailTheChecksThatTheApiServerShows() {
        List<String> failed = readiness.nodes().stream()
                .flatMap(node -> node.results().stream())
                .filter(result -> result.verdict() instanceof Fail)
                .map((Result result) -> result.check().id())
                .distinct()
                .toList();
        assertThat(failed).contains("RT-05", "RT-06", "RT-08", "CN-01", "CN-05", "MX-05");
    }

    @Test
    void drainsMeetBudgetsAndBarePods() {
        List<TightBudget> budgets =
                Objects.requireNonNull(readiness.evidence().budgets().orNull());
        assertThat(budgets.stream().map(TightBudget::name)).containsExactlyInAnyOrder("api", "orders-db", "ledger");
        assertThat(budgets).allMatch(budget -> !budget.pods().isEmpty());
        List<ClusterPod> pods =
                Objects.requireNonNull(readiness.evidence().pods().orNull());
        assertThat(pods).anyMatch(pod -> pod.name().equals("debug-shell"));
        assertThat(pods).anyMatch(ClusterPod::localData).anyMatch(ClusterPod::finished);
        List<NodeEvent> events =
                Objects.requireNonNull(readiness.evidence().events().orNull());
        assertThat(events.stream().map(NodeEvent::kind)).contains(NodeEvent.Kind.values());
    }
}
