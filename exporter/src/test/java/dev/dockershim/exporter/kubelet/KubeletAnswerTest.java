package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** An answer that its reader pulls: whole or not at all, within its time, and the connection is nobody's in the end. */
class KubeletAnswerTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final long TWO_HUNDRED_MB = 200L * 1024 * 1024;
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";

    /** What the buffers of two sockets, of TLS and of two clients may hold. */
    private static final long IN_BUFFERS = 16L * 1024 * 1024;

    @TempDir
    Path files;

    private FakeKubelet kubelet;
    private KubeletClient client;

    @BeforeEach
    void start() throws Exception {
        X509Bundle certificate = Certificates.selfSigned("127.0.0.1");
        Path caFile = Certificates.write(files.resolve("ca.crt"), certificate.getCertificatePEM());
        Path tokenFile = Certificates.write(files.resolve("token"), "first\n");
        kubelet = FakeKubelet.https(certificate, (request, connection) -> connection.send(200, "good"));
        client = new KubeletClient(new KubeletConfig(kubelet.url(), caFile, tokenFile, null, null, null, false));
        // Classes and the first handshake take their time; what follows has a short one.
        assertThat(read(LONG)).isEqualTo("good");
    }

    @AfterEach
    void stop() throws IOException {
        kubelet.close();
    }

    static Stream<Arguments> whole() {
        return Stream.of(
                peer("says its length", (q, c) -> c.send(OK + "Content-Length: 4\r\n\r\ngood"), "good"),
                peer("comes in chunks", (q, c) -> c.send(CHUNKED + "1\r\ng\r\n3\r\nood\r\n0\r\n\r\n"), "good"),
                peer("is empty", (q, c) -> c.send(OK + "Content-Length: 0\r\n\r\n"), ""),
                peer("is empty in chunks", (q, c) -> c.send(CHUNKED + "0\r\n\r\n"), ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whole")
    void aConnectionWhoseAnswerWasReadServesTheNext(String what, FakeKubelet.Behaviour behaviour, String body)
            throws Exception {
        kubelet.behaviour = behaviour;
        for (int i = 0; i < 20; i++) {
            assertThat(read(LONG)).isEqualTo(body);
        }

        // A next request may be sooner than the JDK's client, which gives a connection back behind the last byte.
        assertThat(kubelet.accepted.get()).isLessThan(10);
        assertThat(kubelet.requests).allMatch(request -> "Bearer first".equals(request.header("authorization")));
    }

    @Test
    void readingOnBehindTheEndSaysSoAgain() throws Exception {
        try (KubeletAnswer answer = open(LONG)) {
            byte[] piece = new byte[100];
            assertThat(answer.read(piece)).isEqualTo(4);
            assertThat(answer.read(piece)).isEqualTo(-1);
            assertThat(answer.read(piece)).isEqualTo(-1);
        }
    }

    /** What breaks off or hangs after it has begun. */
    static Stream<Arguments> unfinished() {
        return Stream.of(
                peer("hangs", sends(OK + "Content-Length: 10\r\n\r\nabc", true), "did not end in time"),
                peer(
                        "hangs before the first byte",
                        sends(OK + "Content-Length: 9\r\n\r\n", true),
                        "did not end in time"),
                peer("hangs in a chunk", sends(CHUNKED + "5\r\nabc", true), "did not end in time"),
                peer("hangs behind its last byte", sends(CHUNKED + "3\r\nabc\r\n", true), "did not end in time"),
                peer("hangs within the last chunk", sends(CHUNKED + "3\r\nabc\r\n0\r\n", true), "did not end in time"),
                peer(
                        "drips",
                        (q, c) -> {
                            c.send(OK + "Content-Length: 100000\r\n\r\n");
                            c.drip("a");
                        },
                        "did not end in time"),
                peer("is cut", sends(OK + "Content-Length: 10\r\n\r\nabc", false), "broke off"),
                peer("is cut in a chunk", sends(CHUNKED + "5\r\nabc", false), "broke off"),
                peer("is cut between chunks", sends(CHUNKED + "3\r\nabc\r\n", false), "broke off"),
                peer("is cut within the last chunk", sends(CHUNKED + "3\r\nabc\r\n0\r\n", false), "broke off"),
                peer("has a chunk of nonsense", sends(CHUNKED + "secret\r\nabc\r\n", true), "broke off"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfinished")
    void whatDoesNotEndNeverLooksWhole(String what, FakeKubelet.Behaviour behaviour, String message) throws Exception {
        kubelet.behaviour = behaviour;

        assertThatThrownBy(() -> read(message.contains("time") ? SHORT : LONG))
                .isInstanceOf(SourceException.class)
                .hasMessage("kubelet's answer to /x " + message);
        await().atMost(LONG).untilAsserted(() -> assertThat(kubelet.open()).isZero());
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                peer("hangs before the headers", sends("", true), "did not answer /x at https://"),
                peer("hangs within the headers", sends(OK + "A: ", true), "did not answer /x at https://"),
                peer("drips the headers", (q, c) -> c.drip(OK + "A: b"), "did not answer /x at https://"),
                peer("closes at once", sends("", false), "closed the connection without an answer to /x"),
                peer("speaks no HTTP", sends("secret\r\n\r\n", false), "no HTTP answer to /x"),
                peer("does not say where it ends", sends(OK + "\r\nabc", false), "/x does not say where it ends"),
                peer("says no length", sends(OK + "Content-Length: secret\r\n\r\nabc", false), "/x"),
                peer(
                        "sends 200 MB with an error",
                        (q, c) -> {
                            c.send("HTTP/1.1 500 Oh\r\nContent-Length: " + TWO_HUNDRED_MB + "\r\n\r\n");
                            c.flood(TWO_HUNDRED_MB, false);
                        },
                        "kubelet answered 500 for /x"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatIsNoAnswerIsNotOpened(String what, FakeKubelet.Behaviour behaviour, String message) throws Exception {
        kubelet.behaviour = behaviour;

        assertThatThrownBy(() -> open(message.contains("did not") ? SHORT : LONG))
                .isInstanceOf(SourceException.class)
                .hasMessageContaining(message)
                .hasMessageNotContainingAny("secret", "first", "\n");
        await().atMost(LONG).untilAsserted(() -> assertThat(kubelet.open()).isZero());
        assertThat(kubelet.bodyBytes.get()).isLessThan(IN_BUFFERS);
    }

    @ParameterizedTest
    @CsvSource({
        "401,kubelet answered 401 Unauthorized: the token in --kubelet.token-file was not accepted",
        "403,kubelet answered 403 Forbidden for /x: grant get on nodes/proxy",
        "404,kubelet answered 404 Not Found for /x",
        "500,kubelet answered 500 for /x",
        "302,kubelet answered 302 for /x: redirects are not followed"
    })
    void anAnswerOtherThan200IsNotOpened(int status, String message) throws Exception {
        kubelet.behaviour = (request, connection) -> connection.send(status, "secret");

        assertThatThrownBy(() -> open(LONG))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.isForbidden()).isEqualTo(status == 403))
                .hasMessage(message);
        kubelet.behaviour = (request, connection) -> connection.send(200, "good");
        assertThat(read(LONG)).isEqualTo("good");
    }

    @Test
    void twoHundredMegabytesPassInMemoryThatDoesNotGrow() throws Exception {
        kubelet.behaviour = (request, connection) -> {
            connection.send(CHUNKED);
            connection.flood(TWO_HUNDRED_MB, true);
            connection.send("0\r\n\r\n");
        };
        try (KubeletAnswer answer = open(Duration.ofMinutes(5))) {
            byte[] piece = new byte[16 * 1024];
            long received = 0;
            long mostAhead = 0;
            for (int count = answer.read(piece); count >= 0; count = answer.read(piece)) {
                received += count;
                mostAhead = Math.max(mostAhead, kubelet.bodyBytes.get() - received);
            }
            assertThat(received).isEqualTo(TWO_HUNDRED_MB);
            assertThat(mostAhead).isLessThan(IN_BUFFERS);
        }
        assertThat(kubelet.open()).isPositive();
    }

    @Test
    void aReaderThatDoesNotReadHoldsThePeerUpUntilItsTimeIsOver() throws Exception {
        kubelet.behaviour = (request, connection) -> {
            connection.send(CHUNKED);
            connection.flood(TWO_HUNDRED_MB, true);
        };
        try (KubeletAnswer answer = open(SHORT)) {
            await().atMost(LONG).untilAsserted(() -> assertThat(kubelet.open()).isZero());
            assertThat(kubelet.bodyBytes.get()).isLessThan(IN_BUFFERS);
            assertThatThrownBy(() -> readAll(answer))
                    .isInstanceOf(SourceException.class)
                    .hasMessage("kubelet's answer to /x did not end in time");
        }
    }

    @Test
    void aReaderThatHasEnoughClosesTheConnection() throws Exception {
        kubelet.behaviour = (request, connection) -> {
            connection.send(CHUNKED);
            connection.flood(TWO_HUNDRED_MB, true);
        };
        try (KubeletAnswer answer = open(LONG)) {
            assertThat(answer.read(new byte[10])).isPositive();
        }

        await().atMost(LONG).untilAsserted(() -> assertThat(kubelet.open()).isZero());
        assertThat(kubelet.bodyBytes.get()).isLessThan(IN_BUFFERS);
    }

    @Test
    void anInterruptedReaderGivesUpBeforeTheHeadersAndInTheBody() throws Exception {
        for (String begun : new String[] {"", OK + "Content-Length: 10\r\n\r\nabc"}) {
            kubelet.behaviour = sends(begun, true);
            int requests = kubelet.requests.size();
            AtomicReference<Throwable> outcome = new AtomicReference<>();
            Thread reader = new Thread(() -> {
                try {
                    read(Duration.ofMinutes(5));
                } catch (Throwable e) {
                    outcome.set(e);
                }
            });
            reader.start();
            await().atMost(LONG).until(() -> kubelet.requests.size() > requests);

            reader.interrupt();

            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(outcome.get()).isInstanceOf(InterruptedException.class));
            await().atMost(LONG).untilAsserted(() -> assertThat(kubelet.open()).isZero());
        }
    }

    @Test
    void aDeadlineThatHasPassedAsksNobody() {
        assertThatThrownBy(() -> open(Duration.ZERO))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("kubelet did not answer /x at https://");
        assertThat(kubelet.requests).hasSize(1);
    }

    @Test
    void failuresLeaveNoThreadsBehind() throws Exception {
        read(LONG);
        long before = clientThreads();
        for (int i = 0; i < 20; i++) {
            kubelet.behaviour = sends(i % 2 == 0 ? "" : CHUNKED + "3\r\nabc\r\n", true);
            assertThatThrownBy(() -> read(Duration.ofMillis(100))).isInstanceOf(SourceException.class);
        }

        // The second thread of the executor may have come.
        assertThat(clientThreads()).isLessThanOrEqualTo(before + 1);
        await().atMost(LONG).untilAsserted(() -> assertThat(kubelet.open()).isZero());
    }

    private static long clientThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kubelet-client-")
                        || thread.getName().startsWith("HttpClient-"))
                .count();
    }

    private KubeletAnswer open(Duration within) throws SourceException, InterruptedException {
        return client.open("/x", Deadline.after(within));
    }

    private String read(Duration within) throws SourceException, InterruptedException {
        try (KubeletAnswer answer = open(within)) {
            return readAll(answer);
        }
    }

    private static String readAll(KubeletAnswer answer) throws SourceException, InterruptedException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[16 * 1024];
        for (int count = answer.read(piece); count >= 0; count = answer.read(piece)) {
            assertThat(count).isPositive();
            all.write(piece, 0, count);
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static Arguments peer(String what, FakeKubelet.Behaviour behaviour, String message) {
        return Arguments.of(what, behaviour, message);
    }

    private static FakeKubelet.Behaviour sends(String bytes, boolean thenWaits) {
        return (request, connection) -> {
            connection.send(bytes);
            if (thenWaits) {
                connection.waitUntilClosed();
            }
            throw new IOException("enough");
        };
    }
}
