package dev.dockershim.exporter.status;

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
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.status.Row.State;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Evaluations of clusters as they occur, to be looked at and to be tested; {@code main} writes them as files. */
final class ClusterSamples {

    static final Instant NOW = Instant.parse("2026-11-23T21:30:08Z");

    static final CheckInfo RT_01 = StatusPageSamples.check(
            "RT-01",
            "runtime-name",
            Severity.BLOCKER,
            Section.FIND_RUNTIME,
            "The node's runtime is not Docker by dockershim",
            "Check the kubelet's endpoint; a node that does not use dockershim is not affected.");
    static final CheckInfo RT_06 = StatusPageSamples.check(
            "RT-06",
            "kubeadm-cri-socket",
            Severity.WARNING,
            Section.CONTAINERD,
            "kubeadm's annotation names the socket in use",
            "kubectl edit no <node>: set unix:///run/containerd/containerd.sock.");
    static final CheckInfo CN_05 = StatusPageSamples.check(
            "CN-05",
            "cni-errors-seen",
            Severity.WARNING,
            Section.CNI,
            "No event of the last hour tells of CNI errors",
            "Upgrade the CNI plugins.");
    static final CheckInfo WL_01 = StatusPageSamples.check(
            "WL-01",
            "docker-socket-mount",
            Severity.BLOCKER,
            Section.AGENTS,
            "No container mounts Docker's socket",
            "Use the vendor's way for the new runtime. Build images with kaniko or BuildKit.");
    static final CheckInfo CL_01 = StatusPageSamples.check(
            "CL-01",
            "control-plane-headroom",
            Severity.BLOCKER,
            Section.CRI_DOCKERD,
            "No node depends on dockershim, or the control plane is older than 1.23",
            "Move the nodes that are left before the upgrade to 1.24.");

    private static final String AGENT_PART = ".eu-central-1.compute.internal";

    private ClusterSamples() {}

    /** What a node of {@code phase} looks like. */
    static ClusterNodeReadiness node(String name, Phase phase) {
        return node(name, phase, results(phase), phase == Phase.MIGRATED);
    }

    static ClusterNodeReadiness node(String name, Phase phase, List<Result> results, boolean agent) {
        boolean docker = phase != Phase.MIGRATED && phase != Phase.UNSUPPORTED;
        boolean cordoned = phase == Phase.DRAINING || phase == Phase.MIGRATING;
        RuntimeName runtime = phase == Phase.UNKNOWN
                ? RuntimeName.UNKNOWN
                : docker
                        ? new RuntimeName(RuntimeName.Kind.DOCKER, new Version(20, 10, 7))
                        : new RuntimeName(RuntimeName.Kind.CONTAINERD, new Version(1, 7, 2));
        NodeObject object = new NodeObject(
                runtime,
                phase == Phase.UNKNOWN ? null : new Version(1, docker ? 23 : 27, 17),
                "linux",
                cordoned,
                phase != Phase.UNKNOWN,
                NOW,
                null,
                true);
        return new ClusterNodeReadiness(
                new ClusterNode(name, object, Distribution.KUBEADM, name.contains("master")),
                agent,
                phase,
                phase == Phase.UNKNOWN ? Confidence.NONE : Confidence.INFERRED,
                phase == Phase.DOCKERSHIM ? null : NOW.minus(Duration.ofMinutes(95)),
                results,
                phase == Phase.UNKNOWN ? -1 : 31,
                phase == Phase.UNKNOWN ? -1 : 24);
    }

    static List<Result> results(Phase phase) {
        boolean docker = phase == Phase.DOCKERSHIM || phase == Phase.DRAINING || phase == Phase.MIGRATING;
        return List.of(
                new Result(
                        RT_01,
                        phase == Phase.UNKNOWN
                                ? new Verdict.Unknown("The runtime does not tell its version.")
                                : docker
                                        ? new Verdict.Fail("The runtime is Docker, by dockershim.")
                                        : new Verdict.Pass("The runtime is containerd 1.7.2.")),
                new Result(
                        RT_06,
                        phase == Phase.MIGRATING
                                ? new Verdict.Fail("The annotation names dockershim's socket.")
                                : new Verdict.Pass("It does.")),
                new Result(CN_05, new Verdict.Unknown("No event was seen, which proves nothing.")));
    }

    static String aws(int number) {
        return String.format(Locale.ROOT, "ip-10-%d-%d-%d", number / 62_500, number / 250 % 250, number % 250)
                + AGENT_PART;
    }

    /** One of {@code count} nodes; each phase is among them. */
    static List<ClusterNodeReadiness> nodes(int count, Function<Integer, String> name) {
        List<ClusterNodeReadiness> nodes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Phase phase = switch (i % 9) {
                case 0, 1, 2 -> Phase.DOCKERSHIM;
                case 3 -> Phase.DRAINING;
                case 4 -> Phase.MIGRATING;
                case 5 -> Phase.CRI_DOCKERD;
                default -> Phase.MIGRATED;
            };
            nodes.add(node(name.apply(i), i == 9 ? Phase.UNSUPPORTED : i == 10 ? Phase.UNKNOWN : phase));
        }
        nodes.sort((one, other) -> one.node().name().compareTo(other.node().name()));
        return nodes;
    }

    static PodSpec docker(String namespace, String name, String owner, String kind) {
        return new PodSpec(
                namespace,
                name,
                owner,
                kind,
                false,
                false,
                List.of(new PodSpec.HostPath(PodSpec.Target.DOCKER_SOCKET, true)),
                List.of(new PodSpec.Container(
                        "registry/build", false, false, false, true, false, PodSpec.DockerEnv.NONE)));
    }

    static ClusterPod pod(String node, PodSpec spec) {
        return new ClusterPod(
                spec.namespace(),
                spec.name(),
                node,
                new Controller(spec.ownerKind(), spec.owner()),
                false,
                false,
                false,
                spec);
    }

    static final List<PodSpec> PODS = List.of(
            docker("ci", "builder-7d9c", "builder", "Deployment"),
            docker("ci", "builder-88ac", "builder", "Deployment"),
            docker("monitoring", "datadog-agent-x2x4z", "datadog-agent", "DaemonSet"),
            docker("ops", "watch-x2x4z", "watch", "DaemonSet"));

    static final List<PodSpec> TEMPLATES = List.of(
            docker("ci", "builder", "builder", "Deployment"),
            docker("batch", "nightly-images", "nightly-images", "CronJob"));

    static Observed<WorkloadFindings> found(List<PodSpec> pods) {
        return Observed.seen(WorkloadFindings.of(pods, WorkloadFindings.CAP));
    }

    static <T> Observed<T> forbidden(String resource) {
        return Observed.missing(
                Reason.FORBIDDEN, "the API server refuses " + resource + ": grant list and watch on them");
    }

    /** Every kind of template was seen, and none is there. */
    static Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates() {
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates = new EnumMap<>(WorkloadKind.class);
        for (WorkloadKind kind : WorkloadKind.values()) {
            templates.put(kind, Observed.seen(List.of()));
        }
        return templates;
    }

    /** A cluster of which all is seen. */
    static ClusterReadiness cluster(List<ClusterNodeReadiness> nodes, List<Result> results, List<PodSpec> pods) {
        return cluster(Shard.ALL, nodes, nodes, results, found(pods), found(pods.isEmpty() ? List.of() : TEMPLATES));
    }

    static ClusterReadiness cluster(
            Shard shard,
            List<ClusterNodeReadiness> all,
            List<ClusterNodeReadiness> own,
            List<Result> results,
            Observed<WorkloadFindings> pods,
            Observed<WorkloadFindings> templates) {
        String first = all.isEmpty() ? "" : all.get(0).node().name();
        ClusterEvidence evidence = new ClusterEvidence(
                NOW.minusSeconds(42),
                shard,
                Observed.seen(new Version(1, 23, 17)),
                Observed.seen(all.stream().map(ClusterNodeReadiness::node).toList()),
                pods.map(found -> PODS.stream().map(spec -> pod(first, spec)).toList()),
                Owners.NONE,
                templates(),
                Observed.seen(List.of()),
                Observed.missing(Reason.NOT_CONFIGURED, "only a report asks for them"));
        return new ClusterReadiness(evidence, own, results, pods, templates);
    }

    static Result cl01(Verdict verdict) {
        return new Result(CL_01, verdict);
    }

    /** A cluster in the middle of its way. */
    static ClusterReadiness going() {
        return cluster(
                nodes(40, i -> (i < 3 ? "master-" : "worker-") + i + ".example.internal"),
                List.of(
                        cl01(new Verdict.Fail("14 of 40 nodes use dockershim, and the API server is 1.23.17.")),
                        new Result(WL_01, new Verdict.Fail("Found in ci/builder, ops/watch."))),
                PODS);
    }

    /** One that is through. */
    static ClusterReadiness done() {
        List<ClusterNodeReadiness> nodes = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            nodes.add(node("worker-" + (10 + i), Phase.MIGRATED));
        }
        return cluster(
                nodes,
                List.of(
                        cl01(new Verdict.Pass("No node uses dockershim.")),
                        new Result(WL_01, new Verdict.Pass("Found in none of 300 pods."))),
                List.of());
    }

    /** Nothing may be listed. */
    static ClusterReadiness forbidden() {
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates = new EnumMap<>(WorkloadKind.class);
        for (WorkloadKind kind : WorkloadKind.values()) {
            templates.put(kind, forbidden(kind.resource()));
        }
        ClusterEvidence evidence = new ClusterEvidence(
                NOW.minusSeconds(42),
                Shard.ALL,
                forbidden("/version"),
                forbidden("nodes"),
                forbidden("pods"),
                Owners.NONE,
                templates,
                forbidden("events"),
                forbidden("poddisruptionbudgets"));
        return new ClusterReadiness(
                evidence,
                List.of(),
                List.of(cl01(new Verdict.Unknown("Nodes are not to be seen."))),
                forbidden("pods"),
                forbidden("templates"));
    }

    /** 5,000 nodes, and 500 workloads that use Docker, with the longest names there are. */
    static ClusterReadiness large(Function<Integer, String> name) {
        List<PodSpec> pods = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            pods.add(docker("team-" + i % 40, "job-" + i + "-x", name.apply(i), "Job"));
        }
        return cluster(nodes(5000, name), List.of(cl01(new Verdict.Fail("Found in " + "team/".repeat(500)))), pods);
    }

    static ClusterState state(@Nullable ClusterReadiness readiness) {
        return new ClusterState(true, readiness, Duration.ofMinutes(3), true);
    }

    static ClusterPage page(ClusterState state) {
        return new ClusterPage(
                "1.2.3",
                state,
                List.of(
                        new Row("Watches", "nodes", "5000 objects, last heard of 3 s ago", State.OK),
                        new Row("Watches", "events", "refused", State.UNKNOWN)),
                List.of(new Row("Watches", "pods", "the API server does not answer", State.BAD)),
                List.of("/metrics", "/api/v1/readiness", "/-/healthy", "/-/ready"),
                NOW);
    }

    static ClusterPage page(ClusterReadiness readiness) {
        return page(state(readiness));
    }

    /** Writes pages into a directory. */
    public static void main(String[] args) throws IOException {
        Path directory = Files.createDirectories(Path.of(args[0]));
        ClusterPage going = page(going());
        Files.write(directory.resolve("overview.html"), going.html(Map.of()));
        Files.write(directory.resolve("nodes.html"), going.html(Map.of("view", "nodes", "sort", "-name")));
        Files.write(directory.resolve("workloads.html"), going.html(Map.of("view", "workloads")));
        Files.write(directory.resolve("node.html"), going.html(Map.of("node", "master-0.example.internal")));
        Files.write(directory.resolve("done.html"), page(done()).html(Map.of()));
        Files.write(directory.resolve("forbidden.html"), page(forbidden()).html(Map.of()));
        Files.write(
                directory.resolve("stale.html"),
                page(new ClusterState(true, done(), Duration.ofSeconds(20), true))
                        .html(Map.of()));
        Files.write(
                directory.resolve("unsynced.html"),
                page(new ClusterState(false, null, Duration.ofMinutes(3), true)).html(Map.of()));
        ClusterPage large = page(large(ClusterSamples::aws));
        Files.write(directory.resolve("large.html"), large.html(Map.of()));
        Files.write(directory.resolve("large-nodes.html"), large.html(Map.of("view", "nodes", "page", "3")));
        for (String query : List.of("", "node")) {
            Files.write(
                    directory.resolve("cluster" + query + ".json"),
                    ClusterJson.of(
                                    state(going()),
                                    NOW,
                                    query.isEmpty() ? Map.of() : Map.of("node", "master-0.example.internal"))
                            .json());
        }
    }
}
