package dev.dockershim.exporter.web;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** A server on a port of its own, and clients for it. */
final class TestServer implements AutoCloseable {

    static final WebLimits LIMITS = WebLimits.DEFAULT;

    static final String DOCUMENT = "/api/v1/document";
    static final HtmlPage PAGE =
            new HtmlPage(paths -> ("<p>" + String.join(" ", paths) + "</p>").getBytes(US_ASCII), "default-src 'none'");

    final AtomicReference<Document> document = new AtomicReference<>(Document.of("{}".getBytes(US_ASCII)));
    /** What the last page or document was asked for. */
    final AtomicReference<Map<String, String>> query = new AtomicReference<>(Map.of());

    final AtomicBoolean ready = new AtomicBoolean(true);
    final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final WebServer server;

    TestServer(ScrapeHandler scrape) throws IOException {
        this(scrape, LIMITS);
    }

    TestServer(ScrapeHandler scrape, WebLimits limits) throws IOException {
        this(scrape, Map.of(), limits);
    }

    TestServer(ScrapeHandler scrape, Map<String, StreamHandler> streams, WebLimits limits) throws IOException {
        this(scrape, streams, WebAccess.OPEN, limits);
    }

    TestServer(ScrapeHandler scrape, Map<String, StreamHandler> streams, WebAccess access, WebLimits limits)
            throws IOException {
        server = new WebServer(
                List.of(ListenAddress.parse("127.0.0.1:0")),
                new Endpoints(
                        Endpoints.DEFAULT_TELEMETRY_PATH,
                        scrape,
                        ready::get,
                        new HtmlPage(
                                (paths, asked) -> {
                                    query.set(asked);
                                    return PAGE.document().html(paths, asked);
                                },
                                asked -> !asked.containsKey("missing"),
                                PAGE.contentSecurityPolicy()),
                        streams,
                        Map.of(DOCUMENT, asked -> {
                            query.set(asked);
                            return Objects.requireNonNull(document.get());
                        })),
                access,
                limits);
    }

    int port() {
        return server.addresses().get(0).getPort();
    }

    /** With its scheme. */
    String url() {
        return server.urls().get(0);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    /** A socket that gives up reading after 30 s. */
    Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Sends bytes as they are and reads all until the server closes. */
    String exchange(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes.getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }

    int openConnections() {
        return server.openConnections();
    }

    void stop() {
        server.close();
    }

    @Override
    public void close() {
        server.close();
    }
}
