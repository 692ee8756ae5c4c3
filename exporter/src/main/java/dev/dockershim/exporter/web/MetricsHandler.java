package dev.dockershim.exporter.web;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.Gzip;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Negotiates a scrape and sends its body. Of those that are written while they are sent only a few are at once. */
final class MetricsHandler implements HttpHandler {

    private static final HttpString TIMEOUT = new HttpString(ScrapeTimeout.HEADER);

    private static final Logger LOG = LoggerFactory.getLogger(MetricsHandler.class);

    private final ScrapeHandler scrape;
    private final Semaphore streams;

    /** With a number of bodies that may be written at once, each by a worker that waits for its client. */
    MetricsHandler(ScrapeHandler scrape, int maxStreams) {
        this.scrape = scrape;
        this.streams = new Semaphore(maxStreams);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws InterruptedException {
        HeaderMap request = exchange.getRequestHeaders();
        ExpositionFormat format = ExpositionFormat.negotiate(joined(request.get(Headers.ACCEPT)));
        boolean gzip = Gzip.isWanted(joined(request.get(Headers.ACCEPT_ENCODING)));
        Duration timeout = ScrapeTimeout.of(request.getFirst(TIMEOUT));

        ScrapeBody body;
        try {
            body = scrape.scrape(format, gzip, timeout);
        } catch (TimeoutException e) {
            PlainText.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "no answer within the scrape's time-out");
            return;
        }

        HeaderMap response = exchange.getResponseHeaders();
        response.put(Headers.CONTENT_TYPE, format.contentType());
        response.put(Headers.VARY, "Accept, Accept-Encoding");
        if (gzip) {
            response.put(Headers.CONTENT_ENCODING, "gzip");
        }
        ScrapeBody.Writing writing = body.writing();
        if (writing == null) {
            // Undertow announces the length as Content-Length, and sends without a thread that waits.
            exchange.getResponseSender()
                    .send(body.pieces().stream().map(ByteBuffer::wrap).toArray(ByteBuffer[]::new));
        } else if (streams.tryAcquire()) {
            try {
                write(exchange, body.length(), writing, timeout);
            } finally {
                streams.release();
            }
        } else {
            response.remove(Headers.CONTENT_ENCODING);
            PlainText.send(
                    exchange, StatusCodes.SERVICE_UNAVAILABLE, "too many long answers at once; take gzip, it is quick");
        }
    }

    private static void write(HttpServerExchange exchange, long length, ScrapeBody.Writing writing, Duration timeout) {
        exchange.setResponseContentLength(length);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
            return;
        }
        RequestSlots.Slot slot = Objects.requireNonNull(exchange.getAttachment(RequestSlots.SLOT));
        slot.limitWorker(timeout.plus(StreamingHandler.GRACE));
        ChannelStream out = new ChannelStream(() -> Objects.requireNonNull(exchange.getResponseChannel()));
        try {
            writing.writeTo(out);
            out.close();
        } catch (IOException e) {
            LOG.debug("the client of {} has gone", exchange.getRequestPath(), e);
            slot.cut();
        } finally {
            slot.leaveWorker();
        }
    }

    static @Nullable String joined(@Nullable HeaderValues values) {
        return values == null ? null : String.join(",", values);
    }
}
