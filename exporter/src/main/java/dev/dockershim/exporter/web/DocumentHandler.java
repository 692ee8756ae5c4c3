package dev.dockershim.exporter.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/** Sends a JSON document. */
final class DocumentHandler implements HttpHandler {

    private final Supplier<byte[]> document;

    DocumentHandler(Supplier<byte[]> document) {
        this.document = document;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        byte[] body = document.get();
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
