package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.cri.CriContainers.ReadySandbox;
import dev.dockershim.exporter.cri.CriContainers.RunningContainer;
import dev.dockershim.exporter.cri.v1.Container;
import dev.dockershim.exporter.cri.v1.ContainerFilter;
import dev.dockershim.exporter.cri.v1.ContainerState;
import dev.dockershim.exporter.cri.v1.ContainerStateValue;
import dev.dockershim.exporter.cri.v1.ListContainersRequest;
import dev.dockershim.exporter.cri.v1.ListContainersResponse;
import dev.dockershim.exporter.cri.v1.ListPodSandboxRequest;
import dev.dockershim.exporter.cri.v1.ListPodSandboxResponse;
import dev.dockershim.exporter.cri.v1.PodSandbox;
import dev.dockershim.exporter.cri.v1.PodSandboxMetadata;
import dev.dockershim.exporter.cri.v1.PodSandboxState;
import dev.dockershim.exporter.cri.v1.RuntimeServiceGrpc;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The running containers, joined with their sandboxes, and the ready sandboxes: two lists asked for side by side. */
public final class ContainersSource implements Source<CriContainers> {

    private static final ListContainersRequest RUNNING = ListContainersRequest.newBuilder()
            .setFilter(ContainerFilter.newBuilder()
                    .setState(ContainerStateValue.newBuilder().setState(ContainerState.CONTAINER_RUNNING)))
            .build();

    private final CriClient client;

    /** Reads by {@code client}, which stays the caller's to close. */
    public ContainersSource(CriClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "cri_containers";
    }

    @Override
    public CriContainers read(Deadline deadline) throws SourceException, InterruptedException {
        CriConnection connection = client.connection(deadline);
        CriCall<ListContainersResponse> containers =
                connection.start(RuntimeServiceGrpc.getListContainersMethod(), RUNNING, deadline);
        CriCall<ListPodSandboxResponse> sandboxes = connection.start(
                RuntimeServiceGrpc.getListPodSandboxMethod(), ListPodSandboxRequest.getDefaultInstance(), deadline);
        try {
            List<Container> listed = containers.await().getContainersList();
            List<PodSandbox> pods = sandboxes.await().getItemsList();
            return new CriContainers(connection.runtime(), join(listed, pods), ready(pods), connection.number());
        } finally {
            containers.cancel();
            sandboxes.cancel();
        }
    }

    private static List<RunningContainer> join(List<Container> containers, List<PodSandbox> sandboxes) {
        Map<String, PodSandbox> byId = new HashMap<>();
        sandboxes.forEach(sandbox -> byId.put(sandbox.getId(), sandbox));
        return containers.stream()
                .filter(container -> container.getState() == ContainerState.CONTAINER_RUNNING)
                .map(container -> running(container, byId.get(container.getPodSandboxId())))
                .toList();
    }

    /**
     * One container. The names are its sandbox's, else those the kubelet wrote into its labels (kubernetes
     * pkg/kubelet/types/labels.go); a container made by hand may have neither, and still uses the disk.
     */
    private static RunningContainer running(Container container, @Nullable PodSandbox sandbox) {
        PodSandboxMetadata pod = sandbox == null ? PodSandboxMetadata.getDefaultInstance() : sandbox.getMetadata();
        Map<String, String> labels = container.getLabelsMap();
        return new RunningContainer(
                container.getId(),
                container.getPodSandboxId(),
                pod.getAttempt(),
                first(pod.getUid(), labels.get("io.kubernetes.pod.uid")),
                first(pod.getNamespace(), labels.get("io.kubernetes.pod.namespace")),
                first(pod.getName(), labels.get("io.kubernetes.pod.name")),
                first(container.getMetadata().getName(), labels.get("io.kubernetes.container.name")),
                container.getMetadata().getAttempt(),
                imageId(container),
                container.getCreatedAt());
    }

    private static List<ReadySandbox> ready(List<PodSandbox> sandboxes) {
        return sandboxes.stream()
                .filter(sandbox -> sandbox.getState() == PodSandboxState.SANDBOX_READY)
                .map(ContainersSource::ready)
                .toList();
    }

    private static ReadySandbox ready(PodSandbox sandbox) {
        PodSandboxMetadata pod = sandbox.getMetadata();
        Map<String, String> labels = sandbox.getLabelsMap();
        return new ReadySandbox(
                sandbox.getId(),
                pod.getAttempt(),
                first(pod.getUid(), labels.get("io.kubernetes.pod.uid")),
                first(pod.getNamespace(), labels.get("io.kubernetes.pod.namespace")),
                first(pod.getName(), labels.get("io.kubernetes.pod.name")),
                sandbox.getCreatedAt());
    }

    private static String first(String name, @Nullable String label) {
        return name.isEmpty() && label != null ? label : name;
    }

    /** CRI-O and newer containerd give {@code image_id}; elsewhere the id is in {@code image_ref} or {@code image}. */
    private static @Nullable String imageId(Container container) {
        return Stream.of(
                        container.getImageId(),
                        container.getImageRef(),
                        container.getImage().getImage())
                .flatMap(reference -> Stream.ofNullable(ImageId.of(reference)))
                .findFirst()
                .orElse(null);
    }
}
