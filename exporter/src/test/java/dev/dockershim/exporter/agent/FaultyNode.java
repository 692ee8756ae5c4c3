package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.AgentConfig.CadvisorConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.cri.CriApi;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.cri.FaultyCalls;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.cri.v1.UInt64Value;
import dev.dockershim.exporter.demo.RecordedCri;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.demo.ReplayCri;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.kubelet.Certificates;
import dev.dockershim.exporter.kubelet.FakeKubelet;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import dev.dockershim.exporter.telemetry.BuildInfo;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A recorded node whose kubelet, runtime and procfs can be made to fail one by one and to work again, and an agent that
 * reads it. No collection is reused, so that each scrape shows the node as it is.
 */
final class FaultyNode implements AutoCloseable {

    static final String SUMMARY = "/stats/summary";
    static final String PODS = "/pods";
    static final String CADVISOR = "/metrics/cadvisor";

    /** What the runtime measures beyond the kubelet, so that a value tells where it comes from. */
    static final long RUNTIME_EXTRA_BYTES = 1 << 20;

    private static final String CONTAINERD = "containerd-1.36";

    private final RecordedNode recorded;
    private final Path directory = Files.createTempDirectory("faulty-node");
    private final X509Bundle certificate = Certificates.selfSigned("127.0.0.1");
    private final Map<String, FakeKubelet.Behaviour> answers = new ConcurrentHashMap<>();
    private final URI kubeletUrl;
    private final Agent agent;

    final FaultyCalls calls = new FaultyCalls();
    volatile ReplayCri.State state;
    private volatile String token = "";
    private @Nullable FakeKubelet kubelet;
    private @Nullable ReplayCri runtime;

    FaultyNode(Level level) throws Exception {
        this(level, Duration.ZERO);
    }

    FaultyNode(Level level, Duration reuse) throws Exception {
        this(CONTAINERD, level, reuse);
    }

    FaultyNode(String name, Level level, Duration reuse) throws Exception {
        recorded = RecordedNode.named(name);
        state = extra(RecordedCri.load(recorded));
        Files.createDirectories(directory.resolve("proc/self"));
        Path caFile = Certificates.write(directory.resolve("ca.crt"), certificate.getCertificatePEM());
        kubelet = FakeKubelet.https(certificate, this::answer);
        kubeletUrl = kubelet.url();
        heal();
        agent = Agent.start(
                new AgentConfig(
                        "node-a",
                        level == Level.SOCKET
                                ? null
                                : new KubeletConfig(
                                        kubeletUrl, caFile, directory.resolve("token"), null, null, null, false),
                        CriEndpoint.parse(level == Level.RESTRICTED ? "none" : "unix://" + socket()),
                        SeriesConfig.of(SeriesValues.CORRECTED),
                        CadvisorConfig.DEFAULT,
                        false,
                        proc(),
                        new RecordedFileSystems(),
                        List.of("127.0.0.1:0"),
                        "/metrics",
                        ReadinessConfig.OFF,
                        new BuildInfo("v", "r", "b")),
                reuse);
    }

    /** Makes all of it work as recorded. */
    void heal() throws Exception {
        answers.clear();
        for (Map.Entry<String, String> file : Map.of(
                        SUMMARY, "stats-summary.json", PODS, "pods.json", CADVISOR, "metrics-cadvisor.prom")
                .entrySet()) {
            String body = new String(recorded.read(file.getValue()), StandardCharsets.ISO_8859_1);
            answer(file.getKey(), (request, connection) -> connection.send(200, body));
        }
        acceptToken("first-secret");
        Files.writeString(directory.resolve("token"), token);
        if (kubelet == null) {
            restartKubelet(certificate);
        }
        Files.write(
                proc().resolve("self/mountinfo"),
                recorded.read(recorded.has("pod-mountinfo") ? "pod-mountinfo" : "mountinfo"));
        Files.write(proc().resolve("diskstats"), recorded.read("diskstats"));
        calls.heal();
        state = extra(RecordedCri.load(recorded));
        if (runtime == null) {
            runtime = ReplayCri.start(socket(), () -> state, Set.of(CriApi.V1), calls);
        }
    }

    String url() {
        return agent.urls().get(0);
    }

    Path proc() {
        return directory.resolve("proc");
    }

    Path socket() {
        return directory.resolve("s");
    }

    /** Sets what the kubelet answers for one path. */
    void answer(String path, FakeKubelet.Behaviour behaviour) {
        answers.put(path, behaviour);
    }

    void answer(String path, int status, String body) {
        answer(path, (request, connection) -> connection.send(status, body));
    }

    /** The path's answer is as it is now, but comes only when {@code open} says so. */
    void hold(String path, CountDownLatch open) {
        FakeKubelet.Behaviour held = Objects.requireNonNull(answers.get(path));
        answer(path, (request, connection) -> {
            open.await();
            held.answer(request, connection);
        });
    }

    void closeConnectionsAfterAnswers() {
        answers.replaceAll((path, behaviour) -> (request, connection) -> {
            connection.closeAfterAnswer();
            behaviour.answer(request, connection);
        });
    }

    /** How often the kubelet was asked for a path since it was started last. */
    long asked(String path) {
        return kubelet == null
                ? 0
                : kubelet.requests.stream()
                        .filter(request -> request.path().equals(path))
                        .count();
    }

    /** The only token that the kubelet accepts from now on. */
    void acceptToken(String accepted) {
        token = accepted;
    }

    void stopKubelet() throws IOException {
        if (kubelet != null) {
            kubelet.close();
            kubelet = null;
        }
    }

    /** Starts it anew at the same address. */
    void restartKubelet(X509Bundle served) throws Exception {
        stopKubelet();
        kubelet = FakeKubelet.https(served, kubeletUrl.getPort(), this::answer);
    }

    void stopRuntime() {
        if (runtime != null) {
            runtime.close();
            runtime = null;
        }
    }

    @Override
    public void close() throws IOException {
        agent.close();
        stopKubelet();
        stopRuntime();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void answer(FakeKubelet.Request request, FakeKubelet.Connection connection) throws Exception {
        FakeKubelet.Behaviour behaviour = answers.get(request.path());
        if (!("Bearer " + token).equals(request.header("authorization"))) {
            connection.send(401, "");
        } else if (behaviour == null) {
            connection.send(404, "");
        } else {
            behaviour.answer(request, connection);
        }
    }

    private static ReplayCri.State extra(ReplayCri.State state) {
        return state.withStats(state.stats().stream().map(FaultyNode::extra).toList());
    }

    private static ContainerStats extra(ContainerStats stats) {
        FilesystemUsage layer = stats.getWritableLayer();
        return stats.toBuilder()
                .setWritableLayer(layer.toBuilder()
                        .setUsedBytes(UInt64Value.newBuilder()
                                .setValue(layer.getUsedBytes().getValue() + RUNTIME_EXTRA_BYTES)))
                .build();
    }

    /** What the agent's pod would see of the node's disk. */
    private static final class RecordedFileSystems implements FileSystems {
        @Override
        public long capacityBytes(String path) {
            return 270_553_174_016L;
        }

        @Override
        public FileSystems.Inodes inodes(String path) {
            return new FileSystems.Inodes(16_777_216, 16_199_295);
        }

        @Override
        public boolean isDirectory(String path) {
            return false;
        }

        @Override
        public @Nullable String deviceMapperName(String mapping) {
            return null;
        }
    }
}
