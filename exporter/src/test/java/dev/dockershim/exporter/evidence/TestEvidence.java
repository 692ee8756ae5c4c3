package dev.dockershim.exporter.evidence;

import dev.dockershim.exporter.evidence.KubeletSettings.ContainerRuntimeFlag;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a node's evidence for tests: everything is missing until it is given. */
public final class TestEvidence {

    /** When the evidence was gathered, unless said otherwise. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private Instant at = NOW;
    private Observed<Version> kubeletVersion = missing();
    private Observed<NodeObject> node = missing();
    private Observed<KubeletProcess> process = missing();
    private Observed<KubeletFiles> files = missing();
    private Observed<KubeletSettings> configz = missing();
    private Observed<CriStatus> cri = missing();
    private Observed<DockerDaemon> docker = missing();
    private Observed<DockerConfig> dockerConfig = missing();
    private Observed<ContainerdConfig> containerd = missing();
    private Observed<CniConfig> cni = missing();
    private Observed<NodeScripts> scripts = missing();
    private Observed<List<PodSpec>> pods = missing();
    private Observed<ServedSeries> series = missing();
    private Observed<RuntimeName> podRuntime = missing();

    private TestEvidence() {}

    /** Nothing is known. */
    public static TestEvidence nothing() {
        return new TestEvidence();
    }

    /** A node as the API server shows it: ready, schedulable, not kubeadm's, of this runtime and kubelet. */
    public static TestEvidence node(String runtime, @Nullable String kubelet) {
        return nothing().withNode(runtime).withKubelet(kubelet);
    }

    /** A kubelet of that version on Docker with no flags: dockershim. */
    public static TestEvidence dockershim(String kubelet) {
        return node("docker://20.10.24", kubelet).withFlags(null, null);
    }

    /** A node on Docker by cri-dockerd. */
    public static TestEvidence criDockerd(String kubelet) {
        return node("docker://20.10.24", kubelet).withFlags("remote", "unix:///run/cri-dockerd.sock");
    }

    /** A node on containerd. */
    public static TestEvidence containerd(String version, String kubelet) {
        return node("containerd://" + version, kubelet).withFlags(null, "unix:///run/containerd/containerd.sock");
    }

    /** Gathered then. */
    public TestEvidence at(Instant value) {
        at = value;
        return this;
    }

    /** E1, and the version of kubelet; null if unknown. */
    public TestEvidence withKubelet(@Nullable String version) {
        kubeletVersion = version == null ? missing() : Observed.seen(Objects.requireNonNull(Version.parse(version)));
        return this;
    }

    /** E1: ready, schedulable, heard of a minute ago, no annotation. */
    public TestEvidence withNode(String runtime) {
        return withNode(new NodeObject(
                RuntimeName.parse(runtime), null, "linux", false, true, at.minus(Duration.ofMinutes(1)), null, false));
    }

    /** E1. */
    public TestEvidence withNode(NodeObject value) {
        node = Observed.seen(value);
        return this;
    }

    /** E1: cordoned. */
    public TestEvidence cordoned() {
        NodeObject now = nodeNow();
        return withNode(new NodeObject(
                now.runtime(),
                now.kubelet(),
                now.os(),
                true,
                now.ready(),
                now.heartbeat(),
                now.criSocket(),
                now.kubeadm()));
    }

    /** E1: the condition Ready, and when it was confirmed. */
    public TestEvidence withReady(@Nullable Boolean ready, @Nullable Instant heartbeat) {
        NodeObject now = nodeNow();
        return withNode(new NodeObject(
                now.runtime(),
                now.kubelet(),
                now.os(),
                now.unschedulable(),
                ready,
                heartbeat,
                now.criSocket(),
                now.kubeadm()));
    }

    /** E1: kubeadm's annotation of the CRI socket; null: a node of kubeadm's without it. */
    public TestEvidence withAnnotation(@Nullable String socket) {
        NodeObject now = nodeNow();
        return withNode(new NodeObject(
                now.runtime(),
                now.kubelet(),
                now.os(),
                now.unschedulable(),
                now.ready(),
                now.heartbeat(),
                endpoint(socket),
                true));
    }

    /** E2: a running kubelet with these two flags; null if they are not given. */
    public TestEvidence withFlags(@Nullable String containerRuntime, @Nullable String endpoint) {
        return withProcess(new KubeletProcess(settings(containerRuntime, endpoint), false));
    }

    /** E2. */
    public TestEvidence withProcess(KubeletProcess value) {
        process = Observed.seen(value);
        return this;
    }

    /** E3 is there, and cannot be understood. */
    public TestEvidence withBrokenFiles() {
        files = Observed.missing(Reason.INVALID, "half written");
        return this;
    }

    /** E2 is missing. */
    public TestEvidence withoutProcess() {
        process = missing();
        return this;
    }

    /** E3: kubeadm's files, with these two flags; null if they are not given. */
    public TestEvidence withFiles(@Nullable String containerRuntime, @Nullable String endpoint) {
        return withFiles(new KubeletFiles(settings(containerRuntime, endpoint), KubeletSettings.NONE, null, true));
    }

    /** E3. */
    public TestEvidence withFiles(KubeletFiles value) {
        files = Observed.seen(value);
        return this;
    }

    /** E4: the endpoint; null if it tells none. */
    public TestEvidence withConfigz(@Nullable String endpoint) {
        return withConfigz(settings(null, endpoint));
    }

    /** E4. */
    public TestEvidence withConfigz(KubeletSettings value) {
        configz = Observed.seen(value);
        return this;
    }

    /** E5: it answers, and is ready in both ways. */
    public TestEvidence withCri(String name, String version) {
        return withCri(new CriStatus(true, RuntimeName.of(name, version), true, true, null, null, 0, null));
    }

    /** E5. */
    public TestEvidence withCri(CriStatus value) {
        cri = Observed.seen(value);
        return this;
    }

    /** E6: Docker's process and left-overs. */
    public TestEvidence withDocker(DockerDaemon value) {
        docker = Observed.seen(value);
        return this;
    }

    /** E6: Docker's configuration. */
    public TestEvidence withDockerConfig(DockerConfig value) {
        dockerConfig = Observed.seen(value);
        return this;
    }

    /** E6: Docker's configuration is missing for that reason. */
    public TestEvidence withoutDockerConfig(Reason reason) {
        dockerConfig = Observed.missing(reason, "Docker's configuration is missing.");
        return this;
    }

    /** E6: containerd's configuration. */
    public TestEvidence withContainerd(ContainerdConfig value) {
        containerd = Observed.seen(value);
        return this;
    }

    /** E6: containerd's configuration is missing for that reason. */
    public TestEvidence withoutContainerd(Reason reason) {
        containerd = Observed.missing(reason, "containerd's configuration is missing.");
        return this;
    }

    /** E6: CNI. */
    public TestEvidence withCni(CniConfig value) {
        cni = Observed.seen(value);
        return this;
    }

    /** Files that were named to be searched. */
    public TestEvidence withScripts(NodeScripts value) {
        scripts = Observed.seen(value);
        return this;
    }

    /** E7: pods. */
    public TestEvidence withPods(List<PodSpec> value) {
        pods = Observed.seen(List.copyOf(value));
        return this;
    }

    /** E9: who serves the thirteen. */
    public TestEvidence withSeries(ServedSeries value) {
        series = Observed.seen(value);
        return this;
    }

    /** E7: the runtime of the containers' ids, such as {@code docker}. */
    public TestEvidence withPodRuntime(String name) {
        podRuntime = Observed.seen(RuntimeName.of(name, null));
        return this;
    }

    /** All of it. */
    public NodeEvidence build() {
        return new NodeEvidence(
                at,
                kubeletVersion,
                node,
                process,
                files,
                configz,
                cri,
                docker,
                dockerConfig,
                containerd,
                cni,
                scripts,
                pods,
                series,
                podRuntime);
    }

    /** What a place says of the runtime, as it stands there; null if it does not. */
    public static KubeletSettings settings(@Nullable String containerRuntime, @Nullable String endpoint) {
        ContainerRuntimeFlag flag = containerRuntime == null
                ? null
                : switch (containerRuntime) {
                    case "docker" -> ContainerRuntimeFlag.DOCKER;
                    case "k3s-docker" -> ContainerRuntimeFlag.K3S_DOCKER;
                    case "remote" -> ContainerRuntimeFlag.REMOTE;
                    default -> ContainerRuntimeFlag.OTHER;
                };
        return new KubeletSettings(endpoint(endpoint), flag, null, false, false);
    }

    private static @Nullable Endpoint endpoint(@Nullable String text) {
        return text == null ? null : Endpoint.parse(text);
    }

    private NodeObject nodeNow() {
        return Objects.requireNonNull(node.orNull(), "give the Node object first");
    }

    private static <T> Observed<T> missing() {
        return Observed.missing(Reason.NOT_CONFIGURED, "not given");
    }
}
