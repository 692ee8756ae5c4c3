package dev.dockershim.exporter.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.StatusCodes;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.IoUtils;

/** Runs a handler on a worker thread, answers for it if it fails, and bounds what its clients may take. */
final class WorkerHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerHandler.class);

    private final HttpHandler next;
    private final RequestSlots slots;
    private final Duration sendTimeout;

    /** With a number of requests that may be under way at once. */
    WorkerHandler(WebLimits limits, int maxConcurrent, HttpHandler next) {
        this.next = next;
        this.slots = new RequestSlots(maxConcurrent);
        this.sendTimeout = limits.send();
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        RequestSlots.Slot slot = slots.tryTake(exchange);
        if (slot == null) {
            PlainText.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "too many requests at once, or stopping");
            return;
        }
        exchange.dispatch(worker -> {
            run(worker);
            slot.limitSending(sendTimeout);
        });
    }

    /** Refuses new requests from now on. */
    void refuse() {
        slots.refuse();
    }

    /** Lets running requests finish and refuses others; false if some still run when the time is over. */
    boolean drain(Duration atMost) throws InterruptedException {
        return slots.drain(atMost);
    }

    private void run(HttpServerExchange exchange) {
        try {
            next.handleRequest(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(exchange, StatusCodes.SERVICE_UNAVAILABLE, "stopping");
        } catch (Exception | LinkageError | StackOverflowError e) {
            LOG.error("{} failed", exchange.getRequestPath(), e);
            fail(exchange, StatusCodes.INTERNAL_SERVER_ERROR, "failed; the exporter's log says why");
        }
    }

    /** An answer that has begun has its status: it can only be cut. */
    private static void fail(HttpServerExchange exchange, int status, String line) {
        if (exchange.isResponseStarted()) {
            IoUtils.safeClose(exchange.getConnection());
        } else {
            PlainText.send(exchange, status, line);
        }
    }
}
