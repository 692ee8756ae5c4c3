package dev.dockershim.exporter.real;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A plain gRPC channel over a Unix socket, as short as it can be and independent of the exporter's own. */
final class UnixChannel {

    /** Netty warns of an option that gRPC sets for TCP, at every connection. */
    private static final Logger NOISE = Logger.getLogger("io.netty.bootstrap.Bootstrap");

    static {
        NOISE.setLevel(Level.SEVERE);
    }

    private UnixChannel() {}

    static ManagedChannel open(Path socket) {
        return NettyChannelBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                .channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                .eventLoopGroup(new MultiThreadIoEventLoopGroup(
                        1, new DefaultThreadFactory("cri-test", true), NioIoHandler.newFactory()))
                .overrideAuthority("localhost")
                .usePlaintext()
                .build();
    }
}
