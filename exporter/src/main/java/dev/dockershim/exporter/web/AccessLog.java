package dev.dockershim.exporter.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Writes a line for each request that was answered, its parts as fields of their own. What a query or a header holds
 * stays out, but for the name of a user who was let in.
 */
final class AccessLog implements HttpHandler {

    private static final Logger LOG = Logger.getLogger(AccessLog.class.getName());
    private static final int MAX_PATH = 256;

    private final HttpHandler next;

    AccessLog(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        long began = System.nanoTime();
        exchange.addExchangeCompleteListener((completed, nextListener) -> {
            write(completed, System.nanoTime() - began);
            nextListener.proceed();
        });
        next.handleRequest(exchange);
    }

    private static void write(HttpServerExchange exchange, long nanos) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("client", exchange.getSourceAddress().getAddress().getHostAddress());
        String user = exchange.getAttachment(AccessControl.USER);
        if (user != null) {
            fields.put("user", user);
        }
        fields.put("protocol", exchange.getProtocol().toString());
        if (exchange.getConnection().getSslSession() != null) {
            fields.put("tls", exchange.getConnection().getSslSession().getProtocol());
        }
        fields.put("method", cut(exchange.getRequestMethod().toString()));
        fields.put("path", cut(exchange.getRequestPath()));
        fields.put("status", Integer.toString(exchange.getStatusCode()));
        fields.put("bytes", Long.toString(exchange.getResponseBytesSent()));
        fields.put("seconds", String.format(Locale.ROOT, "%.6f", nanos / 1e9));
        LogRecord line = new LogRecord(Level.INFO, "request");
        line.setLoggerName(LOG.getName());
        line.setParameters(new Object[] {fields});
        LOG.log(line);
    }

    private static String cut(String text) {
        return text.length() <= MAX_PATH ? text : text.substring(0, MAX_PATH) + "...";
    }
}
