package dev.dockershim.exporter.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer: with its length if it is short, in chunks if it is long; compressed, if the client takes that,
 * from 128 KiB on (k8s.io/apiserver pkg/endpoints/handlers/responsewriters, defaultGzipThresholdBytes).
 */
final class ApiBody extends OutputStream {

    private static final int COMPRESSED_FROM = 128 * 1024;
    private static final int CHUNKED_FROM = 8 * 1024 * 1024;

    private final HttpExchange exchange;
    private final int status;
    private final boolean gzip;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream(16 * 1024);
    private @Nullable OutputStream chunks;

    ApiBody(HttpExchange exchange, int status) {
        this.exchange = exchange;
        this.status = status;
        this.gzip = exchange.getRequestHeaders().getOrDefault("Accept-Encoding", List.of()).stream()
                .anyMatch(value -> value.contains("gzip"));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        OutputStream out = chunks;
        if (out == null && held.size() + length > CHUNKED_FROM) {
            out = startChunks();
            chunks = out;
        }
        if (out == null) {
            held.write(bytes, offset, length);
        } else {
            out.write(bytes, offset, length);
        }
    }

    private OutputStream startChunks() throws IOException {
        if (gzip) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(status, 0);
        OutputStream out = exchange.getResponseBody();
        out = gzip ? new FastGzip(out) : new BufferedOutputStream(out, 64 * 1024);
        held.writeTo(out);
        held.reset();
        return out;
    }

    /** Sends what is still held. Without it the answer is cut, and the client sees that. */
    void finish() throws IOException {
        if (chunks != null) {
            chunks.close();
            return;
        }
        ByteArrayOutputStream body = held;
        if (gzip && held.size() >= COMPRESSED_FROM) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            body = new ByteArrayOutputStream(held.size() / 4);
            try (OutputStream out = new FastGzip(body)) {
                held.writeTo(out);
            }
        }
        exchange.sendResponseHeaders(status, body.size());
        try (OutputStream out = exchange.getResponseBody()) {
            body.writeTo(out);
        }
    }

    /** At the fastest level, as the API server compresses. */
    private static final class FastGzip extends GZIPOutputStream {
        private FastGzip(OutputStream out) throws IOException {
            super(out, 32 * 1024);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
