package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dockershim.exporter.cri.CriApi;
import dev.dockershim.exporter.cri.v1.Container;
import dev.dockershim.exporter.cri.v1.ContainerAttributes;
import dev.dockershim.exporter.cri.v1.ContainerMetadata;
import dev.dockershim.exporter.cri.v1.ContainerState;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.FilesystemIdentifier;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.cri.v1.PodSandbox;
import dev.dockershim.exporter.cri.v1.PodSandboxMetadata;
import dev.dockershim.exporter.cri.v1.UInt64Value;
import dev.dockershim.exporter.cri.v1.VersionResponse;
import dev.dockershim.exporter.demo.ReplayCri;
import dev.dockershim.exporter.demo.ReplayKubelet;
import dev.dockershim.exporter.demo.ServingCertificate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A made-up node of any size, one container a pod: its kubelet over HTTPS, and its runtime on a socket. */
public final class ReplayedNode implements AutoCloseable {

    private static final long CAPACITY = 2_000_000_000;
    private static final String TOKEN = "test-token";
    private static final String START = "2026-11-23T08:37:29Z";
    private static final long START_NANOS = 1_795_423_049_000_000_000L;

    /** About as many families as a kubelet prints for a container. */
    private static final int CADVISOR_FAMILIES = 30;

    private final Path directory;
    private final ReplayKubelet kubelet;
    private final ReplayCri cri;

    private ReplayedNode(Path directory, ReplayKubelet kubelet, ReplayCri cri) {
        this.directory = directory;
        this.kubelet = kubelet;
        this.cri = cri;
    }

    /** Serves until it is closed, with socket, certificate and token in that directory. */
    static ReplayedNode start(Path directory, int containers) throws IOException, InterruptedException {
        return start(directory, containers, CAPACITY);
    }

    /**
     * As above, with the size of the disk that the kubelet tells of: an agent names the disk of its own mounts that has
     * this size.
     */
    public static ReplayedNode start(Path directory, int containers, long capacityBytes)
            throws IOException, InterruptedException {
        ServingCertificate certificate = ServingCertificate.create(directory, "node-a");
        certificate.writePem(directory.resolve("kubelet.crt"));
        Files.writeString(directory.resolve("token"), TOKEN);
        byte[] summary = summary(containers, capacityBytes).getBytes(UTF_8);
        byte[] cadvisor = cadvisor(containers).getBytes(UTF_8);
        ReplayKubelet kubelet = ReplayKubelet.start(
                certificate.sslContext(),
                TOKEN,
                Map.of(
                        "/stats/summary", new ReplayKubelet.Answer("application/json", () -> summary),
                        "/metrics/cadvisor", new ReplayKubelet.Answer("text/plain; version=0.0.4", () -> cadvisor)));
        ReplayCri.State state = state(containers);
        ReplayCri cri = ReplayCri.start(directory.resolve("cri.sock"), () -> state, Set.of(CriApi.V1));
        return new ReplayedNode(directory, kubelet, cri);
    }

    /** Where its kubelet answers. */
    public URI kubeletUrl() {
        return kubelet.url();
    }

    /** What an agent needs to read both. */
    String[] flags() {
        return new String[] {
            "--kubelet.url=" + kubelet.url(),
            "--kubelet.ca-file=" + directory.resolve("kubelet.crt"),
            "--kubelet.token-file=" + directory.resolve("token"),
            "--cri.endpoint=unix://" + cri.socket()
        };
    }

    @Override
    public void close() {
        kubelet.close();
        cri.close();
    }

    private static String summary(int containers, long capacityBytes) {
        String fs = "\"time\":\"%1$s\",\"availableBytes\":1000000000,\"capacityBytes\":" + capacityBytes
                + ",\"inodesFree\":16199295,\"inodes\":16777216";
        String psi = "\"psi\":{\"full\":{\"total\":0,\"avg10\":0,\"avg60\":0,\"avg300\":0},"
                + "\"some\":{\"total\":0,\"avg10\":0,\"avg60\":0,\"avg300\":0}}";
        String pod = ("{\"podRef\":{\"name\":\"web-%2$d\",\"namespace\":\"prod\",\"uid\":\"%3$s\"},\"containers\":["
                + "{\"name\":\"app\",\"startTime\":\"%1$s\",\"cpu\":{\"time\":\"%1$s\",\"usageNanoCores\":569375,"
                + psi + "},\"memory\":{\"time\":\"%1$s\",\"workingSetBytes\":831488," + psi + "},\"io\":{" + psi
                + "},\"rootfs\":{" + fs + ",\"usedBytes\":20480,\"inodesUsed\":8},\"logs\":{" + fs
                + ",\"usedBytes\":8192,\"inodesUsed\":1}}]}");
        List<String> pods = new ArrayList<>();
        for (int i = 0; i < containers; i++) {
            pods.add(pod.formatted(START, i, uid(i)));
        }
        return "{\"node\":{\"nodeName\":\"node-a\"},\"pods\":[" + String.join(",", pods) + "]}";
    }

    private static String cadvisor(int containers) {
        StringBuilder text = new StringBuilder();
        for (int family = 0; family < CADVISOR_FAMILIES; family++) {
            String name = family == 20 ? "container_start_time_seconds" : "container_family_" + family;
            text.append("# TYPE ").append(name).append(" gauge\n");
            for (int i = 0; i < containers; i++) {
                text.append("%s{container=\"app\",id=\"/kubepods/pod%s/%s\",image=\"docker.io/library/nginx:1.25\","
                                .formatted(name, uid(i), id(i)))
                        .append("name=\"%s\",namespace=\"prod\",pod=\"web-%d\"} %d\n"
                                .formatted(id(i), i, START_NANOS / 1_000_000_000));
            }
        }
        return text.toString();
    }

    private static ReplayCri.State state(int count) {
        List<PodSandbox> sandboxes = new ArrayList<>();
        List<Container> containers = new ArrayList<>();
        List<ContainerStats> stats = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String sandbox = "%064x".formatted(1_000_000 + i);
            ContainerMetadata metadata =
                    ContainerMetadata.newBuilder().setName("app").build();
            sandboxes.add(PodSandbox.newBuilder()
                    .setId(sandbox)
                    .setMetadata(PodSandboxMetadata.newBuilder()
                            .setName("web-" + i)
                            .setNamespace("prod")
                            .setUid(uid(i)))
                    .build());
            containers.add(Container.newBuilder()
                    .setId(id(i))
                    .setPodSandboxId(sandbox)
                    .setMetadata(metadata)
                    .setState(ContainerState.CONTAINER_RUNNING)
                    .setCreatedAt(START_NANOS)
                    .build());
            stats.add(ContainerStats.newBuilder()
                    .setAttributes(ContainerAttributes.newBuilder().setId(id(i)).setMetadata(metadata))
                    .setWritableLayer(FilesystemUsage.newBuilder()
                            .setTimestamp(START_NANOS)
                            .setFsId(FilesystemIdentifier.newBuilder().setMountpoint("/var/lib/containerd/snapshots"))
                            .setUsedBytes(UInt64Value.newBuilder().setValue(20_480))
                            .setInodesUsed(UInt64Value.newBuilder().setValue(8)))
                    .build());
        }
        VersionResponse version = VersionResponse.newBuilder()
                .setRuntimeName("containerd")
                .setRuntimeVersion("2.3.4")
                .build();
        return new ReplayCri.State(version, sandboxes, containers, stats, List.of(), Map.of());
    }

    private static String uid(int pod) {
        return "3f1c2b7e-6d1a-4e0f-9a53-%012x".formatted(pod);
    }

    private static String id(int container) {
        return "%064x".formatted(container);
    }
}
