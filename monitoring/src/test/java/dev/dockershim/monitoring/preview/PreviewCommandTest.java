package dev.dockershim.monitoring.preview;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the Prometheus that is to be drawn from is one line. */
class PreviewCommandTest {

    /** It has no dashboards: what is told is told before they are looked for. */
    @TempDir
    Path repository;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:9090",
                "ftp://localhost",
                "http:",
                "http://",
                "http:///x",
                "http://a b",
                "http://localhost:port",
                "http://localhost:99999",
                "/file"
            })
    void whatIsNoUrl(String url) {
        assertEnds(2, url, "preview: Invalid value for option '--prometheus.url'", "'" + url + "' is no http(s) URL");
    }

    @Test
    void aUrlOfAPage() {
        assertEnds(2, "http://localhost:9090/graph?g0.expr=up", "has more than a path");
    }

    @Test
    void aPasswordIsNotRepeated() {
        assertThat(assertEnds(2, "http://me:secret@localhost", "with a user is not supported"))
                .doesNotContain("secret");
    }

    @Test
    void whereNothingListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        String line = assertEnds(1, "http://127.0.0.1:" + port, "preview: no answer from http://127.0.0.1:" + port);

        assertThat(line).doesNotContain("null").endsWith("/: it cannot be connected to");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "[]", ""})
    void anotherServer(String answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] bytes = answer.getBytes(UTF_8);
                exchange.sendResponseHeaders(404, bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
        try {
            assertEnds(1, "http://127.0.0.1:" + server.getAddress().getPort(), "is no Prometheus: it");
        } finally {
            server.stop(0);
        }
    }

    private String assertEnds(int expected, String url, String... why) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int code = PreviewCommand.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute("--prometheus.url=" + url, "--repository=" + repository);

        assertThat(err.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(why));
        assertThat(code).isEqualTo(expected);
        assertThat(out.toString()).isEmpty();
        return err.toString().strip();
    }
}
