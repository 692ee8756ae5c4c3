package dev.dockershim.exporter.web;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import dev.dockershim.exporter.exposition.Gzip;
import dev.dockershim.exporter.web.StreamHandler.UpstreamException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/**
 * Negotiates and passes a body on while it comes in, on a worker that waits for the client. A body that breaks off ends
 * with its connection, never with a last chunk.
 */
final class StreamingHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(StreamingHandler.class);
    private static final HttpString TIMEOUT = new HttpString(ScrapeTimeout.HEADER);
    /** For the client's last read, when its own time is all but over. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private final StreamHandler stream;
    /** Why the answer before was none, or not whole: what lasts is logged once. */
    private final AtomicReference<@Nullable String> told = new AtomicReference<>();

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
        RequestSlots.Slot slot = Objects.requireNonNull(exchange.getAttachment(RequestSlots.SLOT));
        slot.limitWorker(timeout.plus(GRACE));
        AnswerStream answer = new AnswerStream(exchange, format, gzip);
        try (StreamHandler.Body body = stream.open(format, timeout)) {
            if (exchange.getRequestMethod().equals(Methods.HEAD)) {
                answer.writeHead();
                exchange.endExchange();
            } else {
                body.writeTo(answer);
                told.set(null);
            }
        } catch (UpstreamException e) {
            tell(exchange, String.valueOf(e.getMessage()));
            if (answer.isBegun()) {
                cut(exchange, slot);
            } else {
                PlainText.send(exchange, StatusCodes.BAD_GATEWAY, String.valueOf(e.getMessage()));
            }
        } catch (InterruptedException e) {
            if (!answer.isBegun()) {
                throw e;
            }
            cut(exchange, slot);
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.debug("the client of {} has gone", exchange.getRequestPath(), e);
            cut(exchange, slot);
        } catch (RuntimeException | Error e) {
            if (answer.isBegun()) {
                cut(exchange, slot);
            }
            throw e;
        } finally {
            answer.abandon();
            slot.leaveWorker();
        }
    }

    private void tell(HttpServerExchange exchange, String reason) {
        if (!reason.equals(told.getAndSet(reason))) {
            LOG.warn("{} was not served, or not to its end: {}", exchange.getRequestPath(), reason);
        }
    }

    private static void cut(HttpServerExchange exchange, RequestSlots.Slot slot) {
        if (exchange.isHttp10()) {
            // There the connection's end is the answer's; a reset tells the difference.
            try {
                exchange.getConnection().setOption(Options.CLOSE_ABORT, true);
            } catch (IOException e) {
                LOG.debug("the connection has gone before it could be reset", e);
            }
        }
        slot.cut();
    }
}
