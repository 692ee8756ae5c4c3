package dev.dockershim.exporter.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;

/** Sends a JSON document. */
final class DocumentHandler implements HttpHandler {

    private final Document.Source document;

    DocumentHandler(Document.Source document) {
        this.document = document;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        Document now = document.document(QueryParameters.of(exchange));
        exchange.setStatusCode(now.status());
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-store");
        exchange.getResponseHeaders().put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
        exchange.getResponseSender().send(ByteBuffer.wrap(now.json()));
    }
}
