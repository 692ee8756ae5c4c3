package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeletClientTest {

    private static final FakeKubelet.Behaviour GOOD = (request, connection) -> connection.send(200, "good");
    private static final long MAX_BYTES = 1024 * 1024;
    private static final long TWO_HUNDRED_MB = 200L * 1024 * 1024;

    @TempDir
    Path files;

    private Path tokenFile;
    private FakeKubelet kubelet;
    private KubeletClient client;

    @BeforeEach
    void start() throws Exception {
        X509Bundle certificate = Certificates.selfSigned("127.0.0.1");
        Path caFile = Certificates.write(files.resolve("ca.crt"), certificate.getCertificatePEM());
        tokenFile = Certificates.write(files.resolve("token"), "first\n");
        kubelet = FakeKubelet.https(certificate, GOOD);
        client = new KubeletClient(new KubeletConfig(kubelet.url(), caFile, tokenFile, null, null, null, false));
    }

    @AfterEach
    void stop() throws IOException {
        kubelet.close();
    }

    static Stream<Arguments> hostilePeers() {
        return Stream.of(
                peer("hangs before the headers", (q, c) -> c.waitUntilClosed(), "did not answer /x at https://"),
                peer("drips the headers", (q, c) -> c.drip("HTTP/1.1 200 OK\r\nA: b"), "did not answer /x at"),
                peer("hangs within the headers", (q, c) -> sendAndHang(c, "HTTP/1.1 200 OK\r\nA: "), "did not answer"),
                peer(
                        "hangs in the body",
                        (q, c) -> sendAndHang(c, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"),
                        "kubelet's answer to /x did not end in time"),
                peer(
                        "drips the body",
                        (q, c) -> {
                            c.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
                            c.drip("a");
                        },
                        "kubelet's answer to /x did not end in time"),
                peer(
                        "never says how long the body is, and never ends it",
                        (q, c) -> sendAndHang(c, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nabc"),
                        "did not end in time"),
                peer(
                        "cuts the body",
                        (q, c) -> sendAndClose(c, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"),
                        "kubelet's answer to /x broke off"),
                peer(
                        "cuts a chunked body",
                        (q, c) -> sendAndClose(c, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"),
                        "kubelet's answer to /x broke off"),
                peer("closes at once", (q, c) -> sendAndClose(c, ""), "closed the connection without an answer"),
                peer("speaks no HTTP", (q, c) -> sendAndClose(c, "secret\r\n\r\n"), "no HTTP answer to /x"),
                peer(
                        "announces 200 MB",
                        (q, c) -> {
                            c.send("HTTP/1.1 200 OK\r\nContent-Length: " + TWO_HUNDRED_MB + "\r\n\r\n");
                            c.flood(TWO_HUNDRED_MB, false);
                        },
                        "is longer than 1048576 bytes"),
                peer(
                        "sends 200 MB without an end",
                        (q, c) -> {
                            c.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                            c.flood(TWO_HUNDRED_MB, false);
                        },
                        "is longer than 1048576 bytes"),
                peer(
                        "sends 200 MB in chunks",
                        (q, c) -> {
                            c.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                            c.flood(TWO_HUNDRED_MB, true);
                        },
                        "is longer than 1048576 bytes"),
                peer(
                        "sends 200 MB with an error",
                        (q, c) -> {
                            c.send("HTTP/1.1 500 Oh\r\nContent-Length: " + TWO_HUNDRED_MB + "\r\n\r\n");
                            c.flood(TWO_HUNDRED_MB, false);
                        },
                        "kubelet answered 500 for /x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostilePeers")
    void aHostilePeerCostsOneReadingAndNoMore(String what, FakeKubelet.Behaviour behaviour, String message)
            throws Exception {
        kubelet.behaviour = behaviour;
        long start = System.nanoTime();

        assertThatThrownBy(() -> client.fetch("/x", MAX_BYTES, Deadline.after(Duration.ofSeconds(1))))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("secret", "first", "\n");

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        await().untilAsserted(() -> assertThat(kubelet.open()).isZero());
        // What the server could write is what was read, and what lay in the buffers of two sockets.
        assertThat(kubelet.bodyBytes.get()).isLessThan(32L * 1024 * 1024);

        kubelet.behaviour = GOOD;
        assertThat(get("/x")).isEqualTo("good");
    }

    @Test
    void moreThanWasAnnouncedIsNotTakenForTheNextAnswer() throws Exception {
        kubelet.behaviour = (request, connection) ->
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 200 OK\r\n\r\nevil");
        assertThat(get("/x")).isEqualTo("abc");

        kubelet.behaviour = GOOD;
        assertThat(get("/x")).isEqualTo("good");
    }

    @Test
    void aKubeletThatIsNotThereRefusesTheConnection() throws Exception {
        kubelet.close();

        assertThatThrownBy(() -> get("/x"))
                .isInstanceOf(SourceException.class)
                .hasMessage("kubelet refused the connection at " + kubelet.url());
    }

    @Test
    void aPeerThatHangsInTlsIsLeftInTime() throws Exception {
        try (FakeKubelet mute = FakeKubelet.raw((q, c) -> c.waitUntilClosed())) {
            KubeletClient toMute = new KubeletClient(KubeletConfig.of(mute.url()));

            assertThatThrownBy(() -> toMute.fetch("/x", MAX_BYTES, Deadline.after(Duration.ofMillis(500))))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("did not answer /x");
            await().untilAsserted(() -> assertThat(mute.open()).isZero());
        }
    }

    @Test
    void aPeerWithoutTlsIsNamedAsSuch() throws Exception {
        try (FakeKubelet plain = FakeKubelet.raw((q, c) -> sendAndHang(c, "HTTP/1.0 400 Bad Request\r\n\r\n"))) {
            KubeletClient toPlain = new KubeletClient(KubeletConfig.of(plain.url()));

            assertThatThrownBy(() -> toPlain.fetch("/x", MAX_BYTES, Deadline.after(Duration.ofSeconds(5))))
                    .isInstanceOf(SourceException.class)
                    .hasMessage("kubelet does not speak TLS at " + plain.url());
        }
    }

    @Test
    void aRenewedTokenIsUsedAtTheNextRequest() throws Exception {
        kubelet.behaviour = (request, connection) ->
                connection.send("Bearer second".equals(request.header("authorization")) ? 200 : 401, "good");
        assertThatThrownBy(() -> get("/x"))
                .isInstanceOf(SourceException.class)
                .hasMessage("kubelet answered 401 Unauthorized: the token in --kubelet.token-file was not accepted");

        Files.writeString(tokenFile, "second");

        assertThat(get("/x")).isEqualTo("good");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "two words", "a\nb", "a\r\nX-Evil: 1", "t\u00f6ken", "a\u0000b"})
    void whatCannotBeATokenIsNotSent(String content) throws Exception {
        Files.writeString(tokenFile, content);

        assertThatThrownBy(() -> get("/x"))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("--kubelet.token-file " + tokenFile);
        assertThat(kubelet.requests).isEmpty();
    }

    @Test
    void aTokenIsNeverSentWithoutTls() throws Exception {
        try (FakeKubelet plain = FakeKubelet.http(GOOD)) {
            KubeletClient toPlain =
                    new KubeletClient(new KubeletConfig(plain.url(), null, tokenFile, null, null, null, false));
            toPlain.fetch("/x", MAX_BYTES, Deadline.after(Duration.ofSeconds(10)));

            assertThat(plain.requests).hasSize(1).allSatisfy(request -> {
                assertThat(request.header("authorization")).isNull();
                assertThat(request.header("upgrade")).isNull();
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/stats/summary,nodes/stats",
        "/metrics/cadvisor,nodes/metrics",
        "/pods,nodes/pods",
        "/configz,nodes/configz",
        "/other,nodes/proxy"
    })
    void aMissingPermissionIsNamed(String path, String resource) {
        kubelet.behaviour = (request, connection) -> connection.send(403, "Forbidden (user=secret)");

        assertThatThrownBy(() -> get(path))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.isForbidden()).isTrue())
                .hasMessage("kubelet answered 403 Forbidden for " + path + ": grant get on " + resource);
    }

    @ParameterizedTest
    @CsvSource({
        "404,kubelet answered 404 Not Found for /x",
        "500,kubelet answered 500 for /x",
        "503,kubelet answered 503 for /x",
        "204,kubelet answered 204 for /x",
        "302,kubelet answered 302 for /x: redirects are not followed"
    })
    void anAnswerOtherThan200IsAFailure(int status, String message) {
        kubelet.behaviour = (request, connection) -> connection.send("HTTP/1.1 " + status + " Whatever\r\nLocation: "
                + kubelet.url() + "/elsewhere\r\nContent-Length: 0\r\n\r\n");

        assertThatThrownBy(() -> get("/x"))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.isForbidden()).isFalse())
                .hasMessage(message);
        assertThat(kubelet.requests).extracting(FakeKubelet.Request::path).containsOnly("/x");
    }

    @Test
    void oneConnectionServesManyRequests() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(get("/x")).isEqualTo("good");
        }

        assertThat(kubelet.accepted.get()).isEqualTo(1);
    }

    @Test
    void anInterruptedReaderGivesUpAtOnce() throws Exception {
        kubelet.behaviour = (request, connection) -> connection.waitUntilClosed();
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                client.fetch("/x", MAX_BYTES, Deadline.after(Duration.ofMinutes(1)));
            } catch (Throwable e) {
                outcome.set(e);
            }
        });
        reader.start();
        await().until(() -> kubelet.requests.size() == 1);

        reader.interrupt();

        await().untilAsserted(() -> assertThat(outcome.get()).isInstanceOf(InterruptedException.class));
        await().untilAsserted(() -> assertThat(kubelet.open()).isZero());
    }

    @Test
    void aConsumerThatGivesUpEndsTheRequest() throws Exception {
        kubelet.behaviour = (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + TWO_HUNDRED_MB + "\r\n\r\n");
            connection.flood(TWO_HUNDRED_MB, false);
        };
        SourceException enough = new SourceException("enough");

        assertThatThrownBy(() -> client.stream(
                        "/x",
                        chunk -> {
                            throw enough;
                        },
                        TWO_HUNDRED_MB,
                        Deadline.after(Duration.ofSeconds(10))))
                .isSameAs(enough);
        await().untilAsserted(() -> assertThat(kubelet.open()).isZero());
        assertThat(kubelet.bodyBytes.get()).isLessThan(32L * 1024 * 1024);
    }

    @Test
    void failuresLeaveNoThreadsBehind() throws Exception {
        get("/x");
        long before = clientThreads();
        kubelet.behaviour = (request, connection) -> connection.waitUntilClosed();
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> client.fetch("/x", MAX_BYTES, Deadline.after(Duration.ofMillis(50))))
                    .isInstanceOf(SourceException.class);
        }

        // the second thread of the executor may have come
        assertThat(clientThreads()).isLessThanOrEqualTo(before + 1);
        await().untilAsserted(() -> assertThat(kubelet.open()).isZero());
    }

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kubelet-client-")
                        || thread.getName().startsWith("HttpClient-"))
                .count();
    }

    private String get(String path) throws Exception {
        return new String(
                client.fetch(path, MAX_BYTES, Deadline.after(Duration.ofSeconds(20)))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
    }

    private static Arguments peer(String what, FakeKubelet.Behaviour behaviour, String message) {
        return Arguments.of(what, behaviour, message);
    }

    private static void sendAndHang(FakeKubelet.Connection connection, String text) throws IOException {
        connection.send(text);
        connection.waitUntilClosed();
    }

    private static void sendAndClose(FakeKubelet.Connection connection, String text) throws IOException {
        connection.send(text);
        throw new IOException("enough");
    }
}
