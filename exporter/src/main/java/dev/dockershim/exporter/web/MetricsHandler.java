package dev.dockershim.exporter.web;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.Gzip;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HeaderValues;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Negotiates a scrape and sends its body. */
final class MetricsHandler implements HttpHandler {

    private static final HttpString TIMEOUT = new HttpString(ScrapeTimeout.HEADER);

    private final ScrapeHandler scrape;

    MetricsHandler(ScrapeHandler scrape) {
        this.scrape = scrape;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws InterruptedException {
        HeaderMap request = exchange.getRequestHeaders();
        ExpositionFormat format = ExpositionFormat.negotiate(joined(request.get(Headers.ACCEPT)));
        boolean gzip = Gzip.isWanted(joined(request.get(Headers.ACCEPT_ENCODING)));
        Duration timeout = ScrapeTimeout.of(request.getFirst(TIMEOUT));

        byte[] body;
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
        // One buffer, whose length Undertow announces as Content-Length; sent without a thread that waits.
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }

    static @Nullable String joined(@Nullable HeaderValues values) {
        return values == null ? null : String.join(",", values);
    }
}
