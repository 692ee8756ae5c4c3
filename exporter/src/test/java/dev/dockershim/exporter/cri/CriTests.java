package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.cri.v1.Container;
import dev.dockershim.exporter.cri.v1.ContainerMetadata;
import dev.dockershim.exporter.cri.v1.ContainerState;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.PodSandbox;
import dev.dockershim.exporter.cri.v1.VersionResponse;
import dev.dockershim.exporter.demo.ReplayCri;
import dev.dockershim.exporter.source.Deadline;
import io.grpc.ServerInterceptor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What tests of the CRI share: a runtime at a socket in a directory of the test, and plain states of it. */
final class CriTests {

    private CriTests() {}

    static ReplayCri serve(Path dir, ReplayCri.State state, ServerInterceptor... interceptors) throws IOException {
        return ReplayCri.start(dir.resolve("s"), () -> state, Set.of(CriApi.V1), interceptors);
    }

    static CriClient client(ReplayCri runtime) {
        return client(runtime.socket());
    }

    static CriClient client(Path socket) {
        return new CriClient(CriEndpoint.parse(socket.toString()));
    }

    /** Connects, so that what follows is about one call only. */
    static void warmUp(CriClient client) throws Exception {
        client.connection(soon());
    }

    /** Long enough for a busy machine; no test waits for it. */
    static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }

    static ReplayCri.State state(Container... containers) {
        return state("1.0", containers);
    }

    static ReplayCri.State state(String version, Container... containers) {
        return new ReplayCri.State(version(version), List.of(), List.of(containers), List.of(), List.of(), Map.of());
    }

    static ReplayCri.State state(List<PodSandbox> sandboxes, List<Container> containers) {
        return new ReplayCri.State(version("1.0"), sandboxes, containers, List.of(), List.of(), Map.of());
    }

    static ReplayCri.State stats(ContainerStats... stats) {
        return new ReplayCri.State(version("1.0"), List.of(), List.of(), List.of(stats), List.of(), Map.of());
    }

    static VersionResponse version(String version) {
        return VersionResponse.newBuilder()
                .setRuntimeName("containerd")
                .setRuntimeVersion(version)
                .build();
    }

    static Container.Builder running(String id) {
        return Container.newBuilder()
                .setId(id)
                .setPodSandboxId("sandbox-of-" + id)
                .setState(ContainerState.CONTAINER_RUNNING)
                .setMetadata(ContainerMetadata.newBuilder().setName("name-of-" + id));
    }
}
