package dev.dockershim.exporter.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.Map;

/**
 * Finds the handler of a path: exact matches only ({@code /metrics/} is another path), whatever the query says. Runs on
 * the I/O thread.
 */
final class Router implements HttpHandler {

    private final Map<String, HttpHandler> handlers;

    Router(Map<String, HttpHandler> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HttpHandler handler = handlers.get(exchange.getRequestPath());
        if (handler == null) {
            PlainText.send(exchange, StatusCodes.NOT_FOUND, "not found");
        } else if (!exchange.getRequestMethod().equals(Methods.GET)
                && !exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.getResponseHeaders().put(Headers.ALLOW, "GET, HEAD");
            PlainText.send(exchange, StatusCodes.METHOD_NOT_ALLOWED, "method not allowed");
        } else {
            handler.handleRequest(exchange);
        }
    }
}
