package dev.dockershim.exporter.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a handler on a worker thread and answers for it if it fails.
 *
 * <p>Each response holds its whole body until the client has read it, so that only some may be under way at once: more
 * get a 503 rather than the memory of the others.
 */
final class WorkerHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerHandler.class);

    private final HttpHandler next;
    private final Semaphore permits;

    WorkerHandler(int maxConcurrent, HttpHandler next) {
        this.next = next;
        this.permits = new Semaphore(maxConcurrent);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (!permits.tryAcquire()) {
            PlainText.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "too many requests at once");
            return;
        }
        exchange.addExchangeCompleteListener((completed, nextListener) -> {
            permits.release();
            nextListener.proceed();
        });
        exchange.dispatch(this::run);
    }

    private void run(HttpServerExchange exchange) {
        try {
            next.handleRequest(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            PlainText.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "stopping");
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.error("{} failed", exchange.getRequestPath(), e);
            PlainText.send(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "failed; the exporter's log says why");
        }
    }
}
