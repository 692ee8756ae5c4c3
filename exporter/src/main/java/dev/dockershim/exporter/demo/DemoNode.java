package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.CriApi;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.demo.ReplayKubelet.Answer;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A recorded node brought to life: a kubelet over HTTPS, a runtime on a Unix socket, and a directory that stands for
 * {@code /proc}. An agent reads them with the same clients as in production.
 */
public final class DemoNode implements AutoCloseable {

    private static final String TOKEN = "demo-token";

    private final RecordedNode recorded;
    private final TemporaryDirectory directory;
    private final ReplayKubelet kubelet;
    private final @Nullable ReplayCri cri;
    private final @Nullable HostTree host;
    private final ReplayProc proc;
    private final FileSystems fileSystems;

    private DemoNode(
            RecordedNode recorded,
            TemporaryDirectory directory,
            ReplayKubelet kubelet,
            @Nullable ReplayCri cri,
            @Nullable HostTree host,
            ReplayProc proc) {
        this.recorded = recorded;
        this.directory = directory;
        this.kubelet = kubelet;
        this.cri = cri;
        this.host = host;
        this.proc = proc;
        this.fileSystems = new RecordedFileSystems(recorded);
    }

    /** Starts the node. Its files are in a temporary directory that {@link #close} removes. */
    public static DemoNode start(RecordedNode recorded, Motion motion) throws IOException, InterruptedException {
        TemporaryDirectory temporary = TemporaryDirectory.create("dockershim-demo");
        Path directory = temporary.path();
        ServingCertificate certificate = ServingCertificate.create(directory, "node-a");
        certificate.writePem(directory.resolve("kubelet.crt"));
        Files.writeString(directory.resolve("token"), TOKEN);
        Scenario scenario = recorded.scenario();
        HostTree host = scenario.host() == null
                ? null
                : HostTree.write(HostTree.files(scenario.host()), directory.resolve("host"));
        ReplayKubelet kubelet = ReplayKubelet.start(certificate.sslContext(), TOKEN, answers(recorded, motion));
        ReplayCri cri =
                recorded.has("cri-containers.json") && scenario.hasCri() ? startCri(recorded, directory, motion) : null;
        ReplayProc proc = ReplayProc.start(directory.resolve("proc"), recorded, motion);
        return new DemoNode(recorded, temporary, kubelet, cri, host, proc);
    }

    /** What an agent must be given to trust and reach the kubelet. */
    public KubeletConfig kubelet() {
        Path files = directory.path();
        return new KubeletConfig(
                kubelet.url(), files.resolve("kubelet.crt"), files.resolve("token"), null, null, null, false);
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
        return proc.directory();
    }

    /** The recorded node's file system, whatever this machine's is. */
    public FileSystems fileSystems() {
        return fileSystems;
    }

    @Override
    public void close() throws IOException {
        proc.close();
        kubelet.close();
        if (cri != null) {
            cri.close();
        }
        if (host != null) {
            host.close();
        }
        directory.close();
    }

    private static Map<String, Answer> answers(RecordedNode recorded, Motion motion) {
        Map<String, Answer> answers = KubeletAnswers.of(recorded, pods(recorded), motion);
        if (recorded.has("node.json")) {
            String node = new String(recorded.read("node.json"), StandardCharsets.UTF_8);
            answers.put(
                    "/api/v1/nodes/" + recorded.name(),
                    new Answer(
                            KubeletAnswers.JSON,
                            () -> node.replace(
                                            "${now}",
                                            motion.now()
                                                    .truncatedTo(ChronoUnit.SECONDS)
                                                    .toString())
                                    .getBytes(StandardCharsets.UTF_8)));
        }
        answers.replaceAll((path, answer) -> recorded.scenario().refuses(path) ? Answer.REFUSED : answer);
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

    private static ReplayCri startCri(RecordedNode recorded, Path directory, Motion motion) throws IOException {
        RecordedLayers layers = new RecordedLayers(RecordedCri.load(recorded), motion);
        return ReplayCri.start(directory.resolve("cri.sock"), layers::now, Set.of(CriApi.V1));
    }
}
