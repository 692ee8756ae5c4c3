package dev.dockershim.exporter.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies in pieces, and bodies that are written while they are sent. */
@Timeout(120)
class ScrapeBodyTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int MUCH = 8 * 1024 * 1024;

    @Test
    void piecesAreSentAsOneBodyOfAKnownLength() throws Exception {
        byte[] big = new byte[1024 * 1024];
        Arrays.fill(big, (byte) 'b');
        ScrapeBody body = ScrapeBody.of(List.of("a".getBytes(UTF_8), big, new byte[0], "c\n".getBytes(UTF_8)));
        try (TestServer server = new TestServer((format, gzip, timeout) -> body)) {
            for (int i = 0; i < 3; i++) {
                HttpResponse<String> response = server.get("/metrics");

                assertThat(response.body())
                        .hasSize(big.length + 3)
                        .startsWith("ab")
                        .endsWith("bc\n");
                assertThat(response.headers().firstValue("content-length")).contains("" + (big.length + 3));
            }
        }
    }

    @Test
    void aBodyIsWrittenWhileItIsSent() throws Exception {
        try (TestServer server = new TestServer((format, gzip, timeout) -> streamed(MUCH))) {
            for (int i = 0; i < 5; i++) {
                HttpResponse<String> response = server.get("/metrics");

                assertThat(response.statusCode()).isEqualTo(200);
                assertThat(response.body()).hasSize(MUCH);
                assertThat(response.headers().firstValue("content-length")).contains("" + MUCH);
            }
            HttpResponse<String> head = server.client.send(
                    server.request("/metrics")
                            .method("HEAD", BodyPublishers.noBody())
                            .build(),
                    BodyHandlers.ofString());
            assertThat(head.headers().firstValue("content-length")).contains("" + MUCH);
            assertThat(head.body()).isEmpty();
        }
    }

    @Test
    void oneThatBreaksOffIsNeverTakenForWhole() throws Exception {
        ScrapeBody broken = ScrapeBody.streamed(MUCH, out -> {
            out.write(new byte[100_000]);
            throw new IllegalStateException("a secret");
        });
        AtomicInteger calls = new AtomicInteger();
        try (TestServer server =
                new TestServer((format, gzip, timeout) -> calls.incrementAndGet() == 1 ? broken : streamed(3))) {
            assertThatThrownBy(() -> server.get("/metrics")).isInstanceOf(IOException.class);
            assertThat(server.get("/metrics").body()).hasSize(3);
        }
    }

    @Test
    void clientsThatReadNothingLeaveWorkersForTheOthersAndAreCutAtTheirTime() throws Exception {
        WebLimits limits = new WebLimits(LONG, LONG, LONG, LONG, LONG, 16, 3);
        AtomicInteger scrapes = new AtomicInteger();
        try (TestServer server = new TestServer(
                (format, gzip, timeout) -> {
                    int scrape = scrapes.incrementAndGet();
                    return gzip ? ScrapeBody.of(new byte[] {'a', '\n'}) : streamed(scrape > 3 ? 3 : 64 * MUCH);
                },
                limits)) {
            List<Socket> deaf = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Socket socket = server.connect();
                socket.getOutputStream()
                        .write("GET /metrics HTTP/1.1\r\nHost: a\r\nX-Prometheus-Scrape-Timeout-Seconds: 4\r\n\r\n"
                                .getBytes(US_ASCII));
                deaf.add(socket);
            }
            await().atMost(LONG).until(() -> scrapes.get() == 3);

            HttpResponse<String> zipped = server.client.send(
                    server.request("/metrics").header("Accept-Encoding", "gzip").build(), BodyHandlers.ofString());
            assertThat(zipped.statusCode()).isEqualTo(200);
            await().atMost(LONG).until(() -> server.get("/metrics").statusCode() == 503);

            // Once they are cut their places are free again.
            await().atMost(LONG).until(() -> server.get("/metrics").statusCode() == 200);
            for (Socket socket : deaf) {
                assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(64 * MUCH);
                socket.close();
            }
        }
    }

    private static ScrapeBody streamed(int length) {
        byte[] piece = new byte[10_000];
        Arrays.fill(piece, (byte) 'x');
        return ScrapeBody.streamed(length, out -> {
            for (int left = length; left > 0; left -= piece.length) {
                out.write(piece, 0, Math.min(left, piece.length));
            }
        });
    }
}
