package dev.dockershim.exporter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.webconfig.WebConfigFile;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessControlTest {

    private static final ScrapeHandler SMALL = (format, gzip, timeout) -> ScrapeBody.of(new byte[] {'a', '\n'});

    /** alice123 at a cost that keeps a CPU for a while. */
    private static final String ALICE = "$2b$10$.wmv9wi6TNnSRPMHQg.9Mes//mIw.F3/LI1a7dYix/kvHHqE5JwqO";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void guessesOfOneAddressAreFewAtATimeAndKeepNobodyOutWhoIsKnown() throws Exception {
        try (TestServer server = server("basic_auth_users: {alice: " + ALICE + "}")) {
            assertThat(get(server, "alice", "alice123")).isEqualTo(200);
            List<CompletableFuture<Integer>> guesses = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                guesses.add(server.client
                        .sendAsync(
                                server.request("/metrics")
                                        .header("Authorization", basic("alice", "guess " + i))
                                        .build(),
                                BodyHandlers.ofString())
                        .thenApply(HttpResponse::statusCode));
            }

            assertThat(get(server, "alice", "alice123")).isEqualTo(200);

            List<Integer> statuses = new ArrayList<>();
            for (CompletableFuture<Integer> guess : guesses) {
                statuses.add(guess.get(60, TimeUnit.SECONDS));
            }
            assertThat(statuses).containsOnly(401, 503).contains(401, 503);
            assertThat(get(server, "alice", "alice123")).isEqualTo(200);
            assertThat(get(server, "alice", "one more")).isEqualTo(401);
        }
    }

    @Test
    void whatIsConfiguredStandsInThePlaceOfOurOwn() throws Exception {
        try (TestServer server = server(
                "http_server_config: {headers: {Content-Security-Policy: \"default-src 'self'\", X-Frame-Options:"
                        + " deny}}")) {
            HttpResponse<String> page = server.get("/");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().map())
                    .containsEntry("content-security-policy", List.of("default-src 'self'"))
                    .containsEntry("x-frame-options", List.of("deny"))
                    .containsEntry("x-content-type-options", List.of("nosniff"));
        }
    }

    @Test
    void usersAndLimitsAreThoseOfTheMoment() throws Exception {
        try (TestServer server = server("rate_limit: {interval: 1h, burst: 1}")) {
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(server.get("/metrics").statusCode()).isEqualTo(429);

            write("rate_limit: {interval: 1h, burst: 2}");
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);

            write("basic_auth_users: {alice: " + ALICE + "}");
            assertThat(server.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(get(server, "alice", "alice123")).isEqualTo(200);

            write("basic_auth_users: {bob: " + ALICE + "}");
            assertThat(get(server, "alice", "alice123")).isEqualTo(401);

            write("basic_auth_users: {bob: nonsense}");
            assertThat(get(server, "bob", "alice123")).isEqualTo(200);
            assertThat(get(server, "alice", "alice123")).isEqualTo(401);

            write("");
            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tlsIsNotTurnedOnUnderWay() throws Exception {
        try (TestServer server = server("")) {
            write("tls_server_config: {cert_file: none, key_file: none}");

            assertThat(server.get("/metrics").statusCode()).isEqualTo(200);
        }
    }

    private TestServer server(String text) throws IOException {
        write(text);
        WebConfigFile file = WebConfigFile.open(directory.resolve("web.yml").toString());
        return new TestServer(SMALL, Map.of(), new WebAccess(file, false), TestServer.LIMITS);
    }

    private void write(String text) throws IOException {
        Files.writeString(directory.resolve("web.yml"), text);
    }

    private static int get(TestServer server, String user, String password) throws Exception {
        return server.client
                .send(
                        server.request("/metrics")
                                .header("Authorization", basic(user, password))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }
}
