package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.demo.RecordedNode;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compatibility endpoint holds a few buffers, whatever passes through. */
class CadvisorMemoryTest {

    private static final long MB = 1_000_000;

    /** What a stream may hold: the bar that the endpoint was asked for. */
    private static final long MOST = 2 * MB;

    private static final int TRIES = 8;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String TEXT = new String(
            RecordedNode.named("containerd-1.36").read("metrics-cadvisor.prom"), StandardCharsets.ISO_8859_1);

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip"})
    void whatAStreamHoldsDoesNotDependOnTheAnswersSize(String encoding) throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            CadvisorScrape.of(node.url(), "60", "Accept-Encoding", encoding);
            held(node, encoding, 3 * MB);

            long small = least(node, encoding, 5 * MB / 2);
            long large = least(node, encoding, 25 * MB);

            assertThat(small).isLessThan(MOST);
            assertThat(large).isLessThan(MOST);
            // Half a megabyte is noise of the machine; 22.5 MB more have passed.
            assertThat(large - small).isLessThan(MB / 2);
        }
    }

    @Test
    void twoHundredMegabytesPass() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            CadvisorScrape.of(node.url(), "60");
            held(node, "identity", 3 * MB);
            assertThat(least(node, "identity", 200 * MB)).isLessThan(MOST);
        }
    }

    /** Other tests' threads share this heap and only ever add: the least of some tries is what the stream holds. */
    private static long least(FaultyNode node, String encoding, long bytes) throws Exception {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && least >= MB / 2; i++) {
            least = Math.min(least, held(node, encoding, bytes));
        }
        return least;
    }

    /**
     * Most bytes of the heap that were in use, and not garbage, at four points of an answer on its way, beyond those in
     * use before. What the client and the kubelet's side hold is among them.
     */
    private static long held(FaultyNode node, String encoding, long bytes) throws Exception {
        AtomicLong most = new AtomicLong();
        node.answer(FaultyNode.CADVISOR, (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            long sent = 0;
            for (int part = 1; part <= 4; part++) {
                while (sent < part * bytes / 4) {
                    connection.send(Integer.toHexString(TEXT.length()) + "\r\n" + TEXT + "\r\n");
                    sent += TEXT.length();
                }
                most.accumulateAndGet(inUse(), Math::max);
            }
            connection.send("0\r\n\r\n");
        });
        HttpRequest request = HttpRequest.newBuilder(URI.create(node.url() + FaultyNode.CADVISOR))
                .header("X-Prometheus-Scrape-Timeout-Seconds", "120")
                .header("Accept-Encoding", encoding)
                .build();
        long before = inUse();
        HttpResponse<InputStream> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        byte[] discarded = new byte[16 * 1024];
        long received = 0;
        try (InputStream in = response.body()) {
            for (int count = in.read(discarded); count >= 0; count = in.read(discarded)) {
                received += count;
            }
        }
        if (encoding.equals("identity")) {
            assertThat(received).isGreaterThanOrEqualTo(bytes);
        }
        return most.get() - before;
    }

    private static long inUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
