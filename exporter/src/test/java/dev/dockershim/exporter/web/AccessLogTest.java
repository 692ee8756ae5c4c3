package dev.dockershim.exporter.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccessLogTest {

    private static final ScrapeHandler SMALL = (format, gzip, timeout) -> ScrapeBody.of(new byte[] {'a', '\n'});

    private final Logger logger = Logger.getLogger(AccessLog.class.getName());
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.addHandler(handler);
        logger.setLevel(Level.INFO);
        logger.setUseParentHandlers(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.removeHandler(handler);
        logger.setLevel(null);
        logger.setUseParentHandlers(true);
    }

    @Test
    void aRequestIsALineOfFields() throws Exception {
        try (TestServer server = new TestServer(SMALL, Map.of(), new WebAccess(null, true), TestServer.LIMITS)) {
            server.get("/metrics?token=secret");
            await().atMost(Duration.ofSeconds(30)).until(() -> records.size() == 1);
            Map<?, ?> fields = fields(0);

            assertThat(fields.get("client")).isEqualTo("127.0.0.1");
            assertThat(fields.get("protocol")).isEqualTo("HTTP/1.1");
            assertThat(fields.get("method")).isEqualTo("GET");
            assertThat(fields.get("path")).isEqualTo("/metrics");
            assertThat(fields.get("status")).isEqualTo("200");
            assertThat(fields.get("bytes")).isEqualTo("2");
            assertThat(String.valueOf(fields.get("seconds"))).matches("[0-9]+[.][0-9]{6}");
            assertThat(fields.containsKey("user")).isFalse();
            assertThat(fields.containsKey("tls")).isFalse();
        }
    }

    @Test
    void aLongPathIsCut() throws Exception {
        try (TestServer server = new TestServer(SMALL, Map.of(), new WebAccess(null, true), TestServer.LIMITS)) {
            server.client.send(server.request("/" + "x".repeat(5000)).build(), BodyHandlers.ofString());
            await().atMost(Duration.ofSeconds(30)).until(() -> records.size() == 1);

            assertThat(fields(0).get("path")).isEqualTo("/" + "x".repeat(255) + "...");
            assertThat(fields(0).get("status")).isEqualTo("404");
        }
    }

    @Test
    void thereIsNoneUnlessAskedFor() throws Exception {
        try (TestServer server = new TestServer(SMALL)) {
            assertThat(server.exchange("GET /metrics HTTP/1.0\r\n\r\n").getBytes(US_ASCII))
                    .isNotEmpty();
        }
        assertThat(records).isEmpty();
    }

    private Map<?, ?> fields(int index) {
        return (Map<?, ?>) records.get(index).getParameters()[0];
    }
}
