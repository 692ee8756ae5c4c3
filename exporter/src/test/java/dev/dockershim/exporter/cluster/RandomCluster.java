package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.workloads.WildPods;
import dev.dockershim.exporter.workloads.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Clusters by chance, made of nodes and pods as they are found. */
final class RandomCluster {

    static final List<String> WILD = List.of(
            "datadog-old",
            "datadog-cri",
            "datadog-cluster-agent",
            "falco",
            "falco-exporter",
            "fluent-bit",
            "node-exporter",
            "hidden-host",
            "cilium-elsewhere",
            "aws-node-old",
            "buildx-job",
            "local-image",
            "leftover-volume",
            "prune-cronjob",
            "jenkins-agent",
            "etcd-static",
            "gitlab-runner-docker-executor",
            "twistlock",
            "kubectl-flame");

    private final Random random;

    RandomCluster(long seed) {
        random = new Random(seed);
    }

    /** Of a few nodes and pods, all of it to be seen. */
    ClusterEvidence next(int nodes, int pods) {
        List<ClusterNode> all = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            all.add(node("node-" + i));
        }
        List<ClusterPod> seen = new ArrayList<>();
        for (int i = 0; i < pods; i++) {
            seen.add(pod(i, random.nextInt(10) == 0 ? "" : "node-" + random.nextInt(nodes)));
        }
        List<NodeEvent> events = new ArrayList<>();
        for (NodeEvent.Kind kind : NodeEvent.Kind.values()) {
            if (random.nextBoolean()) {
                events.add(new NodeEvent(
                        "node-" + random.nextInt(nodes),
                        kind,
                        TestCluster.NOW.minus(Duration.ofMinutes(random.nextInt(90)))));
            }
        }
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates = new EnumMap<>(WorkloadKind.class);
        for (WorkloadKind kind : WorkloadKind.values()) {
            templates.put(kind, Observed.seen(random.nextBoolean() ? List.of() : List.of(template(kind))));
        }
        return new ClusterEvidence(
                TestCluster.NOW,
                Shard.ALL,
                Observed.seen(new Version(1, 20 + random.nextInt(8), 0)),
                Observed.seen(all),
                Observed.seen(seen),
                Owners.NONE,
                templates,
                Observed.seen(events),
                Observed.missing(Reason.NOT_CONFIGURED, "budgets were not asked for"));
    }

    private ClusterNode node(String name) {
        String socket =
                pick("", "", "/var/run/dockershim.sock", "unix:///run/containerd/containerd.sock", "/run/x.sock");
        return new ClusterNode(
                name,
                new NodeObject(
                        RuntimeName.parse(pick(
                                "docker://20.10.24",
                                "docker://Unknown",
                                "containerd://1.7.2",
                                "containerd://1.6.2",
                                "containerd://1.5.11",
                                "cri-o://1.27.1")),
                        Version.parse(pick("1.22.3", "1.23.17", "1.23.17", "1.25.3", "1.27.4", "1.34.1")),
                        pick("linux", "linux", "windows"),
                        random.nextInt(3) == 0,
                        random.nextInt(4) == 0 ? null : random.nextInt(4) != 0,
                        TestCluster.NOW.minus(Duration.ofMinutes(random.nextInt(14))),
                        socket.isEmpty() ? null : Endpoint.parse(socket),
                        !socket.isEmpty() || random.nextBoolean()),
                Distribution.OTHER,
                false);
    }

    private ClusterPod pod(int number, String node) {
        if (random.nextInt(3) != 0) {
            return TestCluster.quiet("n", "quiet-" + number, node);
        }
        PodSpec spec = WildPods.read(WILD.get(random.nextInt(WILD.size())));
        return new ClusterPod(
                spec.namespace(),
                spec.name(),
                node,
                new Controller(spec.ownerKind(), spec.owner()),
                random.nextInt(8) == 0,
                random.nextInt(20) == 0,
                random.nextBoolean(),
                spec);
    }

    private WorkloadTemplate template(WorkloadKind kind) {
        PodSpec spec = WildPods.template(WILD.get(random.nextInt(WILD.size())));
        PodSpec named = new PodSpec(
                spec.namespace(),
                spec.name(),
                spec.owner(),
                kind.kind(),
                false,
                spec.hostPid(),
                spec.volumes(),
                spec.containers());
        return new WorkloadTemplate(Workload.of(named), random.nextInt(3), true, named);
    }

    private String pick(String... one) {
        return one[random.nextInt(one.length)];
    }

    /** The same as that shard sees it: pods of its own nodes, and those that may concern Docker. */
    static ClusterEvidence shard(ClusterEvidence all, int index, int total) {
        Shard shard = new Shard(index, total);
        return with(
                all,
                shard,
                all.server(),
                all.nodes(),
                all.pods()
                        .map(pods -> pods.stream()
                                .filter(pod -> pod.concernsDocker() || shard.has(pod.node()))
                                .toList()),
                all.templates(),
                all.events());
    }

    /** The same at another time. */
    static ClusterEvidence at(ClusterEvidence all, Instant at) {
        return new ClusterEvidence(
                at,
                all.shard(),
                all.server(),
                all.nodes(),
                all.pods(),
                all.owners(),
                all.templates(),
                all.events(),
                all.budgets());
    }

    static ClusterEvidence with(
            ClusterEvidence all,
            @Nullable Shard shard,
            Observed<Version> server,
            Observed<List<ClusterNode>> nodes,
            Observed<List<ClusterPod>> pods,
            Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates,
            Observed<List<NodeEvent>> events) {
        return new ClusterEvidence(
                all.at(),
                shard == null ? all.shard() : shard,
                server,
                nodes,
                pods,
                all.owners(),
                templates,
                events,
                all.budgets());
    }
}
