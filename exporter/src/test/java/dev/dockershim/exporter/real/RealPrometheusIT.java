package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.dockershim.exporter.real.RealPrometheus.Format;
import dev.dockershim.exporter.real.RealPrometheus.Sample;
import dev.dockershim.exporter.real.RealPrometheus.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RealPrometheusIT {

    private static final String TEXT = """
            # HELP answers_total Answers.
            # TYPE answers_total counter
            answers_total{of="text"} 42
            """;

    private static final String OPEN_METRICS = """
            # HELP answers Answers.
            # TYPE answers counter
            answers_total{of="openmetrics"} 43.0
            # EOF
            """;

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            if (String.valueOf(exchange.getRequestHeaders().getFirst("Accept")).contains("openmetrics")) {
                answer(exchange, "application/openmetrics-text; version=1.0.0; charset=utf-8", OPEN_METRICS);
            } else {
                answer(exchange, "text/plain; version=0.0.4; charset=utf-8", TEXT);
            }
        });
        server.createContext("/broken", exchange -> answer(exchange, "text/plain", "no metric at all\n"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void bothFormatsAreScrapedAndABrokenTargetSaysWhy() {
        try (RealPrometheus prometheus = RealPrometheus.start(
                new Target("negotiated", url("/metrics"), Format.NEGOTIATED),
                new Target("text", url("/metrics"), Format.TEXT),
                new Target("broken", url("/broken"), Format.NEGOTIATED))) {
            assertThat(prometheus.awaitScrape("negotiated").lastError()).isEmpty();
            assertThat(prometheus.awaitScrape("text").health()).isEqualTo("up");
            assertThat(prometheus.awaitScrape("broken")).satisfies(state -> {
                assertThat(state.health()).isEqualTo("down");
                assertThat(state.lastError()).isNotEmpty();
            });

            assertThat(prometheus.query("answers_total{job='text'}"))
                    .extracting(Sample::value)
                    .containsExactly(42.0);
            assertThat(prometheus.query("sum by (of) (answers_total{job='negotiated'})"))
                    .containsExactly(new Sample(Map.of("of", "openmetrics"), 43));
            assertThat(prometheus.families("text")).containsExactly("answers_total");
            assertThat(prometheus.families("negotiated")).containsExactly("answers");
        }
    }

    @Test
    void promtoolFindsWhatItFindsAndNothingInGoodText() {
        assertThat(Promtool.checkMetrics(TEXT)).isEmpty();
        assertThat(Promtool.checkMetrics(TEXT.replace("answers_total", "answers")))
                .singleElement()
                .asString()
                .contains("answers", "_total");
        assertThat(Promtool.checkMetrics("no metric at all\n")).isNotEmpty();
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, body.length());
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        }
    }
}
