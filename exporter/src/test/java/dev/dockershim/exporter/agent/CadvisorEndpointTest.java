package dev.dockershim.exporter.agent;

import static dev.dockershim.exporter.agent.FaultyNode.CADVISOR;
import static dev.dockershim.exporter.agent.FaultyNode.PODS;
import static dev.dockershim.exporter.agent.FaultyNode.SUMMARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.kubelet.FakeKubelet;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The kubelet's own series pass whatever else fails; where they do not, nobody can take the answer for whole. */
class CadvisorEndpointTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TEXT = recorded("containerd-1.36");

    private final CapturedLog log = new CapturedLog();

    @BeforeEach
    void capture() {
        log.clear();
    }

    @AfterEach
    void release() {
        assertThat(log.everything()).doesNotContain(Fault.SECRET, "first-secret");
        log.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Level.class,
            names = {"RESTRICTED", "CRI"})
    void aWholeAnswerIsTheKubeletsOwnAndTheThirteen(Level level) throws Exception {
        try (FaultyNode node = new FaultyNode(level)) {
            for (String encoding : new String[] {"identity", "gzip"}) {
                CadvisorScrape scrape = CadvisorScrape.of(node.url(), "10", "Accept-Encoding", encoding);
                assertWholeWithTheThirteen(scrape);
            }
            assertThat(answers(node)).isEqualTo(answers(2, 0, 0, 0));

            CadvisorScrape openMetrics =
                    CadvisorScrape.of(node.url(), "10", "Accept", "application/openmetrics-text;version=1.0.0");
            assertThat(openMetrics.whole()).isTrue();
            assertThat(openMetrics.body()).endsWith("\n# EOF\n");
            assertThat(openMetrics.containerSamples()).hasSize(3 * 13);
            assertThat(log.messages(java.util.logging.Level.WARNING)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, answered 401 Unauthorized",
        "403, answered 403 Forbidden for /metrics/cadvisor: grant get on nodes/metrics",
        "404, answered 404 Not Found for /metrics/cadvisor",
        "500, answered 500 for /metrics/cadvisor"
    })
    void aRefusalIsPassedOnInOneLine(int status, String reason) throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            node.answer(CADVISOR, status, Fault.SECRET);
            for (int i = 0; i < 3; i++) {
                assertRefused(CadvisorScrape.of(node.url(), "10", "Accept-Encoding", "gzip"), reason);
            }
            assertThat(answers(node)).isEqualTo(answers(0, 3, 0, 0));
            assertThat(log.messages(java.util.logging.Level.WARNING))
                    .filteredOn(message -> message.startsWith("/metrics/cadvisor "))
                    .singleElement()
                    .asString()
                    .contains(reason);

            node.heal();
            assertWholeWithTheThirteen(CadvisorScrape.of(node.url(), "10"));
        }
    }

    @Test
    void aKubeletThatIsGoneIsTold() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.CRI)) {
            node.closeConnectionsAfterAnswers();
            CadvisorScrape.of(node.url(), "10");
            node.stopKubelet();
            assertRefused(CadvisorScrape.of(node.url(), "10"), "refused the connection");

            node.heal();
            assertWholeWithTheThirteen(CadvisorScrape.of(node.url(), "10"));
            assertThat(answers(node)).isEqualTo(answers(2, 1, 0, 0));
        }
    }

    @ParameterizedTest
    @CsvSource({"''", "'HTTP/1.1 200 OK\r\nX-Secret: '"})
    void aKubeletThatHangsBeforeItsAnswerIsTold(String begun) throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            CadvisorScrape.of(node.url(), "10");
            node.answer(CADVISOR, (request, connection) -> {
                connection.send(begun + Fault.SECRET.repeat(begun.isEmpty() ? 0 : 1));
                connection.waitUntilClosed();
            });
            assertRefused(CadvisorScrape.of(node.url(), "3"), "did not answer /metrics/cadvisor");
            // Others are served meanwhile and afterwards.
            assertThat(Scrape.of(node.url(), "10").families()).hasSize(13);
        }
    }

    static Stream<Arguments> breaks() {
        int length = TEXT.length();
        int line = TEXT.indexOf('\n', length / 2) + 1;
        return Stream.concat(
                Stream.of(0, 1, 10_000, line, line + 5, length - 1)
                        .flatMap(at -> Stream.of(Arguments.of(at, true, false), Arguments.of(at, false, false))),
                Stream.of(
                        Arguments.of(length, true, false),
                        Arguments.of(0, true, true),
                        Arguments.of(line, false, true),
                        Arguments.of(length, true, true)));
    }

    @ParameterizedTest(name = "after {0} bytes, chunked {1}, hangs {2}")
    @MethodSource("breaks")
    void anAnswerThatBreaksOffNeverLooksWhole(int at, boolean chunked, boolean hangs) throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            CadvisorScrape.of(node.url(), "10");
            node.answer(CADVISOR, (request, connection) -> {
                String part = TEXT.substring(0, at);
                if (chunked) {
                    connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    if (at > 0) {
                        connection.send(Integer.toHexString(at) + "\r\n" + part + "\r\n");
                    }
                } else {
                    connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + TEXT.length() + "\r\n\r\n" + part);
                }
                if (hangs) {
                    connection.waitUntilClosed();
                }
                throw new IOException("cut");
            });
            // A break right behind the head may be seen before the head is.
            String reason = hangs ? "did not end in time" : at < 10_000 ? "" : "broke off";
            for (String encoding : new String[] {"identity", "gzip"}) {
                CadvisorScrape scrape = CadvisorScrape.of(
                        node.url(), hangs ? "3" : "10", "Accept-Encoding", encoding, "Accept", "text/plain");
                if (scrape.status() == 502) {
                    assertRefused(scrape, reason);
                } else {
                    assertThat(scrape.whole()).isFalse();
                }
            }
            assertThat(answers(node)).isIn(answers(1, 0, 2, 0), answers(1, 1, 1, 0), answers(1, 2, 0, 0));
            assertThat(log.messages(java.util.logging.Level.WARNING))
                    .filteredOn(message -> message.startsWith("/metrics/cadvisor "))
                    .isNotEmpty()
                    .doesNotHaveDuplicates()
                    .allMatch(message -> message.contains(reason));
        }
    }

    @Test
    void aLineWithoutEndIsNotHeld() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            CadvisorScrape.of(node.url(), "10");
            node.answer(CADVISOR, (request, connection) -> {
                connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                connection.flood(200L * 1024 * 1024, true);
            });
            assertRefused(CadvisorScrape.of(node.url(), "10"), "has a line of more than");
            assertThat(answers(node)).isEqualTo(answers(1, 0, 1, 0));
        }
    }

    @Test
    void withoutTheRuntimeTheKubeletsOwnPassesAndNothingIsInvented() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.CRI)) {
            CadvisorScrape before = CadvisorScrape.of(node.url(), "10");
            assertWholeWithTheThirteen(before);
            node.stopRuntime();

            CadvisorScrape scrape = CadvisorScrape.of(node.url(), "10");

            assertThat(scrape.status()).isEqualTo(200);
            assertThat(scrape.whole()).isTrue();
            assertThat(scrape.lines()).containsAll(TEXT.lines().toList());
            assertThat(series(scrape)).isEqualTo(series(before));
        }
    }

    /** cri-dockerd: the kubelet prints nothing but ids, and all names are the runtime's. */
    @Test
    void namesThatTheRuntimeToldStayWhenItIsGone() throws Exception {
        try (FaultyNode node = new FaultyNode("cri-dockerd-1.36", Level.CRI, Duration.ZERO)) {
            CadvisorScrape before = CadvisorScrape.of(node.url(), "10");
            assertThat(cpu(before)).anyMatch(line -> line.contains("container=\"app\""));
            node.stopRuntime();

            assertThat(cpu(CadvisorScrape.of(node.url(), "10"))).isEqualTo(cpu(before));
        }
    }

    @Test
    void withoutTheSummaryNoValuesAreAdded() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            assertWholeWithTheThirteen(CadvisorScrape.of(node.url(), "10"));
            node.answer(SUMMARY, 500, Fault.SECRET);

            CadvisorScrape scrape = CadvisorScrape.of(node.url(), "10");

            assertThat(scrape.whole()).isTrue();
            assertThat(scrape.body()).isEqualTo(TEXT);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Level.class,
            names = {"RESTRICTED", "CRI"})
    void aCollectionThatHangsTakesHalfOfTheTimeAndNotTheAnswer(Level level) throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        try (FaultyNode node = new FaultyNode(level)) {
            CadvisorScrape.of(node.url(), "10");
            node.hold(SUMMARY, open);

            CadvisorScrape scrape = CadvisorScrape.of(node.url(), "10");

            assertThat(scrape.status()).isEqualTo(200);
            assertThat(scrape.whole()).isTrue();
            assertThat(scrape.lines()).containsAll(TEXT.lines().toList());
            assertThat(scrape.containerSamples()).noneMatch(line -> line.startsWith("container_fs_usage_bytes{"));
            open.countDown();
        }
    }

    @Test
    void anIdThatIsNoneTakesNoAnswerAway() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            String pods = new String(RecordedNode.named("containerd-1.36").read("pods.json"), StandardCharsets.UTF_8);
            node.answer(PODS, 200, pods.replaceAll("containerd://[0-9a-f]{64}", "containerd://" + Fault.SECRET));

            CadvisorScrape scrape = CadvisorScrape.of(node.url(), "10");

            assertThat(scrape.whole()).isTrue();
            assertThat(scrape.lines()).containsAll(TEXT.lines().toList());
            assertThat(log.messages(java.util.logging.Level.SEVERE)).isEmpty();
        }
    }

    @Test
    void aClientThatGoesIsCountedAsOne() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            CadvisorScrape.of(node.url(), "10");
            node.answer(CADVISOR, repeated(Long.MAX_VALUE));
            URI url = URI.create(node.url());
            try (Socket client = new Socket(url.getHost(), url.getPort())) {
                client.getOutputStream()
                        .write(("GET " + CADVISOR + " HTTP/1.1\r\nHost: a\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                client.setSoTimeout(60_000);
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }
            await().atMost(LONG).untilAsserted(() -> assertThat(answers(node)).isEqualTo(answers(1, 0, 0, 1)));
        }
    }

    /** The recorded text again and again, in chunks, until there are that many bytes or the peer has gone. */
    static FakeKubelet.Behaviour repeated(long bytes) {
        return (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (long sent = 0; sent < bytes; sent += TEXT.length()) {
                connection.send(Integer.toHexString(TEXT.length()) + "\r\n" + TEXT + "\r\n");
            }
            connection.send("0\r\n\r\n");
        };
    }

    private static void assertWholeWithTheThirteen(CadvisorScrape scrape) {
        assertThat(scrape.status()).isEqualTo(200);
        assertThat(scrape.whole()).isTrue();
        assertThat(scrape.lines()).containsAll(TEXT.lines().toList());
        assertThat(scrape.containerSamples()).hasSize(3 * 13);
    }

    private static void assertRefused(CadvisorScrape scrape, String reason) {
        assertThat(scrape.status()).isEqualTo(502);
        assertThat(scrape.whole()).isTrue();
        assertThat(scrape.body()).contains(reason).hasLineCount(1).doesNotContain(Fault.SECRET, "first-secret");
    }

    private static List<String> series(CadvisorScrape scrape) {
        return scrape.containerSamples().stream()
                .map(line -> line.substring(0, line.lastIndexOf('}')))
                .toList();
    }

    private static List<String> cpu(CadvisorScrape scrape) {
        return scrape.body()
                .lines()
                .filter(line -> line.startsWith("container_cpu_usage_seconds_total{"))
                .toList();
    }

    private static Map<String, String> answers(FaultyNode node) throws Exception {
        Map<String, String> answers = new TreeMap<>(Scrape.of(node.url(), "10").samples());
        answers.keySet().removeIf(series -> !series.startsWith("dockershim_bridge_cadvisor_answers_total"));
        return answers;
    }

    private static Map<String, String> answers(int complete, int refused, int cut, int left) {
        String name = "dockershim_bridge_cadvisor_answers_total{outcome=\"";
        return new TreeMap<>(Map.of(
                name + "complete\",}", complete + ".0",
                name + "refused\",}", refused + ".0",
                name + "cut\",}", cut + ".0",
                name + "left\",}", left + ".0"));
    }

    private static String recorded(String name) {
        return new String(RecordedNode.named(name).read("metrics-cadvisor.prom"), StandardCharsets.ISO_8859_1);
    }
}
