package dev.dockershim.exporter.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.web.StreamHandler.UpstreamException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A streamed answer is whole or visibly not, and nobody pays for another's: neither upstream, client nor neighbour. */
class StreamingHandlerTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final ScrapeHandler SCRAPE = (format, gzip, timeout) -> ScrapeBody.of(new byte[] {'a', '\n'});
    private static final String PATH = "/stream";
    private static final String LAST_CHUNK = "0\r\n\r\n";

    /** Many times what any buffer on the way holds, and nothing that compresses away. */
    private static final byte[] MUCH = much(4 * 1024 * 1024);

    private final AtomicInteger closed = new AtomicInteger();

    /** What a body does; it need not close. */
    @FunctionalInterface
    private interface Script {
        void write(OutputStream out) throws UpstreamException, IOException, InterruptedException;
    }

    /** Each way in which a body fails after it has begun. */
    enum Break {
        UPSTREAM,
        BUG,
        STOP;

        void happen() throws UpstreamException, InterruptedException {
            switch (this) {
                case UPSTREAM -> throw broken();
                case BUG -> throw new IllegalStateException("a secret");
                case STOP -> throw new InterruptedException();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "small\n", "much"})
    void aWholeAnswerEndsAsOne(String what) throws Exception {
        byte[] bytes = what.equals("much") ? MUCH : what.getBytes(US_ASCII);
        try (TestServer server = server(out -> {
            for (int at = 0; at < bytes.length; at += 10_000) {
                out.write(bytes, at, Math.min(10_000, bytes.length - at));
            }
            out.close();
        })) {
            HttpResponse<byte[]> plain = server.client.send(server.request(PATH).build(), BodyHandlers.ofByteArray());
            assertThat(plain.statusCode()).isEqualTo(200);
            assertThat(plain.body()).isEqualTo(bytes);
            assertThat(plain.headers().map())
                    .containsEntry("content-type", List.of(ExpositionFormat.TEXT_0_0_4.contentType()))
                    .containsEntry("vary", List.of("Accept, Accept-Encoding"))
                    .doesNotContainKey("content-encoding");

            HttpResponse<byte[]> zipped = server.client.send(
                    server.request(PATH).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
            assertThat(zipped.headers().map()).containsEntry("content-encoding", List.of("gzip"));
            assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
                    .isEqualTo(bytes);
            await().atMost(LONG).untilAsserted(() -> assertThat(closed).hasValue(2));
        }
    }

    /** Also for a client that has its connection closed, and would else have to take a break for the end. */
    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void theLastChunkIsThereWhenAllIsThere(int length) throws Exception {
        try (TestServer server = server(out -> {
            out.write(MUCH, 0, length);
            out.close();
        })) {
            byte[] answer = exchange(server, get("Connection: close"));
            assertThat(endsWithLastChunk(answer)).isTrue();
            assertThat(dechunked(answer)).isEqualTo(Arrays.copyOf(MUCH, length));
            assertThat(new String(answer, ISO_8859_1)).doesNotContain("Content-Length");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "application/openmetrics-text, OPENMETRICS_1_0_0",
        "application/openmetrics-text;version=1.0.0, OPENMETRICS_1_0_0",
        "application/openmetrics-text;version=0.0.1, OPENMETRICS_0_0_1",
        "'application/openmetrics-text, text/plain;q=0', OPENMETRICS_1_0_0",
        "'application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2', TEXT_0_0_4",
        "'application/openmetrics-text;version=1.0.0,*/*;q=0.1', TEXT_0_0_4",
        "text/plain, TEXT_0_0_4",
        "text/html, TEXT_0_0_4",
        "nonsense;;, TEXT_0_0_4",
        "*/*, TEXT_0_0_4",
        ", TEXT_0_0_4"
    })
    void onlyWhoTakesNothingElseGetsOpenMetrics(String accept, ExpositionFormat expected) throws Exception {
        StreamHandler echo = (format, timeout) -> body(out -> {
            out.write((format + " " + timeout).getBytes(US_ASCII));
            out.close();
        });
        try (TestServer server = server(echo)) {
            var request = server.request(PATH).header("X-Prometheus-Scrape-Timeout-Seconds", "5");
            if (accept != null) {
                request.header("Accept", accept);
            }
            HttpResponse<String> response = server.client.send(request.build(), BodyHandlers.ofString());
            assertThat(response.body()).isEqualTo(expected + " PT4.5S");
            assertThat(response.headers().firstValue("content-type")).hasValue(expected.contentType());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void whatFailsBeforeTheFirstByteIsToldWithAStatus(String encoding) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        StreamHandler failing = (format, timeout) -> {
            if (calls.incrementAndGet() == 1) {
                throw broken();
            }
            return body(out -> {
                throw broken();
            });
        };
        try (TestServer server = server(failing)) {
            for (int i = 0; i < 2; i++) {
                HttpResponse<String> response = server.client.send(
                        server.request(PATH).header("Accept-Encoding", encoding).build(), BodyHandlers.ofString());
                assertThat(response.statusCode()).isEqualTo(502);
                assertThat(response.body()).isEqualTo("upstream broke\n");
                assertThat(response.headers().map())
                        .containsEntry("content-type", List.of("text/plain; charset=utf-8"))
                        .doesNotContainKey("content-encoding");
            }
            assertThat(closed).hasValue(1);
        }
    }

    @Test
    void aBugBeforeTheFirstByteIsA500() throws Exception {
        try (TestServer server = server((Script) out -> Break.BUG.happen())) {
            HttpResponse<String> response = server.get(PATH);
            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body()).isEqualTo("failed; the exporter's log says why\n");
        }
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void whatBreaksOffNeverLooksWhole(Break how) throws Exception {
        try (TestServer server = server(out -> {
            out.write(MUCH);
            how.happen();
        })) {
            for (String header : new String[] {"X: y", "Connection: close"}) {
                byte[] plain = exchange(server, get(header));
                assertThat(new String(plain, 0, 13, ISO_8859_1)).isEqualTo("HTTP/1.1 200 ");
                assertThat(endsWithLastChunk(plain)).isFalse();
                assertThat(plain.length).isGreaterThan(MUCH.length / 2);
            }
            assertThatThrownBy(() -> server.get(PATH)).isInstanceOf(IOException.class);

            byte[] zipped = exchange(server, get("Accept-Encoding: gzip"));
            assertThat(new String(zipped, 0, 13, ISO_8859_1)).isEqualTo("HTTP/1.1 200 ");
            assertThat(endsWithLastChunk(zipped)).isFalse();
            assertThatThrownBy(() -> new GZIPInputStream(new ByteArrayInputStream(dechunked(zipped))).readAllBytes())
                    .isInstanceOf(EOFException.class);
            await().atMost(LONG).untilAsserted(() -> assertThat(closed).hasValue(4));
        }
    }

    /** A connection closed without a byte would have clients ask once more: so do Go's and the JDK's. */
    @ParameterizedTest
    @ValueSource(strings = {"X: y", "Accept-Encoding: gzip"})
    void whatBreaksOffWithItsFirstBytesStillInABufferIsToldWithAStatus(String header) throws Exception {
        try (TestServer server = server(out -> {
            out.write('a');
            throw broken();
        })) {
            assertThat(server.exchange(get(header + "\r\nConnection: close")))
                    .startsWith("HTTP/1.1 502 ")
                    .endsWith("\r\n\r\nupstream broke\n")
                    .doesNotContain("gzip", "chunked");
        }
    }

    /** Without chunks the connection's end would be the answer's. */
    @Test
    void whatBreaksOffIsResetForAClientOfHttp10() throws Exception {
        try (TestServer server = server(out -> {
            out.write(MUCH);
            throw broken();
        })) {
            assertThatThrownBy(() -> server.exchange("GET " + PATH + " HTTP/1.0\r\n\r\n"))
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void whatBrokeOffHoldsNoPlace() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (TestServer server = server(out -> {
            int call = calls.incrementAndGet();
            out.write(MUCH);
            if (call <= 10) {
                Break.values()[call % 3].happen();
            }
            out.close();
        })) {
            for (int i = 0; i < 10; i++) {
                assertThat(new String(exchange(server, get("X: y")), 0, 13, ISO_8859_1))
                        .isEqualTo("HTTP/1.1 200 ");
                int ended = i + 1;
                await().atMost(LONG).untilAsserted(() -> assertThat(closed).hasValue(ended));
            }
            // Each place is given back when its connection is closed, which was seen.
            assertThat(server.client
                            .send(server.request(PATH).build(), BodyHandlers.ofByteArray())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aFourthStreamIsRefusedAndNothingElse() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        try (TestServer server = server(out -> {
            out.write(MUCH);
            running.incrementAndGet();
            release.await();
            out.close();
        })) {
            List<CompletableFuture<HttpResponse<byte[]>>> streams = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                streams.add(server.client.sendAsync(server.request(PATH).build(), BodyHandlers.ofByteArray()));
            }
            await().atMost(LONG).until(() -> running.get() == 3);

            HttpResponse<String> fourth = server.get(PATH);
            assertThat(fourth.statusCode()).isEqualTo(503);
            assertThat(fourth.body()).isEqualTo("too many requests at once, or stopping\n");
            for (String path : new String[] {"/metrics", "/-/healthy", "/-/ready", "/"}) {
                assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
            }

            release.countDown();
            for (CompletableFuture<HttpResponse<byte[]>> stream : streams) {
                assertThat(stream.get(60, TimeUnit.SECONDS).body()).isEqualTo(MUCH);
            }
            await().atMost(LONG).untilAsserted(() -> assertThat(closed).hasValue(3));
            assertThat(server.client
                            .send(server.request(PATH).build(), BodyHandlers.ofByteArray())
                            .body())
                    .isEqualTo(MUCH);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: y", "Accept-Encoding: gzip"})
    void aClientThatReadsNothingIsCutWhenItsTimeIsOver(String header) throws Exception {
        AtomicInteger left = new AtomicInteger();
        CountDownLatch healthy = new CountDownLatch(1);
        try (TestServer server = server(out -> {
            if (healthy.getCount() == 0) {
                out.close();
                return;
            }
            try {
                while (true) {
                    out.write(MUCH);
                }
            } catch (IOException e) {
                left.incrementAndGet();
                throw e;
            }
        })) {
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Socket client = server.connect();
                client.getOutputStream()
                        .write(get("X-Prometheus-Scrape-Timeout-Seconds: 2\r\n" + header)
                                .getBytes(US_ASCII));
                clients.add(client);
            }
            assertThat(server.get("/-/healthy").statusCode()).isEqualTo(200);
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);

            await().atMost(LONG).until(() -> left.get() == 3);
            healthy.countDown();
            await().atMost(LONG).untilAsserted(() -> assertThat(closed).hasValue(3));
            assertThat(server.get(PATH).statusCode()).isEqualTo(200);
            for (Socket client : clients) {
                assertThat(endsWithLastChunk(readUntilClosed(client))).isFalse();
                client.close();
            }
        }
    }

    @Test
    void aClientThatGoesEndsItsStream() throws Exception {
        CountDownLatch left = new CountDownLatch(1);
        try (TestServer server = server(out -> {
            try {
                while (true) {
                    out.write(MUCH);
                }
            } catch (IOException e) {
                left.countDown();
                throw e;
            }
        })) {
            try (Socket client = server.connect()) {
                client.getOutputStream().write(get("X: y").getBytes(US_ASCII));
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }
            assertThat(left.await(60, TimeUnit.SECONDS)).isTrue();
            await().atMost(LONG).untilAsserted(() -> assertThat(closed).hasValue(1));
        }
    }

    @Test
    void headIsAnsweredWithoutTheBodyAndTheConnectionStays() throws Exception {
        AtomicInteger written = new AtomicInteger();
        try (TestServer server = server(out -> {
            written.incrementAndGet();
            out.write('a');
            out.close();
        })) {
            HttpResponse<String> head = server.client.send(
                    server.request(PATH)
                            .method("HEAD", BodyPublishers.noBody())
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    BodyHandlers.ofString());
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.headers().map())
                    .containsEntry("content-type", List.of(ExpositionFormat.TEXT_0_0_4.contentType()))
                    .containsEntry("content-encoding", List.of("gzip"))
                    .doesNotContainKey("content-length");
            assertThat(written).hasValue(0);
            assertThat(closed).hasValue(1);

            String both = server.exchange("HEAD " + PATH + " HTTP/1.1\r\nHost: a\r\n\r\n" + get("Connection: close"));
            assertThat(both.split("\r\n\r\n", -1)).hasSizeGreaterThanOrEqualTo(3);
            assertThat(both.split("\r\n\r\n", -1)[1]).startsWith("HTTP/1.1 200 ");
            assertThat(written).hasValue(1);
        }
    }

    @Test
    void headOfWhatIsNotThereIsA502() throws Exception {
        StreamHandler refusing = (format, timeout) -> {
            throw broken();
        };
        try (TestServer server = server(refusing)) {
            assertThat(server.exchange("HEAD " + PATH + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 502 ")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void aStreamUnderWayIsFinishedWhenTheServerStops() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TestServer server = server(out -> {
            out.write(MUCH);
            begun.countDown();
            release.await();
            out.close();
        });
        CompletableFuture<HttpResponse<byte[]>> stream =
                server.client.sendAsync(server.request(PATH).build(), BodyHandlers.ofByteArray());
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
        await().atMost(LONG).until(() -> server.get(PATH).statusCode() == 503);
        assertThat(server.get("/metrics").statusCode()).isEqualTo(503);
        assertThat(stopped).isNotDone();

        release.countDown();
        assertThat(stream.get(60, TimeUnit.SECONDS).body()).isEqualTo(MUCH);
        stopped.get(60, TimeUnit.SECONDS);
    }

    @Test
    void streamsThatOutliveTheStopAreCut() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch interrupted = new CountDownLatch(1);
        WebLimits limits = new WebLimits(LONG, LONG, LONG, LONG, Duration.ofMillis(100), 16, 3);
        AtomicInteger calls = new AtomicInteger();
        Script waitsForUpstreamOrForTheClient = out -> {
            boolean upstream = calls.incrementAndGet() == 1;
            out.write(MUCH, 0, 100_000);
            begun.countDown();
            if (upstream) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
            }
            while (true) {
                out.write(MUCH);
            }
        };
        try (TestServer server = server(streaming(waitsForUpstreamOrForTheClient), limits)) {
            CompletableFuture<HttpResponse<byte[]>> waiting =
                    server.client.sendAsync(server.request(PATH).build(), BodyHandlers.ofByteArray());
            await().atMost(LONG).until(() -> begun.getCount() == 1);
            try (Socket deaf = server.connect()) {
                deaf.getOutputStream().write(get("X: y").getBytes(US_ASCII));
                assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

                server.stop();

                assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
                assertThatThrownBy(() -> waiting.get(60, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(IOException.class);
                assertThat(endsWithLastChunk(readUntilClosed(deaf))).isFalse();
            }
            await().atMost(LONG).untilAsserted(() -> assertThat(closed).hasValue(2));
            await().atMost(LONG)
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().startsWith("web ")));
        }
    }

    private TestServer server(Script script) throws IOException {
        return server(streaming(script));
    }

    private StreamHandler streaming(Script script) {
        return (format, timeout) -> body(script);
    }

    private static TestServer server(StreamHandler stream) throws IOException {
        return server(stream, TestServer.LIMITS);
    }

    private static TestServer server(StreamHandler stream, WebLimits limits) throws IOException {
        return new TestServer(SCRAPE, Map.of(PATH, stream), limits);
    }

    private StreamHandler.Body body(Script script) {
        return new StreamHandler.Body() {
            @Override
            public void writeTo(OutputStream out) throws UpstreamException, IOException, InterruptedException {
                script.write(out);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    private static UpstreamException broken() {
        return new UpstreamException("upstream broke", new IOException());
    }

    private static String get(String header) {
        return "GET " + PATH + " HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n";
    }

    private static byte[] exchange(TestServer server, String request) throws IOException {
        try (Socket socket = server.connect()) {
            socket.getOutputStream().write(request.getBytes(US_ASCII));
            return socket.getInputStream().readAllBytes();
        }
    }

    /** What the other side has sent before it closed, in whichever way it did. */
    private static byte[] readUntilClosed(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] piece = new byte[64 * 1024];
        try {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                all.write(piece, 0, count);
            }
        } catch (SocketException e) {
            // reset
        }
        return all.toByteArray();
    }

    private static boolean endsWithLastChunk(byte[] answer) {
        return new String(answer, ISO_8859_1).endsWith(LAST_CHUNK);
    }

    /** The body of a chunked answer as far as it has come. */
    private static byte[] dechunked(byte[] answer) {
        String text = new String(answer, ISO_8859_1);
        StringBuilder body = new StringBuilder();
        int at = text.indexOf("\r\n\r\n") + 4;
        while (at < text.length()) {
            int lineEnd = text.indexOf("\r\n", at);
            if (lineEnd < 0) {
                break;
            }
            int length = Integer.parseInt(text.substring(at, lineEnd), 16);
            int end = Math.min(text.length(), lineEnd + 2 + length);
            body.append(text, lineEnd + 2, end);
            at = end + 2;
        }
        return body.toString().getBytes(ISO_8859_1);
    }

    private static byte[] much(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
