package dev.dockershim.exporter.cri;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Something at a socket that is no gRPC server: does one thing with each connection, one after the other. */
final class RawPeer implements AutoCloseable {

    interface Behaviour {
        void meet(SocketChannel channel) throws IOException;
    }

    private final ServerSocketChannel listener;
    private final AtomicInteger accepted = new AtomicInteger();

    private RawPeer(ServerSocketChannel listener) {
        this.listener = listener;
    }

    static RawPeer start(Path socket, Behaviour behaviour) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        RawPeer peer = new RawPeer(listener);
        Thread thread = new Thread(() -> peer.serve(behaviour), "raw-peer");
        thread.setDaemon(true);
        thread.start();
        return peer;
    }

    private void serve(Behaviour behaviour) {
        while (listener.isOpen()) {
            try (SocketChannel channel = listener.accept()) {
                accepted.incrementAndGet();
                behaviour.meet(channel);
            } catch (IOException e) {
                // The client went, or the test ends.
            }
        }
    }

    int accepted() {
        return accepted.get();
    }

    /** Stops listening; the socket's file stays, as after a crash. */
    void abandon() throws IOException {
        listener.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
