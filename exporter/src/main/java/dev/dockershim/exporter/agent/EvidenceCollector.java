package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.NodeCollections.Collected;
import dev.dockershim.exporter.apiserver.NodeSource;
import dev.dockershim.exporter.cri.CriContainers.RuntimeVersion;
import dev.dockershim.exporter.cri.StatusSource;
import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.kubelet.ConfigzSource;
import dev.dockershim.exporter.kubelet.KubeletClient;
import dev.dockershim.exporter.kubelet.KubeletVersionSource;
import dev.dockershim.exporter.kubelet.Peer;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceReader;
import dev.dockershim.exporter.source.SourceStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gathers all that is known of the node. One source after the other, since nobody waits for it: a source that hangs takes
 * its own time-out, and only its own evidence is missing. For one thread.
 */
final class EvidenceCollector {

    /** So much that a node of which nothing answers is still judged within two of the usual intervals. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String NO_KUBELET = "set --kubelet.url";

    private final Executor threads;
    private final Clock clock;
    private final Duration timeout;
    private final Duration refused;
    private final Supplier<Collected> collected;
    private final EvidenceReader<NodeObject> node;
    private final EvidenceReader<KubeletSettings> configzReader;
    private final RememberedEvidence<KubeletSettings> configz;
    private final EvidenceReader<List<PodSpec>> podsReader;
    private final RememberedEvidence<List<PodSpec>> pods;
    private final EvidenceReader<Version> versionReader;
    private final RememberedEvidence<Version> version;
    private final EvidenceReader<CriStatus> cri;
    private @Nullable RunningContainers running;
    private final @Nullable AskedSource<Question, Observed<HostEvidence>> hostSource;
    private final EvidenceReader<HostEvidence> host;

    /** What the host's readers must know before. */
    private record Question(@Nullable Version containerd) {}

    /**
     * Reads nothing yet.
     *
     * @param sources the agent's clients and threads
     * @param collected the last collection of the node's series
     */
    EvidenceCollector(
            AgentConfig config,
            ReadinessParts parts,
            AgentSources sources,
            Supplier<Collected> collected,
            Clock clock) {
        this(config, parts, sources, collected, clock, TIMEOUT);
    }

    /** With another time-out of each source. */
    EvidenceCollector(
            AgentConfig config,
            ReadinessParts parts,
            AgentSources sources,
            Supplier<Collected> collected,
            Clock clock,
            Duration timeout) {
        this.threads = sources.threads();
        this.clock = clock;
        this.timeout = timeout;
        Duration held = config.readiness().timing().held();
        this.refused = config.readiness().timing().refused();
        this.collected = collected;
        KubeletClient kubelet = sources.kubelet();
        this.node = evidence(
                apiServer(config),
                "the Node object",
                "set --apiserver.url",
                "grant get on nodes to the agent's service account");
        this.configzReader = evidence(
                kubelet == null ? null : new ConfigzSource(kubelet),
                "the kubelet's /configz",
                NO_KUBELET,
                "grant get on nodes/configz, which kubelets know from 1.33 on");
        this.versionReader = evidence(
                kubelet == null ? null : new KubeletVersionSource(kubelet),
                "the kubelet's version",
                NO_KUBELET,
                "grant get on nodes/metrics");
        this.version = new RememberedEvidence<>(versionReader, held, System::nanoTime);
        this.configz = new RememberedEvidence<>(configzReader, held, System::nanoTime);
        this.podsReader = evidence(
                kubelet == null || parts.pods() == null
                        ? null
                        : new ObservedSource<>(parts.pods().apply(kubelet)),
                "the kubelet's /pods",
                NO_KUBELET,
                "grant get on nodes/pods, which kubelets know from 1.33 on");
        this.pods = new RememberedEvidence<>(podsReader, held, System::nanoTime);
        this.cri = evidence(
                sources.cri() == null ? null : new ObservedSource<>(new StatusSource(sources.cri())),
                "the container runtime",
                "set --cri.endpoint, and mount its socket's directory",
                "run as a user that may open its socket");
        HostEvidence.Reader reader = parts.host();
        this.hostSource = reader == null
                ? null
                : new AskedSource<>(
                        "host_files",
                        new Question(null),
                        (question, deadline) -> Observed.seen(reader.read(question.containerd())));
        this.host = evidence(
                hostSource,
                "the host's file system",
                "mount it read-only and set --host.root",
                "run as a user that may read it");
    }

    private static @Nullable Source<Observed<NodeObject>> apiServer(AgentConfig config) {
        return config.readiness().apiServer() == null
                ? null
                : new NodeSource(new KubeletClient(config.readiness().apiServer(), Peer.API_SERVER), config.nodeName());
    }

    private <T> EvidenceReader<T> evidence(
            @Nullable Source<Observed<T>> source, String name, String configure, String grant) {
        return new EvidenceReader<>(
                source == null ? null : SourceReader.optional(source, refused, threads),
                timeout,
                name,
                configure,
                grant);
    }

    /** How each configured source did when it was last read. */
    List<SourceStatus> statuses() {
        return Stream.of(node, configzReader, versionReader, podsReader, cri, host)
                .map(EvidenceReader::reader)
                .filter(Objects::nonNull)
                .map(SourceReader::status)
                .toList();
    }

    /** Gathers once. */
    NodeEvidence gather() throws InterruptedException {
        Collected last = collected.get();
        RunningContainers now = RunningContainers.of(last);
        if (!now.equals(running)) {
            running = now;
            version.forget();
            configz.forget();
            pods.forget();
        }
        Observed<NodeObject> nodeNow = node.read();
        Observed<KubeletSettings> configzNow = configz.read();
        Observed<List<PodSpec>> podsNow = pods.read();
        if (failed(configzNow) || failed(podsNow)) {
            version.forget(); // a kubelet that was gone may come back as another one
        }
        Observed<Version> versionNow = version.read();
        Observed<CriStatus> criNow = cri.read();
        HostEvidence hostNow = host(criNow.orNull());
        return new NodeEvidence(
                clock.instant(),
                kubeletVersion(versionNow, nodeNow.orNull()),
                nodeNow,
                hostNow.process(),
                hostNow.files(),
                configzNow,
                criNow,
                hostNow.docker(),
                hostNow.dockerConfig(),
                hostNow.containerd(),
                hostNow.cni(),
                hostNow.scripts(),
                podsNow,
                SeriesEvidence.of(last),
                podRuntime(last));
    }

    private HostEvidence host(@Nullable CriStatus runtime) throws InterruptedException {
        if (hostSource != null) {
            hostSource.ask(new Question(containerdVersion(runtime)));
        }
        Observed<HostEvidence> read = host.read();
        if (read instanceof Missing<HostEvidence> missing) {
            return HostEvidence.missing(missing.reason(), missing.text());
        }
        return Objects.requireNonNull(read.orNull());
    }

    private static @Nullable Version containerdVersion(@Nullable CriStatus runtime) {
        return runtime == null || runtime.runtime().kind() != RuntimeName.Kind.CONTAINERD
                ? null
                : runtime.runtime().version();
    }

    private static Observed<Version> kubeletVersion(Observed<Version> own, @Nullable NodeObject node) {
        Version told = node == null ? null : node.kubelet();
        return own.orNull() == null && told != null ? Observed.seen(told) : own;
    }

    /** As the kubelet's container ids tell; where the runtime itself is asked, the kubelet is not. */
    private static Observed<RuntimeName> podRuntime(Collected last) {
        RuntimeVersion runtime = last.snapshot().runtime();
        return runtime == null || !runtime.apiVersion().isEmpty()
                ? Observed.missing(Reason.PENDING, "the kubelet's container ids have not told the runtime")
                : Observed.seen(RuntimeName.of(runtime.name(), null));
    }

    private static boolean failed(Observed<?> observed) {
        return observed instanceof Missing<?> missing && missing.reason() == Reason.FAILED;
    }
}
