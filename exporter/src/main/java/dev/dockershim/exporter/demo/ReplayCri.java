package dev.dockershim.exporter.demo;

import dev.dockershim.exporter.cri.CriApi;
import dev.dockershim.exporter.cri.NettyWarnings;
import dev.dockershim.exporter.cri.snapshots.UsageResponse;
import dev.dockershim.exporter.cri.v1.Container;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.ContainerStatusResponse;
import dev.dockershim.exporter.cri.v1.Image;
import dev.dockershim.exporter.cri.v1.PodSandbox;
import dev.dockershim.exporter.cri.v1.PodSandboxStatusResponse;
import dev.dockershim.exporter.cri.v1.StatusResponse;
import dev.dockershim.exporter.cri.v1.VersionResponse;
import io.grpc.Server;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A container runtime that shows recorded containers: a real gRPC server on a Unix socket. */
public final class ReplayCri implements AutoCloseable {

    /**
     * What the runtime knows at one moment. Containers of all states; a call's filter is applied to them.
     *
     * @param statuses answers of ContainerStatus by container id
     * @param sandboxStatuses answers of PodSandboxStatus by sandbox id
     * @param snapshots answers of containerd's Snapshots/Usage by key; null for a runtime without that service
     * @param status answer of Status, with the documents of the verbose one
     */
    public record State(
            VersionResponse version,
            List<PodSandbox> sandboxes,
            List<Container> containers,
            List<ContainerStats> stats,
            List<Image> images,
            Map<String, ContainerStatusResponse> statuses,
            Map<String, PodSandboxStatusResponse> sandboxStatuses,
            @Nullable Map<String, UsageResponse> snapshots,
            StatusResponse status) {

        /** A runtime that tells nothing more of its sandboxes than their list, and nothing of itself than its version. */
        public State(
                VersionResponse version,
                List<PodSandbox> sandboxes,
                List<Container> containers,
                List<ContainerStats> stats,
                List<Image> images,
                Map<String, ContainerStatusResponse> statuses) {
            this(
                    version,
                    sandboxes,
                    containers,
                    stats,
                    images,
                    statuses,
                    Map.of(),
                    null,
                    StatusResponse.getDefaultInstance());
        }

        /** The same with other measures of the containers' writable layers. */
        public State withStats(List<ContainerStats> others) {
            return new State(
                    version, sandboxes, containers, others, images, statuses, sandboxStatuses, snapshots, status);
        }
    }

    private final Path socket;
    private final EventLoopGroup eventLoop =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("replay-cri", true), NioIoHandler.newFactory());
    private final Server server;

    private ReplayCri(Path socket, Supplier<State> state, Set<CriApi> apis, List<ServerInterceptor> interceptors) {
        NettyWarnings.silence();
        this.socket = socket;
        NettyServerBuilder builder = NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioServerDomainSocketChannel.class)
                .bossEventLoopGroup(eventLoop)
                .workerEventLoopGroup(eventLoop)
                .directExecutor();
        for (CriApi api : apis) {
            for (ServerServiceDefinition service :
                    List.of(new ReplayRuntime(state, api).bindService(), new ReplayImages(state).bindService())) {
                builder.addService(ServerInterceptors.intercept(renamed(service, api), interceptors));
            }
        }
        builder.addService(ServerInterceptors.intercept(ReplaySnapshots.service(state), interceptors));
        this.server = builder.build();
    }

    /**
     * Starts to serve; a socket that an earlier run left behind is replaced.
     *
     * @param socket path that fits into a socket's address, at most 107 bytes
     * @param state asked at each call, so that the node may change
     * @param apis the versions served; others are UNIMPLEMENTED
     * @param interceptors around each call, such as those that make it fail in a test
     */
    public static ReplayCri start(
            Path socket, Supplier<State> state, Set<CriApi> apis, ServerInterceptor... interceptors)
            throws IOException {
        Files.deleteIfExists(socket);
        ReplayCri replay = new ReplayCri(socket, state, apis, List.of(interceptors));
        try {
            replay.server.start();
        } catch (IOException e) {
            replay.close();
            throw e;
        }
        return replay;
    }

    /** Where it listens. */
    public Path socket() {
        return socket;
    }

    private static ServerServiceDefinition renamed(ServerServiceDefinition service, CriApi api) {
        ServerServiceDefinition.Builder renamed = ServerServiceDefinition.builder(
                api.rename(service.getServiceDescriptor().getName()));
        service.getMethods().forEach(method -> renamed.addMethod(renamed(method, api)));
        return renamed.build();
    }

    private static <Q, R> ServerMethodDefinition<Q, R> renamed(ServerMethodDefinition<Q, R> method, CriApi api) {
        String name = api.rename(method.getMethodDescriptor().getFullMethodName());
        return ServerMethodDefinition.create(
                method.getMethodDescriptor().toBuilder().setFullMethodName(name).build(),
                method.getServerCallHandler());
    }

    /** Ends at once, as a runtime that is killed: connections break, and nobody listens at the socket any more. */
    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(2, TimeUnit.SECONDS);
            Files.deleteIfExists(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // Nobody listens there; the next start replaces it.
        }
        eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
