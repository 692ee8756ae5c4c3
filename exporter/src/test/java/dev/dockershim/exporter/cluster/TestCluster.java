package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.workloads.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a cluster's evidence for tests: everything is seen, and nothing is there, until it is given or taken away. */
public final class TestCluster {

    /** When it was seen, unless said otherwise. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final PodSpec QUIET = new PodSpec("", "", "", "", false, false, List.of(), List.of());

    private Instant at = NOW;
    private Shard shard = Shard.ALL;
    private Observed<Version> server = Observed.seen(version("1.23.17"));
    private final List<ClusterNode> nodes = new ArrayList<>();
    private final List<ClusterPod> pods = new ArrayList<>();
    private final List<NodeEvent> events = new ArrayList<>();
    private final Map<WorkloadKind, List<WorkloadTemplate>> templates = new EnumMap<>(WorkloadKind.class);
    private final List<WorkloadKind> missing = new ArrayList<>();
    private Owners owners = Owners.NONE;
    private boolean withoutNodes;
    private boolean withoutPods;
    private boolean withoutEvents;

    private TestCluster() {}

    /** Of these nodes. */
    public static TestCluster of(ClusterNode... nodes) {
        TestCluster cluster = new TestCluster();
        cluster.nodes.addAll(List.of(nodes));
        return cluster;
    }

    /** A node: ready, schedulable, of Linux, heard of a minute before {@link #NOW}, not kubeadm's. */
    public static ClusterNode node(String name, String runtime, @Nullable String kubelet) {
        return new ClusterNode(
                name,
                new NodeObject(
                        RuntimeName.parse(runtime),
                        kubelet == null ? null : version(kubelet),
                        "linux",
                        false,
                        true,
                        NOW.minus(Duration.ofMinutes(1)),
                        null,
                        false),
                Distribution.OTHER,
                false);
    }

    /** The same node as another object of its tells it. */
    public static ClusterNode with(
            ClusterNode node, boolean cordoned, @Nullable Boolean ready, @Nullable Instant heartbeat) {
        NodeObject now = node.object();
        return new ClusterNode(
                node.name(),
                new NodeObject(
                        now.runtime(),
                        now.kubelet(),
                        now.os(),
                        cordoned,
                        ready,
                        heartbeat,
                        now.criSocket(),
                        now.kubeadm()),
                node.distribution(),
                node.controlPlane());
    }

    /** The same node, cordoned. */
    public static ClusterNode cordoned(ClusterNode node) {
        return with(node, true, node.object().ready(), node.object().heartbeat());
    }

    /** The same node, of kubeadm's, with that annotation; null for none. */
    public static ClusterNode annotated(ClusterNode node, @Nullable String socket) {
        NodeObject now = node.object();
        return new ClusterNode(
                node.name(),
                new NodeObject(
                        now.runtime(),
                        now.kubelet(),
                        now.os(),
                        now.unschedulable(),
                        now.ready(),
                        now.heartbeat(),
                        socket == null ? null : Endpoint.parse(socket),
                        true),
                Distribution.KUBEADM,
                node.controlPlane());
    }

    /** The same node, of that system; empty if it tells none. */
    public static ClusterNode system(ClusterNode node, String os) {
        NodeObject now = node.object();
        return new ClusterNode(
                node.name(),
                new NodeObject(
                        now.runtime(),
                        now.kubelet(),
                        os,
                        now.unschedulable(),
                        now.ready(),
                        now.heartbeat(),
                        now.criSocket(),
                        now.kubeadm()),
                node.distribution(),
                node.controlPlane());
    }

    /** A pod that tells nothing about Docker. */
    public static ClusterPod quiet(String namespace, String name, String node) {
        return new ClusterPod(namespace, name, node, Controller.NONE, false, false, false, QUIET);
    }

    /** A pod that tells this. */
    public static ClusterPod pod(PodSpec spec, String node) {
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

    /** A template that tells this; {@link PodSpec} is named as its workload. */
    public static WorkloadTemplate template(PodSpec spec, int replicas) {
        return new WorkloadTemplate(Workload.of(spec), replicas, true, spec);
    }

    /** Seen then; nodes are heard of as long before it as before {@link #NOW}. */
    public TestCluster at(Instant value) {
        Duration later = Duration.between(at, value);
        nodes.replaceAll(node -> {
            Instant heartbeat = node.object().heartbeat();
            return with(
                    node,
                    node.object().unschedulable(),
                    node.object().ready(),
                    heartbeat == null ? null : heartbeat.plus(later));
        });
        at = value;
        return this;
    }

    /** As a shard sees it that is told everything. */
    public TestCluster shard(int index, int total) {
        shard = new Shard(index, total);
        return this;
    }

    /** Nodes besides, as they are. */
    public TestCluster nodes(ClusterNode... more) {
        nodes.addAll(List.of(more));
        return this;
    }

    /** The API server's version. */
    public TestCluster server(String version) {
        server = Observed.seen(version(version));
        return this;
    }

    /** The API server's version is missing. */
    public TestCluster withoutServer() {
        server = Observed.missing(Reason.FAILED, "the API server's version could not be read");
        return this;
    }

    /** Nodes are missing. */
    public TestCluster withoutNodes() {
        withoutNodes = true;
        return this;
    }

    /** Pods besides. */
    public TestCluster pods(ClusterPod... more) {
        pods.addAll(List.of(more));
        return this;
    }

    /** Pods are missing. */
    public TestCluster withoutPods() {
        withoutPods = true;
        return this;
    }

    /** Who made whom. */
    public TestCluster owners(Owners value) {
        owners = value;
        return this;
    }

    /** Templates besides. */
    public TestCluster templates(WorkloadKind kind, WorkloadTemplate... more) {
        templates.computeIfAbsent(kind, none -> new ArrayList<>()).addAll(List.of(more));
        return this;
    }

    /** Templates of that kind are missing. */
    public TestCluster without(WorkloadKind kind) {
        missing.add(kind);
        return this;
    }

    /** An event on that node, so many minutes old. */
    public TestCluster event(String node, NodeEvent.Kind kind, long minutes) {
        events.add(new NodeEvent(node, kind, at.minus(Duration.ofMinutes(minutes))));
        return this;
    }

    /** Events are missing. */
    public TestCluster withoutEvents() {
        withoutEvents = true;
        return this;
    }

    /** All of it. */
    public ClusterEvidence build() {
        Map<WorkloadKind, Observed<List<WorkloadTemplate>>> byKind = new EnumMap<>(WorkloadKind.class);
        for (WorkloadKind kind : WorkloadKind.values()) {
            byKind.put(
                    kind,
                    missing.contains(kind)
                            ? forbidden(kind.resource())
                            : Observed.seen(List.copyOf(templates.getOrDefault(kind, List.of()))));
        }
        return new ClusterEvidence(
                at,
                shard,
                server,
                withoutNodes ? forbidden("nodes") : Observed.seen(List.copyOf(nodes)),
                withoutPods ? forbidden("pods") : Observed.seen(List.copyOf(pods)),
                owners,
                byKind,
                withoutEvents ? forbidden("events") : Observed.seen(List.copyOf(events)),
                Observed.missing(Reason.NOT_CONFIGURED, "budgets were not asked for"));
    }

    private static <T> Observed<T> forbidden(String resource) {
        return Observed.missing(Reason.FORBIDDEN, resource + " may not be listed: grant list and watch on " + resource);
    }

    private static Version version(String text) {
        return Objects.requireNonNull(Version.parse(text));
    }
}
