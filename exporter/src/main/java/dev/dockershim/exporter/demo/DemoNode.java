package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.CriApi;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.cri.v1.UInt64Value;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded node brought to life: a kubelet over HTTPS, a runtime on a Unix socket, and a directory that stands for
 * {@code /proc}. An agent reads them with the same clients as in production.
 */
public final class DemoNode implements AutoCloseable {

    private static final String TOKEN = "demo-token";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String JSON = "application/json";

    private final RecordedNode recorded;
    private final Path directory;
    private final ReplayKubelet kubelet;
    private final @Nullable ReplayCri cri;
    private final @Nullable HostTree host;
    private final ScheduledExecutorService kernel;
    private final long capacityBytes;
    private final FileSystems.Inodes inodes;

    private DemoNode(
            RecordedNode recorded,
            Path directory,
            ReplayKubelet kubelet,
            @Nullable ReplayCri cri,
            @Nullable HostTree host,
            ScheduledExecutorService kernel,
            JsonNode fileSystem) {
        this.recorded = recorded;
        this.directory = directory;
        this.kubelet = kubelet;
        this.cri = cri;
        this.host = host;
        this.kernel = kernel;
        this.capacityBytes = fileSystem.path("capacityBytes").asLong(-1);
        this.inodes = new FileSystems.Inodes(
                fileSystem.path("inodes").asLong(-1),
                fileSystem.path("inodesFree").asLong(-1));
    }

    /** Starts the node. Its files are in a temporary directory that {@link #close} removes. */
    public static DemoNode start(RecordedNode recorded, Motion motion) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("dockershim-demo");
        ServingCertificate certificate = ServingCertificate.create(directory, "node-a");
        certificate.writePem(directory.resolve("kubelet.crt"));
        Files.writeString(directory.resolve("token"), TOKEN);
        Files.createDirectories(directory.resolve("proc/self"));
        Files.write(
                directory.resolve("proc/self/mountinfo"),
                recorded.read(recorded.has("pod-mountinfo") ? "pod-mountinfo" : "mountinfo"));
        RecordedDiskStats diskStats = new RecordedDiskStats(recorded.read("diskstats"), motion);
        writeDiskStats(directory, diskStats);
        byte[] summary = recorded.read("stats-summary.json");
        Scenario scenario = recorded.scenario();
        HostTree host = scenario.host() == null ? null : HostTree.write(scenario.host(), directory.resolve("host"));
        ReplayKubelet kubelet =
                ReplayKubelet.start(certificate.sslContext(), TOKEN, answers(recorded, summary, motion));
        ReplayCri cri =
                recorded.has("cri-containers.json") && scenario.hasCri() ? startCri(recorded, directory, motion) : null;
        ScheduledExecutorService kernel = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "replay-kernel");
            thread.setDaemon(true);
            return thread;
        });
        if (motion.isMoving()) {
            var unused = kernel.scheduleAtFixedRate(
                    () -> writeDiskStatsOrWarn(directory, diskStats), 1, 1, TimeUnit.SECONDS);
        }
        return new DemoNode(recorded, directory, kubelet, cri, host, kernel, fileSystem(summary));
    }

    /** What an agent must be given to trust and reach the kubelet. */
    public KubeletConfig kubelet() {
        return new KubeletConfig(
                kubelet.url(), directory.resolve("kubelet.crt"), directory.resolve("token"), null, null, null, false);
    }

    /** What an agent must be given to reach the API server; null if the node has no Node object. */
    public @Nullable KubeletConfig apiServer() {
        return recorded.has("node.json") ? kubelet() : null;
    }

    /** Where the host's file system is; null if the agent is not to see it. */
    public @Nullable Path hostRoot() {
        return host == null ? null : host.root();
    }

    /** The runtime's socket; none if the recorded node has no CRI. */
    public CriEndpoint cri() {
        return CriEndpoint.parse(cri == null ? "none" : "unix://" + cri.socket());
    }

    /** Stands for {@code /proc}. */
    public Path proc() {
        return directory.resolve("proc");
    }

    /** The recorded node's file system, whatever this machine's is. */
    public FileSystems fileSystems() {
        return new FileSystems() {
            @Override
            public long capacityBytes(String path) {
                return capacityBytes;
            }

            @Override
            public FileSystems.@Nullable Inodes inodes(String path) {
                return inodes;
            }

            @Override
            public boolean isDirectory(String path) {
                return !recorded.has("pod-mountinfo");
            }

            @Override
            public @Nullable String deviceMapperName(String mapping) {
                return null;
            }
        };
    }

    @Override
    public void close() throws IOException {
        kernel.shutdownNow();
        kubelet.close();
        if (cri != null) {
            cri.close();
        }
        if (host != null) {
            host.close();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Map<String, ReplayKubelet.Answer> answers(RecordedNode recorded, byte[] summary, Motion motion) {
        byte[] pods = pods(recorded);
        RecordedCadvisor cadvisor = new RecordedCadvisor(recorded.read("metrics-cadvisor.prom"), motion);
        RecordedSummary moving = new RecordedSummary(summary, motion);
        Map<String, ReplayKubelet.Answer> answers = new HashMap<>();
        answers.put("/stats/summary", new ReplayKubelet.Answer(JSON, moving::now));
        answers.put("/pods", new ReplayKubelet.Answer(JSON, () -> pods));
        answers.put("/metrics/cadvisor", new ReplayKubelet.Answer(TEXT, cadvisor::now));
        if (recorded.has("configz.json")) {
            byte[] configz = recorded.read("configz.json");
            answers.put("/configz", new ReplayKubelet.Answer(JSON, () -> configz));
        }
        if (recorded.has("kubelet-version")) {
            byte[] metrics = metrics(recorded.read("kubelet-version"));
            answers.put("/metrics", new ReplayKubelet.Answer(TEXT, () -> metrics));
        }
        if (recorded.has("node.json")) {
            String node = new String(recorded.read("node.json"), StandardCharsets.UTF_8);
            answers.put(
                    "/api/v1/nodes/" + recorded.name(),
                    new ReplayKubelet.Answer(
                            JSON,
                            () -> node.replace(
                                            "${now}",
                                            motion.now()
                                                    .truncatedTo(ChronoUnit.SECONDS)
                                                    .toString())
                                    .getBytes(StandardCharsets.UTF_8)));
        }
        answers.replaceAll((path, answer) -> recorded.scenario().refuses(path) ? ReplayKubelet.Answer.REFUSED : answer);
        return answers;
    }

    /** The recorded pods, and those that the scenario adds. */
    private static byte[] pods(RecordedNode recorded) {
        byte[] pods = recorded.read("pods.json");
        if (!recorded.has("more-pods.json")) {
            return pods;
        }
        JsonMapper json = JsonMapper.shared();
        ObjectNode document = (ObjectNode) json.readTree(pods);
        ((ArrayNode) document.get("items")).addAll((ArrayNode) json.readTree(recorded.read("more-pods.json")));
        return json.writeValueAsBytes(document);
    }

    /** Of a kubelet's own metrics the one that tells its version. */
    private static byte[] metrics(byte[] version) {
        return """
                # HELP kubernetes_build_info [ALPHA] Version of Kubernetes, always 1.
                # TYPE kubernetes_build_info gauge
                kubernetes_build_info{compiler="gc",git_version="%s",platform="linux/amd64"} 1
                """.formatted(new String(version, StandardCharsets.UTF_8).strip())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ReplayCri startCri(RecordedNode recorded, Path directory, Motion motion) throws IOException {
        ReplayCri.State state = RecordedCri.load(recorded);
        return ReplayCri.start(directory.resolve("cri.sock"), () -> moved(state, motion), Set.of(CriApi.V1));
    }

    private static JsonNode fileSystem(byte[] summary) {
        return JsonMapper.shared().readTree(summary).path("node").path("fs");
    }

    /** The runtime's own measures grow as those in the summary do. */
    private static ReplayCri.State moved(ReplayCri.State state, Motion motion) {
        List<ContainerStats> stats = state.stats().stream()
                .map(container -> container.toBuilder()
                        .setWritableLayer(moved(container.getWritableLayer(), motion))
                        .build())
                .toList();
        return motion.isMoving() ? state.withStats(stats) : state;
    }

    private static FilesystemUsage moved(FilesystemUsage layer, Motion motion) {
        long used = layer.getUsedBytes().getValue();
        return used <= RecordedSummary.IDLE_LAYER_BYTES
                ? layer
                : layer.toBuilder()
                        .setTimestamp(motion.now().toEpochMilli() * 1_000_000)
                        .setUsedBytes(UInt64Value.newBuilder()
                                .setValue(motion.bytes(used, RecordedSummary.LAYER_BYTES_PER_SECOND)))
                        .build();
    }

    private static void writeDiskStats(Path directory, RecordedDiskStats diskStats) throws IOException {
        Path next = directory.resolve("diskstats.next");
        Files.write(next, diskStats.now());
        Files.move(
                next,
                directory.resolve("proc/diskstats"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeDiskStatsOrWarn(Path directory, RecordedDiskStats diskStats) {
        try {
            writeDiskStats(directory, diskStats);
        } catch (IOException e) {
            LoggerFactory.getLogger(DemoNode.class).warn("the demo's diskstats could not be written", e);
        }
    }
}
