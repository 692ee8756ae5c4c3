package dev.dockershim.exporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** Answers with what it was asked for. */
    private static final ScrapeHandler ECHO =
            (format, gzip, timeout) -> ScrapeBody.of((format + " " + gzip + " " + timeout + "\n").getBytes(UTF_8));

    @Test
    void negotiatesAScrape() throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            HttpResponse<String> plain = server.get("/metrics");
            assertThat(plain.statusCode()).isEqualTo(200);
            assertThat(plain.body()).isEqualTo("TEXT_0_0_4 false PT9S\n");
            assertThat(plain.headers().map())
                    .containsEntry("content-type", List.of(ExpositionFormat.TEXT_0_0_4.contentType()))
                    .containsEntry("content-length", List.of("22"))
                    .containsEntry("vary", List.of("Accept, Accept-Encoding"))
                    .doesNotContainKeys("content-encoding", "transfer-encoding", "server");

            HttpRequest prometheus = server.request("/metrics?collect[]=x")
                    .header("Accept", "application/openmetrics-text;version=1.0.0;q=0.5")
                    .header("Accept", "text/plain;q=0.4")
                    .header("Accept-Encoding", "gzip")
                    .header("X-Prometheus-Scrape-Timeout-Seconds", "5")
                    .build();
            HttpResponse<String> negotiated = server.client.send(prometheus, BodyHandlers.ofString());
            assertThat(negotiated.body()).isEqualTo("OPENMETRICS_1_0_0 true PT4.5S\n");
            assertThat(negotiated.headers().map())
                    .containsEntry("content-type", List.of(ExpositionFormat.OPENMETRICS_1_0_0.contentType()))
                    .containsEntry("content-encoding", List.of("gzip"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/", "/-/healthy", "/-/ready", "/nothing"})
    void answersHeadAsGetWithoutTheBody(String path) throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            HttpResponse<String> get = server.get(path);
            HttpResponse<String> head = server.client.send(
                    server.request(path).method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
            assertThat(head.statusCode()).isEqualTo(get.statusCode());
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().firstValue("content-length"))
                    .isEqualTo(get.headers().firstValue("content-length"))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/metrics/", "//metrics", "/metricsx", "/METRICS", "/-", "/-/", "/-/healthy/", "/index.html"})
    void knowsNoOtherPath(String path) throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).isEqualTo("not found\n");
        }
    }

    @ParameterizedTest
    @CsvSource({"POST, /metrics", "DELETE, /metrics", "OPTIONS, /", "PUT, /-/healthy", "PATCH, /-/ready"})
    void allowsNoOtherMethod(String method, String path) throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            HttpRequest request = server.request(path)
                    .method(method, BodyPublishers.ofString("x"))
                    .build();
            HttpResponse<String> response = server.client.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("allow")).hasValue("GET, HEAD");
            assertThat(response.body()).isEqualTo("method not allowed\n");
        }
    }

    @Test
    void aPageOfWhatIsNotThereSaysSoByItsStatusToo() throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            HttpResponse<String> response = server.get("/?missing=1");
            assertThat(response.statusCode()).isEqualTo(404);
            assertThat(response.body()).startsWith("<p>/metrics");
        }
    }

    @Test
    void showsThePage() throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            HttpResponse<String> response = server.get("/?q=%3Cb%3E");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("<p>/metrics /api/v1/document /-/healthy /-/ready</p>");
            assertThat(response.headers().map())
                    .containsEntry("content-type", List.of("text/html; charset=utf-8"))
                    .containsEntry("content-security-policy", List.of(TestServer.PAGE.contentSecurityPolicy()))
                    .containsEntry("cache-control", List.of("no-store"))
                    .containsEntry("x-content-type-options", List.of("nosniff"))
                    .containsEntry("referrer-policy", List.of("no-referrer"));
        }
    }

    @Test
    void servesADocumentOnceItIsThere() throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            server.document.set(Document.unavailable("{\"error\":\"not yet\"}".getBytes(UTF_8)));
            HttpResponse<String> early = server.get(TestServer.DOCUMENT);
            server.document.set(Document.of("{\"a\":1}".getBytes(UTF_8)));
            HttpResponse<String> later = server.get(TestServer.DOCUMENT);

            assertThat(early.statusCode()).isEqualTo(503);
            assertThat(early.body()).isEqualTo("{\"error\":\"not yet\"}");
            assertThat(later.statusCode()).isEqualTo(200);
            assertThat(later.body()).isEqualTo("{\"a\":1}");
            assertThat(List.of(early, later))
                    .allSatisfy(response -> assertThat(response.headers().map())
                            .containsEntry("content-type", List.of("application/json"))
                            .containsEntry("cache-control", List.of("no-store"))
                            .containsEntry("x-content-type-options", List.of("nosniff")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", TestServer.DOCUMENT})
    void handsTheQueryOnDecodedAndOfEachNameTheFirstValue(String path) throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            server.get(path + "?a=%3Cb%3E%26%C3%A9&b=&c&a=second&d=x+y");

            assertThat(server.query.get())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("a", "<b>&é", "b", "", "c", "", "d", "x y"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", TestServer.DOCUMENT})
    void boundsTheQueryInNumberAndLength(String path) throws Exception {
        StringBuilder many =
                new StringBuilder(path + "?long=" + "x".repeat(255) + "%F0%9F%98%80y&" + "n".repeat(33) + "=1");
        for (int i = 0; i < 100; i++) {
            many.append("&p").append(i).append("=").append(i);
        }
        try (TestServer server = new TestServer(ECHO)) {
            assertThat(server.get(many.toString()).statusCode()).isEqualTo(200);

            assertThat(server.query.get())
                    .hasSize(32)
                    .containsEntry("long", "x".repeat(255))
                    .doesNotContainKey("n".repeat(33));
        }
    }

    @Test
    void aQueryThatIsNoneBreaksNothing() throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            for (String query : List.of("%zz", "a=%", "a=%C3", "&&&", "=", "a=b=c", "?", "a=%00", "a;b")) {
                assertThat(server.exchange("GET /?" + query + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                        .matches("(?s)HTTP/1.1 (200|400) .*");
            }
            assertThat(server.get("/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void saysThatThereIsNoSuchDocumentOrQuery() throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            server.document.set(Document.notFound("{\"error\":\"none\"}".getBytes(UTF_8)));
            HttpResponse<String> none = server.get(TestServer.DOCUMENT);
            server.document.set(Document.badRequest("{\"error\":\"limit\"}".getBytes(UTF_8)));
            HttpResponse<String> wrong = server.get(TestServer.DOCUMENT);

            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.body()).isEqualTo("{\"error\":\"none\"}");
            assertThat(wrong.statusCode()).isEqualTo(400);
            assertThat(wrong.body()).isEqualTo("{\"error\":\"limit\"}");
        }
    }

    @Test
    void tellsReadyFromHealthy() throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            assertThat(server.get("/-/ready").statusCode()).isEqualTo(200);
            server.ready.set(false);
            assertThat(server.get("/-/ready").statusCode()).isEqualTo(503);
            assertThat(server.get("/-/ready").body()).isEqualTo("not ready\n");
            assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void answersAFailureWithOneLine() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ScrapeHandler failing = (format, gzip, timeout) -> {
            switch (calls.incrementAndGet()) {
                case 1 -> throw new IllegalStateException("a secret");
                case 2 -> throw new StackOverflowError();
                default -> {
                    return ScrapeBody.of(new byte[] {'a', '\n'});
                }
            }
        };
        try (TestServer server = new TestServer(failing)) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> response = server.get("/metrics");
                assertThat(response.statusCode()).isEqualTo(500);
                assertThat(response.body()).isEqualTo("failed; the exporter's log says why\n");
            }
            assertThat(server.get("/metrics").body()).isEqualTo("a\n");
        }
    }

    @Test
    void answersForHealthWhileAllWorkersScrapeAndRefusesWhatIsTooMuch() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        ScrapeHandler blocked = (format, gzip, timeout) -> {
            running.incrementAndGet();
            release.await();
            return ScrapeBody.of(new byte[] {'a', '\n'});
        };
        WebLimits limits = new WebLimits(LONG, LONG, LONG, LONG, LONG, 8, 3);
        try (TestServer server = new TestServer(blocked, limits)) {
            List<CompletableFuture<HttpResponse<String>>> scrapes = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                scrapes.add(server.client.sendAsync(server.request("/metrics").build(), BodyHandlers.ofString()));
            }
            await().atMost(LONG).until(() -> scrapes.stream().anyMatch(CompletableFuture::isDone));
            await().atMost(LONG).until(() -> running.get() == 6);

            assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
            assertThat(server.get("/-/ready").statusCode()).isEqualTo(200);
            assertThat(server.get("/metrics").statusCode()).isEqualTo(503);

            release.countDown();
            List<Integer> statuses = new ArrayList<>();
            for (CompletableFuture<HttpResponse<String>> scrape : scrapes) {
                statuses.add(scrape.get(30, TimeUnit.SECONDS).statusCode());
            }
            assertThat(statuses).containsExactlyInAnyOrder(200, 200, 200, 200, 200, 200, 200, 200, 503);
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void finishesRunningScrapesWhenItStops() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TestServer server = new TestServer((format, gzip, timeout) -> {
            started.countDown();
            release.await();
            return ScrapeBody.of("late\n".getBytes(UTF_8));
        });
        CompletableFuture<HttpResponse<String>> scrape =
                server.client.sendAsync(server.request("/metrics").build(), BodyHandlers.ofString());
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        await().atMost(LONG).until(() -> server.get("/-/ready").statusCode() == 503);
        assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
        assertThat(server.get("/metrics").statusCode()).isEqualTo(503);
        assertThat(closed).isNotDone();

        release.countDown();
        assertThat(scrape.get(30, TimeUnit.SECONDS).body()).isEqualTo("late\n");
        closed.get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> server.get("/-/healthy")).isInstanceOf(IOException.class);
        server.close();
    }

    @Test
    void interruptsAScrapeThatOutlivesTheStop() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        WebLimits limits = new WebLimits(LONG, LONG, LONG, LONG, Duration.ofMillis(100), 6, 3);
        try (TestServer server = new TestServer(
                (format, gzip, timeout) -> {
                    started.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return ScrapeBody.of(new byte[0]);
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                },
                limits)) {
            CompletableFuture<HttpResponse<String>> scrape =
                    server.client.sendAsync(server.request("/metrics").build(), BodyHandlers.ofString());
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            server.stop();
            assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
            // The connection may go before or after the answer; it must not stay open.
            try {
                assertThat(scrape.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void listensOnSeveralAddressesInTheirOrder() throws Exception {
        List<ListenAddress> listen = List.of(
                ListenAddress.parse("localhost:0"), ListenAddress.parse(":0"), ListenAddress.parse("127.0.0.2:0"));
        try (WebServer server = new WebServer(listen, endpoints())) {
            assertThat(server.addresses()).hasSize(3);
            assertThat(server.addresses().get(0).getAddress().isLoopbackAddress())
                    .isTrue();
            assertThat(server.addresses().get(1).getAddress().isAnyLocalAddress())
                    .isTrue();
            assertThat(server.addresses().get(2).getAddress()).isEqualTo(InetAddress.getByName("127.0.0.2"));
            assertThat(server.addresses())
                    .extracting(InetSocketAddress::getPort)
                    .doesNotContain(0);
        }
    }

    @Test
    void saysThatAPortIsInUseAndLeavesNothingOpen() throws Exception {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        int free;
        try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
            free = probe.getLocalPort();
        }
        try (ServerSocket taken = new ServerSocket(0, 1, loopback)) {
            ListenAddress first = new ListenAddress("127.0.0.1", free);
            ListenAddress second = new ListenAddress("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> new WebServer(List.of(first, second), endpoints()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("--web.listen-address: cannot listen on " + second + ": Address already in use");
            new WebServer(List.of(first), endpoints()).close();
        }
    }

    @Test
    void saysThatAnAddressIsGivenTwice() throws IOException {
        ListenAddress twice;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            twice = new ListenAddress("127.0.0.1", probe.getLocalPort());
        }
        assertThatThrownBy(() -> new WebServer(List.of(twice, twice), endpoints()))
                .isInstanceOf(IOException.class)
                .hasMessage("--web.listen-address: cannot listen on " + twice + ": Address already in use");
    }

    @Test
    void saysThatAHostIsUnknown() {
        ListenAddress unknown = new ListenAddress("no-such-host.invalid", 0);
        assertThatThrownBy(() -> new WebServer(List.of(unknown), endpoints()))
                .isInstanceOf(IOException.class)
                .hasMessage("--web.listen-address: cannot listen on no-such-host.invalid:0: unknown host");
    }

    @Test
    void runsOnDaemonThreadsOfItsOwnNameAndLeavesNoneBehind() throws Exception {
        try (TestServer server = new TestServer(ECHO)) {
            server.get("/metrics");
            assertThat(webThreads()).isNotEmpty().allMatch(Thread::isDaemon);
        }
        await().atMost(LONG).until(() -> webThreads().isEmpty());
    }

    private static List<Thread> webThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("web "))
                .toList();
    }

    private static Endpoints endpoints() {
        return new Endpoints("/metrics", ECHO, () -> true, TestServer.PAGE);
    }
}
