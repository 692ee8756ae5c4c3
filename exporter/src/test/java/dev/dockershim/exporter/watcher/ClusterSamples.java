package dev.dockershim.exporter.watcher;

import dev.dockershim.exporter.cluster.ClusterChecks;
import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Controller;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.cluster.Owners;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.cluster.WorkloadTemplate;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.PodSpec.Container;
import dev.dockershim.exporter.evidence.PodSpec.DockerEnv;
import dev.dockershim.exporter.evidence.PodSpec.HostPath;
import dev.dockershim.exporter.evidence.PodSpec.Target;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.exposition.DeflatedText;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.telemetry.BuildInfo;
import dev.dockershim.exporter.watcher.WatcherLoop.Evaluation;
import dev.dockershim.exporter.workloads.Workload;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clusters made by hand, and what they come to. */
public final class ClusterSamples {

    static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant SINCE = Instant.parse("2026-03-01T10:00:00.500Z");

    static final WorkloadFindings FINDINGS = new WorkloadFindings(
            List.of(new Access(new Workload("ci", "builder", "deployment"), Method.SOCKET, 12)),
            3,
            List.of(new AgentRow("monitoring", "datadog-agent", "datadog", WorkloadFindings.Verdict.CONFIRMED, 40)),
            0,
            Set.of(new Workload("ci", "builder", "deployment")));
    static final WorkloadFindings TEMPLATES = new WorkloadFindings(
            List.of(new Access(new Workload("ci", "nightly", "cronjob"), Method.CLI, 1)), 1, List.of(), 0, Set.of());

    private ClusterSamples() {}

    static Result pass(String id) {
        return new Result(check(id), new Verdict.Pass("fine"));
    }

    static Result fail(String id) {
        return new Result(check(id), new Verdict.Fail("not fine"));
    }

    static Result unknown(String id) {
        return new Result(check(id), new Verdict.Unknown("nobody knows"));
    }

    static CheckInfo check(String id) {
        return ClusterChecks.all().stream()
                .filter(info -> info.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    static NodeObject object(String runtime, String kubelet, boolean cordoned, @Nullable String socket) {
        return new NodeObject(
                RuntimeName.parse(runtime),
                Version.parse(kubelet),
                "linux",
                cordoned,
                true,
                AT.minusSeconds(60),
                socket == null ? null : Endpoint.parse(socket),
                true);
    }

    static ClusterNode node(String name, NodeObject object) {
        return new ClusterNode(name, object, Distribution.KUBEADM, false);
    }

    /** A node that is drained. */
    static ClusterNodeReadiness draining(String name) {
        return new ClusterNodeReadiness(
                node(name, object("docker://20.10.24", "v1.23.17", true, "/var/run/dockershim.sock")),
                false,
                Phase.DRAINING,
                Confidence.INFERRED,
                SINCE,
                List.of(fail("RT-01"), pass("RT-06"), unknown("CN-05"), pass("RT-09")),
                30,
                7);
    }

    /** A node that an agent speaks for. */
    static ClusterNodeReadiness withAgent(String name) {
        return new ClusterNodeReadiness(
                node(name, object("containerd://1.7.2", "v1.30.1", true, "unix:///run/containerd/containerd.sock")),
                true,
                Phase.MIGRATED,
                Confidence.INFERRED,
                SINCE,
                List.of(pass("RT-01"), pass("RT-06"), unknown("CN-05"), fail("RT-09")),
                30,
                7);
    }

    static ClusterReadiness readiness(List<ClusterNodeReadiness> nodes) {
        return readiness(evidence(Shard.ALL, nodes), nodes);
    }

    static ClusterReadiness readiness(ClusterEvidence evidence, List<ClusterNodeReadiness> nodes) {
        return new ClusterReadiness(
                evidence,
                nodes,
                evidence.shard().isFirst() ? List.of(fail("CL-01"), pass("WL-01"), unknown("WL-04")) : List.of(),
                Observed.seen(FINDINGS),
                Observed.seen(TEMPLATES));
    }

    static ClusterEvidence evidence(Shard shard, List<ClusterNodeReadiness> nodes) {
        return new ClusterEvidence(
                AT,
                shard,
                Observed.seen(new Version(1, 23, 17)),
                Observed.seen(nodes.stream().map(ClusterNodeReadiness::node).toList()),
                Observed.seen(List.of()),
                Owners.NONE,
                Map.of(WorkloadKind.CRON_JOB, Observed.seen(List.of())),
                missing(),
                missing());
    }

    /** A cluster of which nothing may be seen. */
    static ClusterEvidence hidden() {
        return new ClusterEvidence(
                AT,
                Shard.ALL,
                missing(),
                missing(),
                missing(),
                Owners.NONE,
                Map.of(WorkloadKind.CRON_JOB, missing()),
                missing(),
                missing());
    }

    static <T> Observed<T> missing() {
        return Observed.missing(Reason.FORBIDDEN, "it may not be listed: grant list and watch");
    }

    /** All that a watcher may say of itself. */
    public static List<MetricFamilySamples> telemetry() {
        SourceStatus pods = new SourceStatus("apiserver_pods", true, true, false, null, 0.1, Instant.EPOCH);
        Watched watched = new Watched(Shard.ALL, () -> full().evidence(), () -> true, () -> List.of(pods));
        Evaluation evaluation = new Evaluation(full(), DeflatedText.EMPTY, DeflatedText.EMPTY, Duration.ofSeconds(1));
        return new WatcherTelemetry(new BuildInfo("v", "r", "b"), watched, () -> evaluation).collect();
    }

    /** What full evidence comes to: all that a watcher may serve. */
    static ClusterReadiness full() {
        return readiness(List.of(withAgent("a"), draining("b")));
    }

    /** Evidence of some nodes of every kind, with pods on them, as one shard has it. */
    static ClusterEvidence generated(Shard shard, int nodes) {
        List<ClusterNode> all = new ArrayList<>();
        List<ClusterPod> pods = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            String name = "node-" + i;
            all.add(node(
                    name,
                    switch (i % 4) {
                        case 0 -> object("docker://20.10.24", "v1.23.17", false, "/var/run/dockershim.sock");
                        case 1 -> object("docker://20.10.24", "v1.23.17", true, "/var/run/dockershim.sock");
                        case 2 ->
                            object("containerd://1.6.20", "v1.23.17", false, "unix:///run/containerd/containerd.sock");
                        default -> object("docker://24.0.9", "v1.26.5", false, null);
                    }));
            for (int j = 0; j < 3; j++) {
                ClusterPod pod = pod(name, i % 10, i, j, i % 8 == 5 && j == 0);
                if (shard.has(name) || pod.concernsDocker()) {
                    pods.add(pod);
                }
            }
        }
        PodSpec template = new PodSpec(
                "ns-0",
                "nightly",
                "nightly",
                "CronJob",
                false,
                false,
                List.of(new HostPath(Target.DOCKER_SOCKET, true)),
                List.of());
        return new ClusterEvidence(
                AT,
                shard,
                Observed.seen(new Version(1, 23, 17)),
                Observed.seen(all),
                Observed.seen(pods),
                Owners.NONE,
                Map.of(
                        WorkloadKind.CRON_JOB,
                        Observed.seen(List.of(
                                new WorkloadTemplate(new Workload("ns-0", "nightly", "cronjob"), -1, true, template)))),
                Observed.seen(List.of()),
                missing());
    }

    private static ClusterPod pod(String node, int namespace, int i, int j, boolean agent) {
        boolean docker = i % 3 == 0 && j == 1;
        String name = "pod-" + i + "-" + j;
        PodSpec spec = new PodSpec(
                docker ? "ns-" + namespace : "",
                docker ? name : "",
                docker ? "builder-" + i % 7 : "",
                "StatefulSet",
                false,
                false,
                docker ? List.of(new HostPath(Target.DOCKER_SOCKET, true)) : List.of(),
                Stream.of(new Container("builder", false, false, false, i % 2 == 0, false, DockerEnv.NONE))
                        .filter(container -> docker)
                        .toList());
        return new ClusterPod(
                "ns-" + namespace,
                name,
                node,
                new Controller("StatefulSet", "builder-" + i % 7),
                false,
                agent,
                false,
                spec);
    }
}
