package dev.dockershim.exporter.real;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.real.ToolkitCase.Ask;
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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A web configuration does what prometheus/exporter-toolkit documents, seen by curl and openssl. */
class ToolkitConformanceIT {

    @TempDir
    private static Path directory = Path.of("");

    @BeforeAll
    static void makeCertificates() {
        Requirements.program("curl");
        WebCertificates.in(directory);
    }

    static Stream<ToolkitCase> accepted() throws IOException {
        return ToolkitCase.all().stream().filter(one -> one.refused() == null);
    }

    static Stream<ToolkitCase> refused() throws IOException {
        return ToolkitCase.all().stream().filter(one -> one.refused() != null);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesAFileWithOneLineThatNamesIt(ToolkitCase one) throws Exception {
        Path file = one.write(directory);

        assertThatThrownBy(() -> WebConfigFile.open(file.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .startsWith("--web.config.file: " + file + ": ")
                .contains(String.valueOf(one.refused()))
                .doesNotContain("\n");
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void servesByAFile(ToolkitCase one) throws Exception {
        WebConfigFile file = WebConfigFile.open(one.write(directory).toString());
        WebClient client = new WebClient(directory);
        try (WebServer server = serve(file)) {
            for (Ask ask : asks(one)) {
                ask(client, ask, server.addresses().get(0).getPort());
            }
        }
    }

    /** The one of docs/web-config.md. */
    @Test
    void theExampleIsServed() throws Exception {
        String doc = Files.readString(Path.of("").toAbsolutePath().resolveSibling("docs/web-config.md"));
        int from = doc.indexOf("```yaml\n") + 8;
        Path file = Files.writeString(directory.resolve("example.yml"), doc.substring(from, doc.indexOf("```", from)));
        Files.copy(directory.resolve("client-ca.crt"), directory.resolve("prometheus-ca.crt"));
        Files.writeString(file, Files.readString(file).replace("prometheus.example.org", "client.example"));
        WebClient client = new WebClient(directory);

        try (WebServer server = serve(WebConfigFile.open(file.toString()))) {
            URI url =
                    URI.create("https://127.0.0.1:" + server.addresses().get(0).getPort() + "/metrics");
            String shown = "--cert client.crt --key client.key ";
            assertThat(client.curl("", url).status()).isZero();
            assertThat(client.curl(shown, url).status()).isEqualTo(401);
            WebClient.Answer answer = client.curl(shown + "-u prometheus:dave123", url);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.text()).contains("x-frame-options: deny", "strict-transport-security: max-age=31536000");
        }
    }

    @Test
    void theTableIsWhole() throws IOException {
        List<ToolkitCase> all = ToolkitCase.all();

        assertThat(all).hasSizeGreaterThan(150).extracting(ToolkitCase::name).doesNotHaveDuplicates();
        assertThat(accepted().toList()).allSatisfy(one -> assertThat(asks(one)).isNotEmpty());
    }

    private static List<Ask> asks(ToolkitCase one) {
        return one.asks() == null ? List.of() : one.asks();
    }

    private static void ask(WebClient client, Ask ask, int port) {
        URI url = URI.create((ask.http() ? "http" : "https") + "://127.0.0.1:" + port
                + (ask.path() == null ? "/-/healthy" : ask.path()));
        String text;
        if (ask.openssl() != null) {
            text = client.handshake(ask.openssl(), url);
        } else {
            WebClient.Answer answer = client.curl(ask.curl() == null ? "" : ask.curl(), url);
            text = answer.text();
            assertThat(answer.status()).as("%s: %s", ask, text).isEqualTo(ask.status());
        }
        if (ask.says() != null) {
            assertThat(text).as("%s", ask).containsPattern(ask.says());
        }
        if (ask.silent() != null) {
            assertThat(text).as("%s", ask).doesNotContainPattern(ask.silent());
        }
    }

    private static WebServer serve(WebConfigFile file) throws IOException {
        return new WebServer(
                List.of(ListenAddress.parse("127.0.0.1:0")),
                new Endpoints(
                        Endpoints.DEFAULT_TELEMETRY_PATH,
                        (format, gzip, timeout) -> ScrapeBody.of("a 1\n".getBytes(US_ASCII)),
                        () -> true,
                        new HtmlPage(paths -> "<p>page</p>".getBytes(US_ASCII), "default-src 'none'")),
                new WebAccess(file, false));
    }
}
