package dev.dockershim.exporter.kubelet;

import io.netty.pkitesting.X509Bundle;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** A server on the loopback address that answers as a test says, well or badly, and counts what it does. */
public final class FakeKubelet implements AutoCloseable {

    /** What to do with one request, down to the bytes; when it throws, the connection is closed. */
    public interface Behaviour {
        void answer(Request request, Connection connection) throws Exception;
    }

    /** The head of a request; header names in lower case. */
    public record Request(String path, List<String> headers) {
        @Nullable
        public String header(String name) {
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse(null);
        }
    }

    private static final byte[] ENOUGH = new byte[64 * 1024];

    private final ServerSocket listener;
    private final boolean tls;
    private final boolean readsRequests;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    public volatile Behaviour behaviour;
    public final List<Request> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger accepted = new AtomicInteger();
    public final AtomicLong bodyBytes = new AtomicLong();

    private FakeKubelet(ServerSocket listener, boolean tls, boolean readsRequests, Behaviour behaviour) {
        this.listener = listener;
        this.tls = tls;
        this.readsRequests = readsRequests;
        this.behaviour = behaviour;
        daemon(this::acceptAll, "fake-kubelet");
    }

    public static FakeKubelet https(X509Bundle certificate, Behaviour behaviour) throws Exception {
        return https(certificate, null, behaviour);
    }

    /** At that port, which one before it has left. */
    public static FakeKubelet https(X509Bundle certificate, int port, Behaviour behaviour) throws Exception {
        return https(certificate, null, port, behaviour);
    }

    /** With {@code clientAuthority}, clients must show a certificate that it has signed. */
    static FakeKubelet https(X509Bundle certificate, @Nullable X509Bundle clientAuthority, Behaviour behaviour)
            throws Exception {
        return https(certificate, clientAuthority, 0, behaviour);
    }

    private static FakeKubelet https(
            X509Bundle certificate, @Nullable X509Bundle clientAuthority, int port, Behaviour behaviour)
            throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                certificate.toKeyManagerFactory().getKeyManagers(),
                clientAuthority == null
                        ? null
                        : clientAuthority.toTrustManagerFactory().getTrustManagers(),
                null);
        SSLServerSocket listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        listener.setNeedClientAuth(clientAuthority != null);
        return new FakeKubelet(listener, true, true, behaviour);
    }

    static FakeKubelet http(Behaviour behaviour) throws IOException {
        return new FakeKubelet(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), false, true, behaviour);
    }

    /** Says it speaks TLS; each connection goes to {@code behaviour} as it is, and nothing of it is read before. */
    static FakeKubelet raw(Behaviour behaviour) throws IOException {
        return new FakeKubelet(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), true, false, behaviour);
    }

    public URI url() {
        return url("127.0.0.1");
    }

    URI url(String host) {
        return URI.create((tls ? "https://" : "http://") + host + ":" + listener.getLocalPort());
    }

    /** Connections that the client has not closed. */
    int open() {
        return sockets.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void acceptAll() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                accepted.incrementAndGet();
                sockets.add(socket);
                if (listener.isClosed()) {
                    socket.close(); // accepted while close() went through the others
                }
                daemon(() -> serve(socket), "fake-kubelet-connection");
            } catch (IOException e) {
                // closed, or a client that gave up early
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Connection connection = new Connection(socket);
            if (!readsRequests) {
                behaviour.answer(new Request("", List.of()), connection);
                return;
            }
            for (Request next = connection.readRequest(); next != null; next = connection.readRequest()) {
                requests.add(next);
                behaviour.answer(next, connection);
            }
        } catch (Exception e) {
            // the client went away, or the behaviour wants the connection closed
        } finally {
            sockets.remove(socket);
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** The server's side of one connection. */
    public final class Connection {
        private final InputStream in;
        private final OutputStream out;
        private boolean closing;

        private Connection(Socket socket) throws IOException {
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        }

        private @Nullable Request readRequest() throws IOException {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int c = in.read();
                if (c < 0) {
                    return null;
                }
                head.append((char) c);
            }
            List<String> lines = head.toString().lines().toList();
            return new Request(lines.get(0).replaceFirst("^GET (.*) HTTP.1.1$", "$1"), lines.subList(1, lines.size()));
        }

        public void send(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** A correct answer. */
        public void send(int status, String body) throws IOException {
            send("HTTP/1.1 " + status + " Whatever\r\n" + (closing ? "Connection: close\r\n" : "") + "Content-Length: "
                    + body.length() + "\r\n\r\n" + body);
            if (closing) {
                throw new IOException("closed as announced");
            }
        }

        /** The next correct answer is the last one on this connection, and says so. */
        public void closeAfterAnswer() {
            closing = true;
        }

        /** Writes and counts until {@code limit} or until the client has had enough. */
        public void flood(long limit, boolean chunked) throws IOException {
            byte[] head = (Integer.toHexString(ENOUGH.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (long sent = 0; sent < limit; sent += ENOUGH.length) {
                if (chunked) {
                    out.write(head);
                }
                out.write(ENOUGH);
                if (chunked) {
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                }
                bodyBytes.addAndGet(ENOUGH.length);
            }
        }

        /** Sends one byte after the other, slowly, until the client goes. */
        public void drip(String text) throws Exception {
            for (int i = 0; ; i++) {
                send(text.substring(i % text.length(), i % text.length() + 1));
                Thread.sleep(50);
            }
        }

        public void waitUntilClosed() throws IOException {
            while (in.read() >= 0) {
                // whatever else comes in
            }
            throw new IOException("closed");
        }
    }
}
