package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.web.Endpoints;
import dev.dockershim.exporter.web.HtmlPage;
import dev.dockershim.exporter.web.ListenAddress;
import dev.dockershim.exporter.web.ScrapeBody;
import dev.dockershim.exporter.web.WebAccess;
import dev.dockershim.exporter.web.WebServer;
import dev.dockershim.exporter.webconfig.WebConfigFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificate, key, authorities and users are renewed while clients ask without a pause, and none of them fails. */
class WebRotationIT {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String ALICE = "alice: $2a$04$aekOSvdhUgopLaN6zaDsvu74D3oSHFYM4HIVhdGiExKLyaxN4vrke";
    private static final String BOB = "bob: $2a$04$8xhVnz57RRnalY.QjoUDjeJMTyis3FhSpJ0UNpKEeZTwe57wIEcDa";

    @TempDir
    private Path directory = Path.of("");

    private WebClient curl = new WebClient(directory);
    private @Nullable WebCertificates certificates;

    @BeforeEach
    void makeCertificates() throws IOException {
        Requirements.program("curl");
        certificates = WebCertificates.in(directory);
        curl = new WebClient(directory);
        Files.copy(directory.resolve("client-ca.crt"), directory.resolve("trusted.crt"));
    }

    @Test
    void nobodyFailsWhileAllIsRenewed() throws Exception {
        write(ALICE);
        WebConfigFile file = WebConfigFile.open(directory.resolve("web.yml").toString());
        try (WebServer server = serve(file);
                WebLoad load = new WebLoad(url(server))) {
            load.as(identity("client", "ca.crt", "alice", "alice123")).start(4);
            await().atMost(LONG).until(() -> load.answers() > 50);

            renewCertificateAndKey(load, server, file);
            renewAuthorityOfTheServer(load, server);
            renewAuthorityOfClients(load, server);
            renewUsers(load, server);

            assertThat(load.failures()).isEmpty();
            assertThat(file.state().usable()).isTrue();
        }
    }

    /** One file after the other: in between they do not belong together. */
    private void renewCertificateAndKey(WebLoad load, WebServer server, WebConfigFile file) throws IOException {
        String before = shown(server);
        certificates().server("next", "ca");
        replace("next.crt", "server.crt");
        await().atMost(LONG).until(() -> !file.state().usable());
        load.awaitMore(50);
        assertThat(shown(server)).isEqualTo(before);

        replace("next.key", "server.key");
        await().atMost(LONG).until(() -> !shown(server).equals(before));
        assertThat(file.state().usable()).isTrue();
        load.awaitMore(50);
    }

    /** Clients trust both authorities before the server shows a certificate of the other one. */
    private void renewAuthorityOfTheServer(WebLoad load, WebServer server) throws IOException {
        String before = shown(server);
        certificates().server("moved", "other-ca");
        Files.writeString(
                directory.resolve("both-servers.crt"),
                Files.readString(directory.resolve("ca.crt")) + Files.readString(directory.resolve("other-ca.crt")));
        load.as(identity("client", "both-servers.crt", "alice", "alice123"));
        load.awaitMore(50);
        replace("moved.key", "server.key");
        replace("moved.crt", "server.crt");

        await().atMost(LONG).until(() -> !shown(server).equals(before));
        load.awaitMore(50);
    }

    /** The file of authorities holds both while clients change theirs. */
    private void renewAuthorityOfClients(WebLoad load, WebServer server) throws IOException {
        assertThat(ask(server, "stranger", "alice:alice123")).isZero();
        replace("both-cas.crt", "trusted.crt");
        await().atMost(LONG).until(() -> ask(server, "stranger", "alice:alice123") == 200);
        load.as(identity("stranger", "both-servers.crt", "alice", "alice123"));
        load.awaitMore(50);
        replace("other-ca.crt", "trusted.crt");

        await().atMost(LONG).until(() -> ask(server, "client", "alice:alice123") == 0);
        load.awaitMore(50);
    }

    private void renewUsers(WebLoad load, WebServer server) throws IOException {
        write(ALICE + ", " + BOB);
        await().atMost(LONG).until(() -> ask(server, "stranger", "bob:bob456") == 200);
        load.as(identity("stranger", "both-servers.crt", "bob", "bob456"));
        load.awaitMore(50);
        write(BOB);

        await().atMost(LONG).until(() -> ask(server, "stranger", "alice:alice123") == 401);
        load.awaitMore(50);
    }

    private WebCertificates certificates() {
        return Objects.requireNonNull(certificates);
    }

    private void write(String users) throws IOException {
        Path next = directory.resolve("next.yml");
        Files.writeString(next, """
                tls_server_config:
                  cert_file: server.crt
                  key_file: server.key
                  client_auth_type: RequireAndVerifyClientCert
                  client_ca_file: trusted.crt
                  client_allowed_sans: [client.example]
                basic_auth_users: {%s}
                """.formatted(users));
        Files.move(next, directory.resolve("web.yml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void replace(String source, String target) throws IOException {
        Path next = directory.resolve("next.crt");
        Files.copy(directory.resolve(source), next, StandardCopyOption.REPLACE_EXISTING);
        Files.move(next, directory.resolve(target), StandardCopyOption.ATOMIC_MOVE);
    }

    private int ask(WebServer server, String client, String user) {
        return curl.curl("-k --cert " + client + ".crt --key " + client + ".key -u " + user, url(server))
                .status();
    }

    private String shown(WebServer server) {
        String said = curl.handshake("-cert client.crt -key client.key -showcerts", url(server));
        int from = said.indexOf("-----BEGIN CERTIFICATE-----");
        assertThat(from).as(said).isNotNegative();
        return said.substring(from, said.indexOf("-----END CERTIFICATE-----", from));
    }

    private WebLoad.Identity identity(String client, String authorities, String user, String password) {
        return WebLoad.Identity.of(directory, client, authorities, user, password);
    }

    private static URI url(WebServer server) {
        return URI.create("https://127.0.0.1:" + server.addresses().get(0).getPort() + "/metrics");
    }

    private static WebServer serve(WebConfigFile file) throws IOException {
        return new WebServer(
                List.of(ListenAddress.parse("127.0.0.1:0")),
                new Endpoints(
                        Endpoints.DEFAULT_TELEMETRY_PATH,
                        (format, gzip, timeout) ->
                                ScrapeBody.of("a 1\n".repeat(10_000).getBytes(UTF_8)),
                        () -> true,
                        new HtmlPage(paths -> "<p>page</p>".getBytes(UTF_8), "default-src 'none'")),
                new WebAccess(file, false));
    }
}
