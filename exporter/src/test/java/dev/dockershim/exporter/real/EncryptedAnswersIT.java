package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.web.Endpoints;
import dev.dockershim.exporter.web.HtmlPage;
import dev.dockershim.exporter.web.ListenAddress;
import dev.dockershim.exporter.web.ScrapeBody;
import dev.dockershim.exporter.web.StreamHandler;
import dev.dockershim.exporter.web.WebAccess;
import dev.dockershim.exporter.web.WebServer;
import dev.dockershim.exporter.webconfig.WebConfigFile;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are as whole over TLS, and over HTTP/2, as they are without; and one that breaks off is not taken for whole. */
class EncryptedAnswersIT {

    /** Longer than all windows and buffers on the way. */
    private static final int LONG = 8 * 1024 * 1024;

    @TempDir
    private static Path directory = Path.of("");

    private static WebServer server;

    @BeforeAll
    static void start() throws IOException {
        Requirements.program("curl");
        WebCertificates.in(directory);
        Path file = Files.writeString(
                directory.resolve("web.yml"), "tls_server_config: {cert_file: ec.crt, key_file: ec.key}\n");
        byte[] page = "<p>page</p>".getBytes(US_ASCII);
        byte[] scrape = "a 1\n".repeat(LONG / 4).getBytes(US_ASCII);
        server = new WebServer(
                List.of(ListenAddress.parse("127.0.0.1:0")),
                new Endpoints(
                        Endpoints.DEFAULT_TELEMETRY_PATH,
                        (format, gzip, timeout) -> gzip
                                ? ScrapeBody.streamed(scrape.length, out -> out.write(scrape))
                                : ScrapeBody.of(scrape),
                        () -> true,
                        new HtmlPage(paths -> page, "default-src 'none'"),
                        Map.of("/whole", stream(true), "/broken", stream(false)),
                        Map.of()),
                new WebAccess(WebConfigFile.open(file.toString()), false));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2", "--http1.1 --tls-max 1.2", "--http2 --tls-max 1.2"})
    void aLongAnswerIsWhole(String version) {
        assertThat(received(version, "/metrics")).isEqualTo(LONG);
        assertThat(received(version, "/whole")).isEqualTo(LONG);
        // Written while it is sent.
        assertThat(received(version + " -H 'Accept-Encoding: gzip'", "/metrics"))
                .isEqualTo(LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2"})
    void anAnswerThatBreaksOffIsNotTakenForWhole(String version) {
        WebClient.Answer answer = get(version + " -S -o /dev/null", "/broken");

        assertThat(answer.text()).containsPattern("curl: \\((16|18|52|55|56|92)\\)");
        assertThat(received(version, "/whole")).isEqualTo(LONG);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--http1.1", "--http2"})
    void aHeadHasNoBody(String version) {
        for (String path : new String[] {"/metrics", "/whole", "/", "/-/healthy"}) {
            assertThat(get(version + " --head", path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void whoTakesRequestsBackKeepsNoPlace() throws IOException {
        Attacks attacks = new Attacks(server.addresses().get(0).getPort(), true);
        for (int i = 0; i < 20; i++) {
            attacks.resets(50);
        }
        assertThat(get("--http2", "/").status()).isEqualTo(200);
        attacks.end();
    }

    private static long received(String options, String path) {
        WebClient.Answer answer = get(options + " -S -o /dev/null", path);
        assertThat(answer.text()).doesNotContain("curl: (");
        String size = answer.text().replaceAll("(?s).*\\nsize=([0-9]+) .*", "$1");
        return Long.parseLong(size);
    }

    private static WebClient.Answer get(String options, String path) {
        URI url = URI.create("https://127.0.0.1:" + server.addresses().get(0).getPort() + path);
        return new WebClient(directory).curl(options, url);
    }

    private static StreamHandler stream(boolean whole) {
        return (format, timeout) -> new StreamHandler.Body() {
            @Override
            public void writeTo(OutputStream out) throws StreamHandler.UpstreamException, IOException {
                byte[] line = "a 1\n".repeat(1024).getBytes(US_ASCII);
                for (int i = 0; i < LONG / line.length; i++) {
                    out.write(line);
                    if (!whole && i == LONG / line.length / 2) {
                        throw new StreamHandler.UpstreamException("broken", new IOException());
                    }
                }
                out.close();
            }

            @Override
            public void close() {}
        };
    }
}
