package dev.dockershim.exporter.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HostileClientTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final ScrapeHandler SMALL = (format, gzip, timeout) -> ScrapeBody.of(new byte[] {'a', '\n'});

    @Test
    void cutsAHeadThatDrips() throws Exception {
        WebLimits limits = new WebLimits(LONG, SHORT, LONG, LONG, LONG, 16, 3);
        try (TestServer server = new TestServer(SMALL, limits);
                Socket socket = server.connect()) {
            socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: a\r\nX: ".getBytes(US_ASCII));
            await().atMost(LONG).pollInterval(Duration.ofMillis(50)).until(() -> isCut(socket, 'x'));
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void closesConnectionsThatAskNothing() throws Exception {
        WebLimits limits = new WebLimits(SHORT, LONG, LONG, LONG, LONG, 16, 3);
        try (TestServer server = new TestServer(SMALL, limits);
                Socket silent = server.connect();
                Socket kept = server.connect()) {
            kept.getOutputStream().write("GET /-/healthy HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
            assertThat(silent.getInputStream().readAllBytes()).isEmpty();
            assertThat(kept.getInputStream().readAllBytes()).asString(US_ASCII).endsWith("healthy\n");
        }
    }

    @Test
    void keepsAConnectionWhoseScrapeTakesLongerThanAnIdleOneMayStay() throws Exception {
        WebLimits limits = new WebLimits(SHORT, SHORT, LONG, SHORT, LONG, 16, 3);
        Semaphore never = new Semaphore(0);
        ScrapeHandler slow = (format, gzip, timeout) -> {
            assertThat(never.tryAcquire(2, TimeUnit.SECONDS)).isFalse();
            return ScrapeBody.of(new byte[] {'a', '\n'});
        };
        try (TestServer server = new TestServer(slow, limits)) {
            assertThat(server.get("/metrics").body()).isEqualTo("a\n");
        }
    }

    @Test
    void refusesTooManyAndTooLargeHeaders() throws Exception {
        try (TestServer server = new TestServer(SMALL)) {
            assertThat(refused(server, "GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(100_000) + "\r\n\r\n"))
                    .isTrue();
            assertThat(refused(server, "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .isTrue();
            assertThat(refused(server, "GET / HTTP/1.1\r\nHost: a\r\n" + "X: y\r\n".repeat(500) + "\r\n"))
                    .isTrue();
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersNonsenseAndStillServesOthers() throws Exception {
        try (TestServer server = new TestServer(SMALL)) {
            assertThat(refused(server, "\0\1\2\3 garbage\r\n\r\n")).isTrue();
            assertThat(refused(server, "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"))
                    .isTrue();
            assertThat(server.exchange("GET /metrics HTTP/1.0\r\n\r\n")).endsWith("\r\n\r\na\n");
            assertThat(server.exchange("GET http://a/metrics HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void doesNotSwitchToHttp2() throws Exception {
        try (TestServer server = new TestServer(SMALL)) {
            String upgrade = """
                    GET /metrics HTTP/1.1
                    Host: a
                    Connection: Upgrade, HTTP2-Settings
                    Upgrade: h2c
                    HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA

                    GET /metrics HTTP/1.1
                    Host: a
                    Connection: close

                    """.replace("\n", "\r\n");
            assertThat(server.exchange(upgrade)).startsWith("HTTP/1.1 200 ").doesNotContain("101 Switching");
        }
    }

    @Test
    void doesNotReadAGiantRequestBody() throws Exception {
        try (TestServer server = new TestServer(SMALL);
                Socket socket = server.connect()) {
            socket.getOutputStream()
                    .write("POST /metrics HTTP/1.1\r\nHost: a\r\nContent-Length: 9000000000\r\n\r\n"
                            .getBytes(US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), US_ASCII)).isEqualTo("HTTP/1.1 405");
            byte[] chunk = new byte[16 * 1024];
            await().atMost(LONG).until(() -> isCut(socket, chunk));
        }
    }

    @Test
    void aClientThatReadsNothingBlocksNobodyAndIsCutInTheEnd() throws Exception {
        byte[] giant = new byte[32 * 1024 * 1024];
        AtomicInteger scrapes = new AtomicInteger();
        WebLimits limits = new WebLimits(LONG, LONG, LONG, Duration.ofSeconds(2), LONG, 6, 3);
        try (TestServer server = new TestServer(
                (format, gzip, timeout) -> {
                    scrapes.incrementAndGet();
                    return ScrapeBody.of(gzip ? new byte[] {'a', '\n'} : giant);
                },
                limits)) {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                Socket socket = server.connect();
                socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
                clients.add(socket);
            }
            await().atMost(LONG).until(() -> scrapes.get() == 6);
            assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
            assertThat(server.get("/").statusCode()).isEqualTo(200);

            // The places of those who were cut are free again.
            await().atMost(LONG)
                    .until(() -> server.client
                                    .send(
                                            server.request("/metrics")
                                                    .header("Accept-Encoding", "gzip")
                                                    .build(),
                                            BodyHandlers.ofString())
                                    .statusCode()
                            == 200);
            // Each is cut at its own time; reading from one before that would let its answer go on.
            byte[] more = {'G'};
            for (Socket client : clients) {
                await().atMost(LONG).until(() -> isCut(client, more));
                client.close();
            }
        }
    }

    /** Whether the server closed the connection or said 4xx. */
    private static boolean refused(TestServer server, String bytes) throws IOException {
        try {
            String answer = server.exchange(bytes);
            return answer.isEmpty() || answer.startsWith("HTTP/1.1 4");
        } catch (SocketException e) {
            return true;
        }
    }

    private static boolean isCut(Socket socket, char next) {
        return isCut(socket, new byte[] {(byte) next});
    }

    /** Sends some more; true once the other side has gone. */
    private static boolean isCut(Socket socket, byte[] more) {
        try {
            socket.getOutputStream().write(more);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
