package dev.dockershim.exporter.web;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.Gzip;
import dev.dockershim.exporter.exposition.GzipStream;
import dev.dockershim.exporter.web.StreamHandler.UpstreamException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/**
 * Negotiates and passes a body on while it comes in, on a worker that waits for the client. A body that breaks off ends
 * with its connection, never with a last chunk.
 */
final class StreamingHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StreamingHandler.class);
    private static final HttpString TIMEOUT = new HttpString(ScrapeTimeout.HEADER);
    /** For the client's last read, when its own time is all but over. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final StreamHandler stream;

    StreamingHandler(StreamHandler stream) {
        this.stream = stream;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws InterruptedException {
        HeaderMap request = exchange.getRequestHeaders();
        ExpositionFormat format =
                ExpositionFormat.textUnlessRefused(MetricsHandler.joined(request.get(Headers.ACCEPT)));
        boolean gzip = Gzip.isWanted(MetricsHandler.joined(request.get(Headers.ACCEPT_ENCODING)));
        Duration timeout = ScrapeTimeout.of(request.getFirst(TIMEOUT));
        RequestSlots.Slot slot = exchange.getAttachment(RequestSlots.SLOT);
        if (slot != null) {
            slot.limitSending(timeout.plus(GRACE));
        }
        try (StreamHandler.Body body = stream.open(format, timeout)) {
            HeaderMap response = exchange.getResponseHeaders();
            response.put(Headers.CONTENT_TYPE, format.contentType());
            response.put(Headers.VARY, "Accept, Accept-Encoding");
            if (gzip) {
                response.put(Headers.CONTENT_ENCODING, "gzip");
            }
            pass(exchange, body, gzip);
        } catch (UpstreamException e) {
            PlainText.send(exchange, StatusCodes.BAD_GATEWAY, String.valueOf(e.getMessage()));
        }
    }

    private static void pass(HttpServerExchange exchange, StreamHandler.Body body, boolean gzip) {
        exchange.startBlocking();
        GzipStream compressed = null;
        try {
            OutputStream out = exchange.getOutputStream();
            compressed = gzip ? new GzipStream(out) : null;
            OutputStream to = compressed == null ? out : compressed;
            body.writeTo(to);
            to.close();
        } catch (UpstreamException e) {
            LOG.warn("{} was cut: {}", exchange.getRequestPath(), e.getMessage());
            cut(exchange, compressed);
        } catch (IOException e) {
            LOG.debug("the client of {} has gone", exchange.getRequestPath(), e);
            cut(exchange, compressed);
        } catch (RuntimeException | Error e) {
            cut(exchange, compressed);
            throw e;
        }
    }

    private static void cut(HttpServerExchange exchange, @Nullable GzipStream compressed) {
        IoUtils.safeClose(exchange.getConnection());
        if (compressed != null) {
            compressed.abandon();
        }
    }
}
