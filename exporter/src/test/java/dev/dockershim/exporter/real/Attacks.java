package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** What hostile clients do to a port. */
final class Attacks {

    /** One of them; what it leaves open stays open until the honest client was answered. */
    @FunctionalInterface
    interface Attack {
        void run(Attacks attacks) throws IOException;
    }

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
    private static final byte[] EMPTY_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};
    /** GET / of authority a, by HPACK's static table (RFC 7541, appendix A). */
    private static final byte[] REQUEST = {(byte) 0x82, (byte) 0x87, (byte) 0x84, 0x41, 1, 'a'};

    private final int port;
    private final boolean encrypted;
    private final Random random = new Random(42);
    private final List<Socket> open = new ArrayList<>();

    Attacks(int port, boolean encrypted) {
        this.port = port;
        this.encrypted = encrypted;
    }

    /** Connections that end as they began, half of them with a reset. */
    void scan(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            try (Socket socket = connect()) {
                socket.setSoLinger(i % 2 == 0, 0);
            }
        }
    }

    void garbage(int count) throws IOException {
        byte[] bytes = new byte[64 * 1024];
        for (int i = 0; i < count; i++) {
            random.nextBytes(bytes);
            send(connect(), bytes);
        }
    }

    /** The beginning of a handshake, and no more. */
    void halfHandshakes(int count) throws IOException {
        byte[] hello = new byte[120];
        System.arraycopy(new byte[] {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3}, 0, hello, 0, 11);
        for (int i = 0; i < count; i++) {
            send(connect(), hello);
        }
    }

    void silence(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            connect();
        }
    }

    /** Handshakes, and nothing after them, where the port speaks TLS. */
    void silenceAfterTheHandshake(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            secure("http/1.1");
        }
    }

    void halfHeads(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            send(encrypted ? secure("http/1.1") : connect(), text("GET /metrics HTTP/1.1\r\nHost: a\r\nX-Y: z"));
        }
    }

    /** A header, a path, and a number of headers of a megabyte each, and a body that is longer still. */
    void megabytes() throws IOException {
        String megabyte = "x".repeat(1024 * 1024);
        for (String request : List.of(
                "GET /metrics HTTP/1.1\r\nHost: a\r\nX: " + megabyte + "\r\n\r\n",
                "GET /" + megabyte + " HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(200_000) + "\r\n",
                "GET /metrics HTTP/1.1\r\nHost: a\r\nAuthorization: Basic " + megabyte + "\r\n\r\n",
                "POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000000\r\n\r\n" + megabyte)) {
            send(encrypted ? secure("http/1.1") : connect(), text(request));
        }
    }

    /** HTTP/2: nonsense after the preface, a header of a megabyte, and requests that are taken back at once. */
    void http2() throws IOException {
        byte[] bytes = new byte[64 * 1024];
        random.nextBytes(bytes);
        send(secure("h2"), PREFACE, EMPTY_SETTINGS, bytes);

        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.writeBytes(frame(1, 0, 1, REQUEST));
        for (int i = 0; i < 1024; i++) {
            header.writeBytes(frame(9, 0, 1, literal(i)));
        }
        send(secure("h2"), PREFACE, EMPTY_SETTINGS, header.toByteArray());

        resets(20_000);
    }

    /** HTTP/2 requests of one connection that are taken back at once. */
    void resets(int count) throws IOException {
        ByteArrayOutputStream resets = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            int stream = 2 * i + 1;
            resets.writeBytes(frame(1, 5, stream, REQUEST));
            resets.writeBytes(frame(3, 0, stream, new byte[] {0, 0, 0, 8}));
        }
        send(secure("h2"), PREFACE, EMPTY_SETTINGS, resets.toByteArray());
    }

    /** Ends all that is open. */
    void end() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    /** A header of a kilobyte, not indexed. */
    private static byte[] literal(int number) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] name = text("x-" + number);
        out.write(0);
        out.write(name.length);
        out.writeBytes(name);
        out.writeBytes(new byte[] {0x7f, (byte) 0x81, 7}); // 127 + 897 bytes
        out.writeBytes(text("y".repeat(1024)));
        return out.toByteArray();
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(payload.length >> 16);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(stream >> shift);
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(US_ASCII);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        open.add(socket);
        return socket;
    }

    private Socket secure(String protocol) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
            SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(connect(), "127.0.0.1", port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {protocol});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            open.add(socket);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server may end it meanwhile, which is what it should do with most of this. */
    private static void send(Socket socket, byte[]... parts) {
        try {
            for (byte[] part : parts) {
                socket.getOutputStream().write(part);
            }
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // refused
        }
    }

    private static final class Anybody implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
