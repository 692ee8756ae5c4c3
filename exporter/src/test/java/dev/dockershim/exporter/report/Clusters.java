package dev.dockershim.exporter.report;

import dev.dockershim.exporter.checks.Catalogue;
import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Controller;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.cluster.NodeEvent;
import dev.dockershim.exporter.cluster.Owners;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.cluster.TightBudget;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.cluster.WorkloadTemplate;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.workloads.Workload;
import dev.dockershim.exporter.workloads.WorkloadChecks;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Clusters made by hand. */
final class Clusters {

    static final Instant AT = Instant.parse("2026-11-23T21:29:26Z");
    static final WorkloadFindings NO_FINDINGS = new WorkloadFindings(List.of(), 0, List.of(), 0);

    private static final Catalogue CATALOGUE = Catalogue.of(WorkloadChecks.all());

    private Clusters() {}

    /** A node that can be changed piece by piece. */
    static final class Node {
        private final String name;
        private final Phase phase;
        private String runtime = "containerd://1.6.20";
        private @Nullable String kubelet = "v1.23.17";
        private @Nullable String criSocket;
        private String os = "linux";
        private Distribution distribution = Distribution.KUBEADM;
        private boolean controlPlane;
        private boolean agent;
        private final List<Result> results = new ArrayList<>();

        private Node(String name, Phase phase) {
            this.name = name;
            this.phase = phase;
            if (phase == Phase.DOCKERSHIM || phase == Phase.DRAINING || phase == Phase.CRI_DOCKERD) {
                runtime = "docker://20.10.7";
            }
            if (phase == Phase.DOCKERSHIM || phase == Phase.DRAINING) {
                fails("RT-01").fails("RT-02");
            }
        }

        Node runtime(String value) {
            runtime = value;
            return this;
        }

        Node kubelet(@Nullable String value) {
            kubelet = value;
            return this;
        }

        /** kubeadm's annotation. */
        Node criSocket(String value) {
            criSocket = value;
            return this;
        }

        Node windows() {
            os = "windows";
            return this;
        }

        Node by(Distribution value) {
            distribution = value;
            return this;
        }

        Node controlPlane() {
            controlPlane = true;
            return this;
        }

        Node agent() {
            agent = true;
            return this;
        }

        Node fails(String id) {
            results.add(new Result(check(id), new Verdict.Fail("It fails.")));
            return this;
        }

        Node unknown(String id) {
            results.add(new Result(check(id), new Verdict.Unknown("Nobody knows.")));
            return this;
        }

        ClusterNodeReadiness build() {
            NodeObject object = new NodeObject(
                    RuntimeName.parse(runtime),
                    Version.parse(kubelet),
                    os,
                    phase == Phase.DRAINING,
                    true,
                    AT,
                    criSocket == null ? null : Endpoint.parse(criSocket),
                    distribution == Distribution.KUBEADM);
            return new ClusterNodeReadiness(
                    new ClusterNode(name, object, distribution, controlPlane),
                    agent,
                    phase,
                    phase == Phase.UNKNOWN ? Confidence.NONE : Confidence.INFERRED,
                    null,
                    results,
                    -1,
                    -1);
        }
    }

    static Node node(String name, Phase phase) {
        return new Node(name, phase);
    }

    static CheckInfo check(String id) {
        return CATALOGUE.checks().stream()
                .map(Check::info)
                .filter(info -> info.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    static <T> Observed<T> forbidden(String resource) {
        return Observed.missing(Reason.FORBIDDEN, resource + " may not be listed: grant list on " + resource);
    }

    static ClusterPod pod(String namespace, String name, String node, String kind, String controller) {
        return pod(namespace, name, node, kind, controller, false, false, false);
    }

    static ClusterPod pod(
            String namespace,
            String name,
            String node,
            String kind,
            String controller,
            boolean finished,
            boolean localData,
            boolean staticPod) {
        return new ClusterPod(
                namespace,
                name,
                node,
                kind.isEmpty() ? Controller.NONE : new Controller(kind, controller),
                finished,
                false,
                localData,
                new PodSpec("", "", "", kind, staticPod, false, List.of(), List.of()));
    }

    static ClusterEvidence evidence(
            Observed<List<ClusterNode>> nodes, Observed<List<ClusterPod>> pods, Observed<List<TightBudget>> budgets) {
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates = new EnumMap<>(WorkloadKind.class);
        for (WorkloadKind kind : WorkloadKind.values()) {
            templates.put(kind, Observed.seen(List.of()));
        }
        return new ClusterEvidence(
                AT,
                Shard.ALL,
                Observed.seen(new Version(1, 23, 17)),
                nodes,
                pods,
                Owners.NONE,
                templates,
                Observed.<List<NodeEvent>>seen(List.of()),
                budgets);
    }

    /** Nodes without any pods. */
    static ClusterReadiness of(Node... nodes) {
        return of(List.of(), List.of(), nodes);
    }

    static ClusterReadiness of(List<ClusterPod> pods, List<TightBudget> budgets, Node... nodes) {
        List<ClusterNodeReadiness> built = Arrays.stream(nodes).map(Node::build).toList();
        return new ClusterReadiness(
                evidence(
                        Observed.seen(
                                built.stream().map(ClusterNodeReadiness::node).toList()),
                        Observed.seen(pods),
                        Observed.seen(budgets)),
                built,
                List.of(),
                Observed.seen(NO_FINDINGS),
                Observed.seen(NO_FINDINGS));
    }

    static ClusterReadiness serverAt(ClusterReadiness of, Observed<Version> server) {
        ClusterEvidence e = of.evidence();
        return new ClusterReadiness(
                new ClusterEvidence(
                        e.at(),
                        e.shard(),
                        server,
                        e.nodes(),
                        e.pods(),
                        e.owners(),
                        e.templates(),
                        e.events(),
                        e.budgets()),
                of.nodes(),
                of.results(),
                of.pods(),
                of.templates());
    }

    /** Nothing may be listed but what is served to everybody. */
    static ClusterReadiness nodesForbidden() {
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> templates = new EnumMap<>(WorkloadKind.class);
        for (WorkloadKind kind : WorkloadKind.values()) {
            templates.put(kind, forbidden(kind.resource()));
        }
        return new ClusterReadiness(
                new ClusterEvidence(
                        AT,
                        Shard.ALL,
                        Observed.seen(new Version(1, 23, 17)),
                        forbidden("nodes"),
                        forbidden("pods"),
                        Owners.NONE,
                        templates,
                        forbidden("events"),
                        forbidden("poddisruptionbudgets")),
                List.of(),
                List.of(),
                forbidden("pods"),
                forbidden("deployments"));
    }

    /** A bit of everything. */
    static ClusterReadiness sample() {
        List<ClusterPod> pods = new ArrayList<>();
        pods.add(pod("kube-system", "etcd-cp-1", "cp-1", "Node", "cp-1", false, false, true));
        pods.add(pod("kube-system", "coredns-1", "cp-1", "ReplicaSet", "coredns-7d4f8b9c6d"));
        pods.add(pod("kube-system", "coredns-2", "worker-2", "ReplicaSet", "coredns-7d4f8b9c6d"));
        pods.add(pod("shop", "cart-1", "worker-1", "ReplicaSet", "cart-5f6d7c8b9d", false, true, false));
        pods.add(pod("shop", "cart-2", "worker-2", "ReplicaSet", "cart-5f6d7c8b9d"));
        pods.add(pod("shop", "db-0", "worker-3", "StatefulSet", "db", false, true, false));
        pods.add(pod("shop", "debug", "worker-3", "", ""));
        pods.add(pod("shop", "old-report", "worker-3", "Job", "report", true, false, false));
        pods.add(pod("kube-system", "proxy-3", "worker-3", "DaemonSet", "proxy"));
        List<TightBudget> budgets = List.of(new TightBudget("shop", "db", Set.of("db-0")));
        ClusterReadiness of = of(
                pods,
                budgets,
                node("cp-1", Phase.DOCKERSHIM).controlPlane().unknown("RT-06"),
                node("eks-1", Phase.DOCKERSHIM).by(Distribution.EKS).kubelet("v1.22.9"),
                node("old-1", Phase.UNSUPPORTED)
                        .runtime("containerd://1.5.9")
                        .kubelet("v1.26.3")
                        .fails("RT-08-B"),
                node("quiet-1", Phase.UNKNOWN).runtime("docker://Unknown").unknown("RT-01"),
                node("win-1", Phase.DOCKERSHIM).windows(),
                node("worker-1", Phase.DOCKERSHIM).unknown("RT-06"),
                node("worker-2", Phase.DRAINING),
                node("worker-3", Phase.DOCKERSHIM).unknown("RT-06"),
                node("worker-4", Phase.MIGRATING).fails("RT-06-B"),
                node("worker-5", Phase.MIGRATED),
                node("worker-6", Phase.MIGRATED).agent(),
                node("worker-7", Phase.CRI_DOCKERD).kubelet("v1.24.4"));
        WorkloadFindings running = new WorkloadFindings(
                List.of(
                        new Access(new Workload("ci", "runner", "deployment"), Method.SOCKET, 3),
                        new Access(new Workload("ci", "runner", "deployment"), Method.CLI, 2),
                        new Access(new Workload("logging", "fluent-bit", "daemonset"), Method.DIRECTORY, 12)),
                0,
                List.of(new AgentRow("monitoring", "datadog", "datadog", WorkloadFindings.Verdict.CONFIRMED, 12)),
                0);
        WorkloadFindings templates = new WorkloadFindings(
                List.of(
                        new Access(new Workload("ci", "nightly", "cronjob"), Method.SOCKET, 1),
                        new Access(new Workload("ci", "runner", "deployment"), Method.SOCKET, 1)),
                0,
                List.of(),
                0);
        ClusterEvidence e = of.evidence();
        return new ClusterReadiness(
                new ClusterEvidence(
                        e.at(),
                        e.shard(),
                        e.server(),
                        e.nodes(),
                        e.pods(),
                        e.owners(),
                        e.templates(),
                        forbidden("events"),
                        e.budgets()),
                of.nodes(),
                List.of(
                        new Result(check("WL-01"), new Verdict.Fail("Found in ci/nightly, ci/runner.")),
                        new Result(check("WL-03"), new Verdict.Fail("Found in logging/fluent-bit."))),
                Observed.seen(running),
                Observed.seen(templates));
    }

    /** Every name that the API lets through in no cluster that is well. */
    static ClusterReadiness hostile() {
        String evil = "\u001b]0;pwn\u0007<script>alert(1)</script>|**x**`$(reboot)`@all\u202e www.evil.example";
        List<ClusterPod> pods =
                List.of(pod(evil, evil, evil, "StatefulSet", evil), pod(evil, evil + "2", evil, "", ""));
        ClusterReadiness of =
                of(pods, List.of(new TightBudget(evil, evil, Set.of(evil))), node(evil, Phase.DOCKERSHIM));
        WorkloadFindings findings = new WorkloadFindings(
                List.of(new Access(new Workload(evil, evil, "deployment"), Method.SOCKET, 1)),
                0,
                List.of(new AgentRow(evil, evil, "datadog", WorkloadFindings.Verdict.SUSPECTED, 1)),
                0);
        return new ClusterReadiness(
                of.evidence(),
                of.nodes(),
                List.of(new Result(check("WL-01"), new Verdict.Fail("Found in " + evil + "."))),
                Observed.seen(findings),
                Observed.seen(NO_FINDINGS));
    }
}
