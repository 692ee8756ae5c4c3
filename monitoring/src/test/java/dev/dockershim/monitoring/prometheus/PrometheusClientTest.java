package dev.dockershim.monitoring.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrometheusClientTest {

    private static final Instant TIME = Instant.parse("2026-11-27T10:00:00.25Z");

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    @SuppressWarnings("NullAway.Init")
    private PrometheusClient client;

    private String answer = "";
    private String asked = "";
    private int status = 200;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/prefix/api/v1/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                asked = exchange.getRequestURI().getPath() + " "
                        + URLDecoder.decode(
                                body.isEmpty()
                                        ? String.valueOf(
                                                exchange.getRequestURI().getRawQuery())
                                        : body,
                                UTF_8);
                byte[] bytes = answer.getBytes(UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        client = new PrometheusClient(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/prefix/"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void anInstantHasOneValueASeries() {
        answer = """
                {"status":"success","data":{"resultType":"vector","result":[
                {"metric":{"a":"b"},"value":[1.5,"+Inf"]},{"metric":{},"value":[1.5,"NaN"]}]}}""";

        List<Series> series = client.instant("a{b=\"c\"} + 1", TIME);

        assertThat(asked).isEqualTo("/prefix/api/v1/query query=a{b=\"c\"} + 1&time=1795773600.250");
        assertThat(series.get(0))
                .isEqualTo(new Series(Map.of("a", "b"), List.of(new Series.Point(1.5, Double.POSITIVE_INFINITY))));
        assertThat(series.get(1).last()).isNaN();
    }

    @Test
    void aRangeHasMany() {
        answer = """
                {"status":"success","data":{"resultType":"matrix","result":[
                {"metric":{"a":"b"},"values":[[1,"2"],[2,"3e5"]]}]}}""";

        List<Series> series = client.range("a", TIME, TIME.plusSeconds(60), Duration.ofMillis(1500));

        assertThat(asked).contains("query_range", "end=1795773660.250", "start=1795773600.250", "step=1.5");
        assertThat(series.get(0).points()).containsExactly(new Series.Point(1, 2), new Series.Point(2, 300_000));
    }

    @Test
    void aScalarIsASeriesWithoutLabels() {
        answer = "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"7\"]}}";

        assertThat(client.instant("7", TIME)).containsExactly(new Series(Map.of(), List.of(new Series.Point(1, 7))));
    }

    @Test
    void labelValues() {
        answer = "{\"status\":\"success\",\"data\":[\"a\",\"b\"]}";

        assertThat(client.labelValues("node", "up{x=\"y\"}", TIME, TIME)).containsExactly("a", "b");
        assertThat(asked).contains("/label/node/values", "match[]=up{x=\"y\"}");
    }

    @Test
    void alertsHaveTheirState() {
        answer =
                "{\"status\":\"success\",\"data\":{\"alerts\":[{\"labels\":{\"alertname\":\"A\"},\"state\":\"firing\"}]}}";

        assertThat(client.alerts()).containsExactly(Map.of("alertname", "A", "alertstate", "firing"));
    }

    @Test
    void anErrorHasPrometheusWords() {
        status = 400;
        answer = "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:2: parse error\"}";

        assertThatThrownBy(() -> client.format("+"))
                .isInstanceOf(PrometheusException.class)
                .hasMessage("1:2: parse error");
    }

    @Test
    void whatFailedHasWordsEvenIfTheExceptionHasNone() {
        ConnectException unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        ConnectException refused = new ConnectException();
        refused.initCause(new ConnectException("Connection refused"));

        assertThat(PrometheusClient.words(unresolved)).isEqualTo("its host is not known");
        assertThat(PrometheusClient.words(refused)).isEqualTo("Connection refused");
        assertThat(PrometheusClient.words(new ConnectException())).isEqualTo("it cannot be connected to");
        assertThat(PrometheusClient.words(new IOException())).isEqualTo("IOException");
    }

    @Test
    void whatIsNoPrometheusIsSaid() {
        answer = "<html>";
        assertThatThrownBy(() -> client.version())
                .isInstanceOf(PrometheusException.class)
                .hasMessageContaining("is no Prometheus");

        server.stop(0);
        assertThatThrownBy(() -> client.version())
                .isInstanceOf(PrometheusException.class)
                .hasMessageContaining("no answer from http://127.0.0.1");
    }
}
