package dev.dockershim.exporter.cri;

import dev.dockershim.exporter.cri.CriContainers.RuntimeVersion;
import dev.dockershim.exporter.cri.v1.RuntimeServiceGrpc;
import dev.dockershim.exporter.cri.v1.VersionRequest;
import dev.dockershim.exporter.cri.v1.VersionResponse;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One connection to one socket, whose CRI version and runtime are known. Dead once it broke; never revived. */
final class CriConnection implements AutoCloseable {

    /** What the kubelet takes too (kubernetes pkg/kubelet/cri/remote: maxMsgSize). */
    private static final int MAX_ANSWER_BYTES = 16 * 1024 * 1024;

    private static final int FLOW_CONTROL_WINDOW_BYTES = 1024 * 1024;

    /** From 30 days on gRPC keeps no idle timer. */
    private static final int NEVER_IDLE_DAYS = 31;

    /** Everything of the CRI plugin lies in this namespace of containerd's (containerd internal/cri/constants). */
    private static final ClientInterceptor IN_CRI_NAMESPACE = MetadataUtils.newAttachHeadersInterceptor(inNamespace());

    private final long number;
    private final Path socket;
    private final ManagedChannel channel;
    private final CriApi api;
    private final RuntimeVersion runtime;
    private volatile boolean broken;

    private CriConnection(long number, Path socket, ManagedChannel channel, CriApi api, RuntimeVersion runtime) {
        this.number = number;
        this.socket = socket;
        this.channel = channel;
        this.api = api;
        this.runtime = runtime;
    }

    /**
     * Connects, and asks for the version: v1 first, then v1alpha2.
     *
     * @param number by which this connection is told from others
     * @return null if the peer speaks gRPC, but neither version
     * @throws SourceException if it cannot be reached, or does not answer as a runtime does
     */
    static @Nullable CriConnection open(long number, Path socket, EventLoopGroup eventLoop, Deadline deadline)
            throws SourceException, InterruptedException {
        ManagedChannel channel = channel(socket, eventLoop);
        CriConnection opened = null;
        try {
            for (CriApi api : CriApi.values()) {
                VersionResponse answer = version(socket, channel, api, deadline);
                if (answer != null) {
                    // Not runtime_api_version: dockershim told the version of Docker's API there.
                    RuntimeVersion runtime =
                            new RuntimeVersion(answer.getRuntimeName(), answer.getRuntimeVersion(), api.version());
                    opened = new CriConnection(number, socket, channel, api, runtime);
                    return opened;
                }
            }
            return null;
        } finally {
            if (opened == null) {
                channel.shutdownNow();
            }
        }
    }

    private static @Nullable VersionResponse version(Path socket, ManagedChannel channel, CriApi api, Deadline deadline)
            throws SourceException, InterruptedException {
        VersionRequest request = VersionRequest.newBuilder().setVersion("v1").build();
        return call(socket, channel, renamed(RuntimeServiceGrpc.getVersionMethod(), api), request, deadline, () -> {})
                .awaitUnless(Set.of(Status.Code.UNIMPLEMENTED));
    }

    private static Metadata inNamespace() {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("containerd-namespace", Metadata.ASCII_STRING_MARSHALLER), "k8s.io");
        return headers;
    }

    private static ManagedChannel channel(Path socket, EventLoopGroup eventLoop) {
        return NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                .eventLoopGroup(eventLoop)
                // Else the socket's path becomes :authority, which strict HTTP/2 servers refuse (grpc-java#12664).
                .overrideAuthority("localhost")
                .usePlaintext()
                .directExecutor()
                .disableRetry()
                .idleTimeout(NEVER_IDLE_DAYS, TimeUnit.DAYS)
                .flowControlWindow(FLOW_CONTROL_WINDOW_BYTES)
                .maxInboundMessageSize(MAX_ANSWER_BYTES)
                .build();
    }

    /** Which runtime this is, and in which version of the CRI it is spoken to. */
    RuntimeVersion runtime() {
        return runtime;
    }

    /** False once the runtime closed it, or a call failed such that nothing more is to be expected of it. */
    boolean isAlive() {
        return !broken && channel.getState(false) == ConnectivityState.READY;
    }

    /** Which of the client's connections this is, from 1. */
    long number() {
        return number;
    }

    /** Sends a call of the CRI, in the version that is spoken here; its answer is waited for until {@code deadline}. */
    <Q, R> CriCall<R> start(MethodDescriptor<Q, R> method, Q request, Deadline deadline) {
        return call(socket, channel, renamed(method, api), request, deadline, () -> broken = true);
    }

    /** Like {@link #start}, but however it fails, the connection is used on: others may be well without it. */
    <Q, R> CriCall<R> startOptional(MethodDescriptor<Q, R> method, Q request, Deadline deadline) {
        return call(socket, channel, renamed(method, api), request, deadline, () -> {});
    }

    /**
     * Sends a call of containerd's own API, which other runtimes do not implement.
     *
     * <p>However it fails, the connection is used on: the CRI may be well without it.
     */
    <Q, R> CriCall<R> startContainerd(MethodDescriptor<Q, R> method, Q request, Deadline deadline) {
        Channel inNamespace = ClientInterceptors.intercept(channel, IN_CRI_NAMESPACE);
        return call(socket, inNamespace, method, request, deadline, () -> {});
    }

    private static <Q, R> MethodDescriptor<Q, R> renamed(MethodDescriptor<Q, R> method, CriApi api) {
        return method.toBuilder()
                .setFullMethodName(api.rename(method.getFullMethodName()))
                .build();
    }

    private static <Q, R> CriCall<R> call(
            Path socket,
            Channel channel,
            MethodDescriptor<Q, R> method,
            Q request,
            Deadline deadline,
            Runnable onBroken) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        return new CriCall<>(
                ClientCalls.futureUnaryCall(channel.newCall(method, options), request),
                new CallFailure(socket, String.valueOf(method.getBareMethodName())),
                onBroken);
    }

    /** Lets calls under way end, and starts no more. */
    @Override
    public void close() {
        channel.shutdown();
    }

    /** Lets calls under way fail. */
    void abort() {
        channel.shutdownNow();
    }
}
