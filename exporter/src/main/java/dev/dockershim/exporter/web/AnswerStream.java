package dev.dockershim.exporter.web;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.GzipStream;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way to one client. Nothing is decided before the first buffer is full, so that a failure up to then can still be
 * told with a status; a failure after it must cut the connection.
 */
final class AnswerStream extends OutputStream {

    private final HttpServerExchange exchange;
    private final ExpositionFormat format;
    private final boolean gzip;
    private final ChannelStream channel;
    private @Nullable GzipStream compressed;

    AnswerStream(HttpServerExchange exchange, ExpositionFormat format, boolean gzip) {
        this.exchange = exchange;
        this.format = format;
        this.gzip = gzip;
        this.channel = new ChannelStream(() -> {
            writeHead();
            return Objects.requireNonNull(exchange.getResponseChannel());
        });
    }

    /** Whether the answer has a status already. */
    boolean isBegun() {
        return channel.isBegun();
    }

    /** Gives the answer its head. */
    void writeHead() {
        HeaderMap response = exchange.getResponseHeaders();
        response.put(Headers.CONTENT_TYPE, format.contentType());
        response.put(Headers.VARY, "Accept, Accept-Encoding");
        if (gzip) {
            response.put(Headers.CONTENT_ENCODING, "gzip");
        }
        if (exchange.isHttp11()) {
            // Said for HEAD too, and for clients that want the connection closed: without chunks they could not tell
            // the
            // answer's end from a break.
            response.put(Headers.TRANSFER_ENCODING, "chunked");
        }
    }

    @Override
    public void write(int value) throws IOException {
        out().write(value);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        out().write(source, offset, count);
    }

    @Override
    public void flush() throws IOException {
        out().flush();
    }

    /** Ends the answer: the last chunk, and with gzip its trailer, say that it is whole. */
    @Override
    public void close() throws IOException {
        out().close();
    }

    /** Frees the compressor's memory without ending the answer; may be called after {@link #close} too. */
    void abandon() {
        if (compressed != null) {
            compressed.abandon();
        }
    }

    private OutputStream out() throws IOException {
        if (gzip && compressed == null) {
            compressed = new GzipStream(channel);
        }
        return compressed == null ? channel : compressed;
    }
}
