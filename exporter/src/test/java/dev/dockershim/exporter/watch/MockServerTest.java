package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.Shard;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same against the client library's own idea of an API server, which knows no watch but by WebSocket. */
@Timeout(120)
class MockServerTest {

    private static final String POD = """
            {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"shop","name":"%s"},
             "spec":{"nodeName":"node-a","containers":[{"name":"c","image":"cart"}]}}""";

    @TempDir
    Path files;

    @Test
    void whereNoWatchWorksListsDo() throws Exception {
        KubernetesMockServer server = new KubernetesMockServer(
                new Context(), new MockWebServer(), new HashMap<>(), new KubernetesCrudDispatcher(), false);
        server.init();
        try {
            URI base = URI.create("http://" + server.getHostName() + ":" + server.getPort() + "/");
            post(base, "cart-1");
            WatchConfig config = new WatchConfig(kubeconfig(base), null, Shard.ALL, null);
            try (ClusterWatch watch = ClusterWatch.start(WatchTests.open(config, WatchTests.PATIENCE), config)) {
                await().atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(names(watch)).containsExactly("cart-1"));

                post(base, "cart-2");
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(names(watch)).containsExactlyInAnyOrder("cart-1", "cart-2"));

                delete(base, "cart-1");
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(names(watch)).containsExactly("cart-2"));
            }
        } finally {
            server.destroy();
        }
    }

    private static List<String> names(ClusterWatch watch) {
        List<ClusterPod> pods = watch.look().pods().orNull();
        return pods == null ? List.of() : pods.stream().map(ClusterPod::name).toList();
    }

    private Path kubeconfig(URI base) throws Exception {
        return Files.writeString(files.resolve("kubeconfig"), """
                clusters: [{name: mock, cluster: {server: "%s"}}]
                contexts: [{name: mock, context: {cluster: mock, user: nobody}}]
                current-context: mock
                """.formatted(base));
    }

    private static void post(URI base, String name) throws Exception {
        send(HttpRequest.newBuilder(base.resolve("api/v1/namespaces/shop/pods"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(POD.formatted(name))));
    }

    private static void delete(URI base, String name) throws Exception {
        send(HttpRequest.newBuilder(base.resolve("api/v1/namespaces/shop/pods/" + name))
                .DELETE());
    }

    private static void send(HttpRequest.Builder request) throws Exception {
        int status = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(Objects.requireNonNull(request.build()), BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isBetween(200, 299);
    }
}
