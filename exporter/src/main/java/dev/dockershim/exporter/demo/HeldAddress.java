package dev.dockershim.exporter.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A port of the loopback address that is kept for a process which does not run now: whoever connects is turned away, as
 * where nobody listens, and no other process takes it.
 */
public final class HeldAddress implements AutoCloseable {

    private static final int ANY = 0;

    private final ServerSocket socket;
    private final Thread thread;

    private HeldAddress(int port) throws IOException {
        socket = new ServerSocket(port, 0, InetAddress.getLoopbackAddress());
        thread = new Thread(this::turnAway, "held-address");
        thread.setDaemon(true);
        thread.start();
    }

    /** A free port. */
    public static HeldAddress any() throws IOException {
        return new HeldAddress(ANY);
    }

    /** That port, which was just given up. */
    public static HeldAddress of(int port) throws IOException {
        return new HeldAddress(port);
    }

    /** Its number. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Gives it up; it is free when this returns. */
    @Override
    public void close() {
        try {
            socket.close();
            thread.join(); // as long as it accepts, the kernel keeps the port
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void turnAway() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                client.setSoLinger(true, 0); // as a refusal: nothing is sent
            } catch (IOException e) {
                // The client was faster, or the port is given up.
            }
        }
    }
}
