package dev.dockershim.exporter.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A kubelet's HTTPS API on a loopback address: asks for a bearer token, and answers the paths it is given.
 *
 * <p>As a kubelet does, it answers 401 without the token, 404 for other paths, and 405 for other methods.
 */
public final class ReplayKubelet implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads;

    private ReplayKubelet(HttpsServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** One answer. */
    public record Answer(int status, String contentType, Supplier<byte[]> body) {

        /** For want of a permission. */
        public static final Answer REFUSED = new Answer(403, "text/plain", () -> new byte[0]);

        /** None: the connection is closed, as by a kubelet that is being stopped. */
        public static final Answer CLOSED = new Answer(0, "", () -> new byte[0]);

        /** As asked for. */
        public Answer(String contentType, Supplier<byte[]> body) {
            this(200, contentType, body);
        }
    }

    /**
     * Starts on a free port.
     *
     * @param token the only bearer token that is let in
     * @param answers what each path answers
     */
    public static ReplayKubelet start(SSLContext context, String token, Map<String, Answer> answers)
            throws IOException {
        return start(context, token, answers::get);
    }

    /**
     * Starts on a free port.
     *
     * @param token the only bearer token that is let in
     * @param answers what a path answers at this moment; null for a path that is not there
     */
    static ReplayKubelet start(SSLContext context, String token, Function<String, @Nullable Answer> answers)
            throws IOException {
        HttpsServer server = LoopbackServer.create(context, 0);
        ExecutorService threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "replay-kubelet");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, token, answers));
        server.start();
        return new ReplayKubelet(server, threads);
    }

    /** Base URL, by address as an agent is given it. */
    public URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(compressed)) {
            out.write(body);
        }
        return compressed.toByteArray();
    }

    private static void answer(HttpExchange exchange, String token, Function<String, @Nullable Answer> answers)
            throws IOException {
        try (exchange) {
            Answer answer = answers.apply(exchange.getRequestURI().getPath());
            if (answer != null && answer.status() == 0) {
                return;
            }
            if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                exchange.sendResponseHeaders(405, -1);
            } else if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (answer.status() != 200) {
                exchange.sendResponseHeaders(answer.status(), -1);
            } else {
                byte[] body = answer.body().get();
                // As the kubelet does for what it serves by promhttp.
                if (exchange.getRequestHeaders()
                        .getOrDefault("Accept-Encoding", List.of())
                        .contains("gzip")) {
                    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                    body = gzip(body);
                }
                exchange.getResponseHeaders().set("Content-Type", answer.contentType());
                exchange.sendResponseHeaders(200, body.length);
                try (OutputStream out = exchange.getResponseBody()) {
                    out.write(body);
                }
            }
        }
    }
}
