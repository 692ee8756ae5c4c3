package dev.dockershim.exporter.bench;

import dev.dockershim.exporter.cri.CriApi;
import dev.dockershim.exporter.cri.v1.Container;
import dev.dockershim.exporter.cri.v1.ContainerAttributes;
import dev.dockershim.exporter.cri.v1.ContainerMetadata;
import dev.dockershim.exporter.cri.v1.ContainerState;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.ContainerStatus;
import dev.dockershim.exporter.cri.v1.ContainerStatusResponse;
import dev.dockershim.exporter.cri.v1.FilesystemIdentifier;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.cri.v1.PodSandbox;
import dev.dockershim.exporter.cri.v1.PodSandboxMetadata;
import dev.dockershim.exporter.cri.v1.UInt64Value;
import dev.dockershim.exporter.cri.v1.VersionResponse;
import dev.dockershim.exporter.demo.ReplayCri;
import dev.dockershim.exporter.demo.ReplayKubelet;
import dev.dockershim.exporter.demo.ServingCertificate;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.kubelet.SummarySource;
import dev.dockershim.exporter.source.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Serves a made-up node's kubelet and CRI, for the whole-process benchmark: {@code bench/footprint}. */
public final class NodeServer {

    private static final String TOKEN = "bench-token";

    private NodeServer() {}

    /**
     * Serves until it is killed.
     *
     * @param args directory for socket, certificate, token and URL; number of containers
     */
    public static void main(String[] args) throws IOException, InterruptedException, SourceException {
        Path directory = Path.of(args[0]);
        byte[] summary = GeneratedNode.summaryJson(Integer.parseInt(args[1]));
        List<Labels> labels = GeneratedNode.labels(SummarySource.parse(new ByteArrayInputStream(summary)));
        byte[] cadvisor = cadvisor(labels);
        ServingCertificate certificate = ServingCertificate.create(directory, "node-a");
        certificate.writePem(directory.resolve("kubelet.crt"));
        Files.writeString(directory.resolve("token"), TOKEN);
        ReplayKubelet kubelet = ReplayKubelet.start(
                certificate.sslContext(),
                TOKEN,
                Map.of(
                        "/stats/summary", new ReplayKubelet.Answer("application/json", () -> summary),
                        "/metrics/cadvisor", new ReplayKubelet.Answer("text/plain; version=0.0.4", () -> cadvisor)));
        ReplayCri.State state = state(labels, directory.toString());
        ReplayCri.start(directory.resolve("cri.sock"), () -> state, Set.of(CriApi.V1));
        Files.writeString(directory.resolve("url"), kubelet.url().toString());
        new CountDownLatch(1).await();
    }

    /** As many lines as a kubelet prints: some thirty families a container. */
    private static byte[] cadvisor(List<Labels> containers) {
        StringBuilder text = new StringBuilder();
        for (int family = 0; family < 30; family++) {
            String name = family == 20 ? "container_start_time_seconds" : "container_family_" + family;
            text.append("# TYPE ").append(name).append(" gauge\n");
            for (Labels labels : containers) {
                text.append(name)
                        .append(
                                "{container=\"%s\",id=\"%s\",image=\"%s\",name=\"%s\",namespace=\"%s\",pod=\"%s\"} %d %d%n"
                                        .formatted(
                                                labels.container(),
                                                labels.id(),
                                                labels.image(),
                                                labels.name(),
                                                labels.namespace(),
                                                labels.pod(),
                                                labels.startTimeSeconds(),
                                                labels.startTimeSeconds() * 1000));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static ReplayCri.State state(List<Labels> all, String layersDirectory) {
        List<PodSandbox> sandboxes = new ArrayList<>();
        List<Container> containers = new ArrayList<>();
        List<ContainerStats> stats = new ArrayList<>();
        Map<String, ContainerStatusResponse> statuses = new HashMap<>();
        for (Labels labels : all) {
            String sandbox = "%064x".formatted(labels.pod().hashCode());
            ContainerMetadata metadata =
                    ContainerMetadata.newBuilder().setName(labels.container()).build();
            sandboxes.add(PodSandbox.newBuilder()
                    .setId(sandbox)
                    .setMetadata(PodSandboxMetadata.newBuilder()
                            .setName(labels.pod())
                            .setNamespace(labels.namespace())
                            .setUid(labels.id()
                                    .substring("/kubepods/burstable/pod".length())
                                    .split("/", -1)[0]))
                    .build());
            containers.add(Container.newBuilder()
                    .setId(labels.name())
                    .setPodSandboxId(sandbox)
                    .setMetadata(metadata)
                    .setImageRef("sha256:e5a616e4b9cf68dfcad7782b78e118be4310022e874d52da85c55923fb615f87")
                    .setState(ContainerState.CONTAINER_RUNNING)
                    .setCreatedAt(labels.startTimeSeconds() * 1_000_000_000)
                    .build());
            stats.add(ContainerStats.newBuilder()
                    .setAttributes(ContainerAttributes.newBuilder()
                            .setId(labels.name())
                            .setMetadata(metadata))
                    .setWritableLayer(FilesystemUsage.newBuilder()
                            .setTimestamp(labels.startTimeSeconds() * 1_000_000_000)
                            .setFsId(FilesystemIdentifier.newBuilder().setMountpoint(layersDirectory))
                            .setUsedBytes(UInt64Value.newBuilder().setValue(20_480))
                            .setInodesUsed(UInt64Value.newBuilder().setValue(8)))
                    .build());
            statuses.put(
                    labels.name(),
                    ContainerStatusResponse.newBuilder()
                            .setStatus(ContainerStatus.newBuilder().setId(labels.name()))
                            .build());
        }
        return new ReplayCri.State(
                VersionResponse.newBuilder()
                        .setRuntimeName("containerd")
                        .setRuntimeVersion("2.3.4")
                        .build(),
                sandboxes,
                containers,
                stats,
                List.of(),
                statuses);
    }
}
