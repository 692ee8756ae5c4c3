package dev.dockershim.exporter.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.dockershim.exporter.demo.DemoHappenings.NodeOf;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PrometheusNewsTest {

    private static final String ALERTS = """
            {"status":"success","data":{"alerts":[
            {"state":"firing","labels":{"alertname":"OfOthers","cluster":"recorded-nodes"}},
            {"state":"firing","labels":{"alertname":"OfThose","cluster":"migration"}}]}}""";
    private static final String NO_PHASES =
            "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[]}}";

    @Test
    void itTellsOfTheGivenClustersAndThatTheDemoGoesOnWhenPrometheusHasEnded() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/", exchange -> {
            try (exchange) {
                byte[] answer =
                        (exchange.getRequestURI().getPath().endsWith("/alerts") ? ALERTS : NO_PHASES).getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        List<String> lines = new CopyOnWriteArrayList<>();
        AtomicReference<@Nullable String> ended = new AtomicReference<>();
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (PrometheusNews news =
                PrometheusNews.start(new PrometheusApi(url), ended::get, "migration"::equals, lines::add)) {
            assertThat(news).isNotNull();
            await().untilAsserted(() -> assertThat(lines).hasSize(1));
            assertThat(lines.get(0)).matches("\\d\\d:\\d\\d:\\d\\d  FIRING +OfThose +cluster=migration");

            ended.set("Prometheus has ended with 137");

            await().untilAsserted(() -> assertThat(lines).hasSize(2));
            assertThat(lines.get(1))
                    .endsWith("  The demo goes on without Prometheus, and tells of no alerts: Prometheus has ended with"
                            + " 137");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aNodeWithTwoPhasesAtOnceHasNoneForNow() {
        assertThat(PrometheusNews.phases(JsonMapper.shared().readTree("""
                        [{"metric":{"cluster":"migration","node":"worker-1","phase":"draining"},"value":[1,"1"]},
                         {"metric":{"cluster":"migration","node":"worker-2","phase":"draining"},"value":[1,"1"]},
                         {"metric":{"cluster":"migration","node":"worker-2","phase":"migrating"},"value":[1,"1"]},
                         {"metric":{"cluster":"other","node":"worker-2","phase":"migrated"},"value":[1,"1"]}]
                        """)))
                .containsOnlyKeys(new NodeOf("migration", "worker-1"), new NodeOf("other", "worker-2"))
                .containsEntry(new NodeOf("migration", "worker-1"), "draining");
    }
}
