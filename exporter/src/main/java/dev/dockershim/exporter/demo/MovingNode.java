package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.CriApi;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.demo.ReplayKubelet.Answer;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A node that moves to another runtime while an agent reads it: its kubelet, its host's files, its runtime's socket and
 * its {@code /proc} answer as they do at the stage that it is at.
 */
public final class MovingNode implements AutoCloseable {

    private static final String CRI = "cri-containers.json";

    private final String name;
    private final Path directory;
    private final ReplayTrust trust;
    private final Motion motion;
    private final ReplayKubelet kubelet;
    private final HostTree host;
    private final ReplayProc proc;
    private volatile Map<String, Answer> answers;
    private volatile FileSystems fileSystems;
    private volatile @Nullable RecordedLayers layers;
    private @Nullable ReplayCri cri;

    private MovingNode(String name, Path directory, ReplayTrust trust, Motion motion, MigrationStage stage)
            throws IOException {
        this.name = name;
        this.directory = directory;
        this.trust = trust;
        this.motion = motion;
        StageFiles files = new StageFiles(name, stage);
        this.answers = Map.of();
        this.fileSystems = new RecordedFileSystems(files);
        this.host = HostTree.write(stage.hostFiles(), directory.resolve("host"));
        this.proc = ReplayProc.start(directory.resolve("proc"), files, motion);
        this.kubelet = ReplayKubelet.start(trust.sslContext(), ReplayTrust.TOKEN, this::answer);
    }

    /** Starts a node that has {@code directory} for its files; it answers nothing before it {@link #become}s something. */
    static MovingNode start(String name, Path directory, ReplayTrust trust, Motion motion, MigrationStage stage)
            throws IOException {
        return new MovingNode(name, Files.createDirectory(directory), trust, motion, stage);
    }

    /**
     * Brings the node to a stage.
     *
     * @param pods that the API server has placed on it
     * @param refused paths that its kubelet refuses
     */
    void become(MigrationStage stage, List<ObjectNode> pods, List<String> refused) throws IOException {
        StageFiles files = new StageFiles(name, stage);
        host.become(stage.hostFiles());
        proc.become(files);
        fileSystems = new RecordedFileSystems(files);
        if (files.has(CRI)) {
            layers = new RecordedLayers(RecordedCri.load(files), motion);
        }
        Map<String, Answer> now = KubeletAnswers.of(files, pods(files, pods), motion);
        now.replaceAll(
                (path, answer) -> stage.stopped() ? Answer.CLOSED : refused.contains(path) ? Answer.REFUSED : answer);
        answers = now;
    }

    /** Name of the node. */
    public String name() {
        return name;
    }

    /** What an agent must be given to reach the kubelet, and to trust it if it is to be {@code verified}. */
    public KubeletConfig kubelet(boolean verified) {
        return verified ? trust.client(kubelet.url()) : trust.careless(kubelet.url());
    }

    /** Where the host's file system is. */
    public Path hostRoot() {
        return host.root();
    }

    /** Stands for {@code /proc}. */
    public Path proc() {
        return proc.directory();
    }

    /** The socket of containerd, which answers once the node was on it. */
    public CriEndpoint cri() throws IOException {
        if (cri == null) {
            cri = ReplayCri.start(directory.resolve("cri.sock"), this::runtime, Set.of(CriApi.V1));
        }
        return CriEndpoint.parse("unix://" + cri.socket());
    }

    /** The node's file systems, whatever this machine's are. */
    public FileSystems fileSystems() {
        return new FileSystems() {
            @Override
            public long capacityBytes(String path) {
                return fileSystems.capacityBytes(path);
            }

            @Override
            public FileSystems.@Nullable Inodes inodes(String path) {
                return fileSystems.inodes(path);
            }

            @Override
            public boolean isDirectory(String path) {
                return fileSystems.isDirectory(path);
            }

            @Override
            public @Nullable String deviceMapperName(String mapping) {
                return fileSystems.deviceMapperName(mapping);
            }
        };
    }

    @Override
    public void close() throws IOException {
        kubelet.close();
        proc.close();
        host.close();
        if (cri != null) {
            cri.close();
        }
    }

    private @Nullable Answer answer(String path) {
        return answers.get(path);
    }

    private ReplayCri.State runtime() {
        RecordedLayers now = layers;
        if (now == null) {
            throw new IllegalStateException(name + " was not on containerd yet");
        }
        return now.now();
    }

    /** The recorded pods, which run, and those of the API server, which a recording cannot show running. */
    private static byte[] pods(NodeFiles files, List<ObjectNode> placed) {
        ObjectNode document = (ObjectNode) JsonMapper.shared().readTree(files.read("pods.json"));
        ArrayNode items = (ArrayNode) document.get("items");
        for (ObjectNode pod : placed) {
            ObjectNode waiting = pod.deepCopy();
            waiting.putObject("status").put("phase", "Pending");
            items.add(waiting);
        }
        return JsonMapper.shared().writeValueAsBytes(document);
    }
}
