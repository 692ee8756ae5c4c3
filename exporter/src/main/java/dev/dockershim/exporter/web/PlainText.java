package dev.dockershim.exporter.web;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/** Answers with a status and one line. */
final class PlainText {

    private PlainText() {}

    static void send(HttpServerExchange exchange, int status, String line) {
        exchange.setStatusCode(status);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(line + "\n");
    }
}
