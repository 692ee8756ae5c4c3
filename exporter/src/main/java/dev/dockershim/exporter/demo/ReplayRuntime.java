package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.CriApi;
import dev.dockershim.exporter.cri.v1.Container;
import dev.dockershim.exporter.cri.v1.ContainerFilter;
import dev.dockershim.exporter.cri.v1.ContainerStatusRequest;
import dev.dockershim.exporter.cri.v1.ContainerStatusResponse;
import dev.dockershim.exporter.cri.v1.ListContainerStatsRequest;
import dev.dockershim.exporter.cri.v1.ListContainerStatsResponse;
import dev.dockershim.exporter.cri.v1.ListContainersRequest;
import dev.dockershim.exporter.cri.v1.ListContainersResponse;
import dev.dockershim.exporter.cri.v1.ListPodSandboxRequest;
import dev.dockershim.exporter.cri.v1.ListPodSandboxResponse;
import dev.dockershim.exporter.cri.v1.PodSandboxStatusRequest;
import dev.dockershim.exporter.cri.v1.PodSandboxStatusResponse;
import dev.dockershim.exporter.cri.v1.RuntimeServiceGrpc;
import dev.dockershim.exporter.cri.v1.StatusRequest;
import dev.dockershim.exporter.cri.v1.StatusResponse;
import dev.dockershim.exporter.cri.v1.VersionRequest;
import dev.dockershim.exporter.cri.v1.VersionResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.function.Supplier;

/** The seven calls of the RuntimeService that the exporter makes. */
final class ReplayRuntime extends RuntimeServiceGrpc.RuntimeServiceImplBase {

    private final Supplier<ReplayCri.State> state;
    private final CriApi api;

    ReplayRuntime(Supplier<ReplayCri.State> state, CriApi api) {
        this.state = state;
        this.api = api;
    }

    @Override
    public void version(VersionRequest request, StreamObserver<VersionResponse> answer) {
        reply(
                state.get().version().toBuilder()
                        .setRuntimeApiVersion(api.version())
                        .build(),
                answer);
    }

    @Override
    public void listPodSandbox(ListPodSandboxRequest request, StreamObserver<ListPodSandboxResponse> answer) {
        reply(
                ListPodSandboxResponse.newBuilder()
                        .addAllItems(state.get().sandboxes())
                        .build(),
                answer);
    }

    @Override
    public void podSandboxStatus(PodSandboxStatusRequest request, StreamObserver<PodSandboxStatusResponse> answer) {
        PodSandboxStatusResponse status = state.get().sandboxStatuses().get(request.getPodSandboxId());
        if (status == null) {
            answer.onError(Status.NOT_FOUND.withDescription("no such sandbox").asException());
            return;
        }
        reply(request.getVerbose() ? status : status.toBuilder().clearInfo().build(), answer);
    }

    @Override
    public void listContainers(ListContainersRequest request, StreamObserver<ListContainersResponse> answer) {
        ListContainersResponse.Builder response = ListContainersResponse.newBuilder();
        state.get().containers().stream()
                .filter(container -> passes(container, request.getFilter()))
                .forEach(response::addContainers);
        reply(response.build(), answer);
    }

    private static boolean passes(Container container, ContainerFilter filter) {
        return !filter.hasState() || container.getState() == filter.getState().getState();
    }

    @Override
    public void containerStatus(ContainerStatusRequest request, StreamObserver<ContainerStatusResponse> answer) {
        ContainerStatusResponse status = state.get().statuses().get(request.getContainerId());
        if (status == null) {
            answer.onError(Status.NOT_FOUND.withDescription("no such container").asException());
            return;
        }
        reply(request.getVerbose() ? status : status.toBuilder().clearInfo().build(), answer);
    }

    @Override
    public void listContainerStats(
            ListContainerStatsRequest request, StreamObserver<ListContainerStatsResponse> answer) {
        reply(
                ListContainerStatsResponse.newBuilder()
                        .addAllStats(state.get().stats())
                        .build(),
                answer);
    }

    @Override
    public void status(StatusRequest request, StreamObserver<StatusResponse> answer) {
        StatusResponse status = state.get().status();
        reply(request.getVerbose() ? status : status.toBuilder().clearInfo().build(), answer);
    }

    private static <R> void reply(R response, StreamObserver<R> answer) {
        answer.onNext(response);
        answer.onCompleted();
    }
}
