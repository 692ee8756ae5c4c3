package dev.dockershim.exporter.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** A text in the format 0.0.4, such as a recorded kubelet's answer, served over plain HTTP under every path. */
final class ServedText implements AutoCloseable {

    private final HttpServer server;
    private volatile String text;

    private ServedText(HttpServer server, String text) {
        this.server = server;
        this.text = text;
    }

    /** Serves until it is closed. */
    static ServedText start(String text) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            ServedText served = new ServedText(server, text);
            server.createContext("/", exchange -> {
                try (exchange) {
                    byte[] body = served.text.getBytes(UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            server.start();
            return served;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text() {
        return text;
    }

    /** What is served from now on. */
    void replace(String changed) {
        text = changed;
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
