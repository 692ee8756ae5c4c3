package dev.dockershim.exporter.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.nio.ByteBuffer;
import java.util.Map;

/** Sends the page at {@code /}, which no cache keeps and no other page frames. */
final class HtmlPageHandler implements HttpHandler {

    private final Endpoints endpoints;

    HtmlPageHandler(Endpoints endpoints) {
        this.endpoints = endpoints;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Map<String, String> query = QueryParameters.of(exchange);
        byte[] body = endpoints.page().document().html(endpoints.linked(), query);
        if (!endpoints.page().exists().test(query)) {
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
        }
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(Headers.CONTENT_TYPE, "text/html; charset=utf-8");
        headers.put(Headers.CACHE_CONTROL, "no-store");
        headers.put(Headers.CONTENT_SECURITY_POLICY, endpoints.page().contentSecurityPolicy());
        headers.put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
        headers.put(Headers.REFERRER_POLICY, "no-referrer");
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
