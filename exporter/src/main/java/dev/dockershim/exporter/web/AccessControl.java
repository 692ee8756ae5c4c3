package dev.dockershim.exporter.web;

import dev.dockershim.exporter.webconfig.Logins;
import dev.dockershim.exporter.webconfig.RateLimit;
import dev.dockershim.exporter.webconfig.TokenBucket;
import dev.dockershim.exporter.webconfig.WebConfig;
import dev.dockershim.exporter.webconfig.WebConfigFile;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests through as the web configuration says at that moment: first its rate limit, then its users; and adds its
 * headers. In the order of exporter-toolkit (web/handler.go), for every path.
 */
final class AccessControl implements HttpHandler, AutoCloseable {

    /** Who asks, once that is known. */
    static final AttachmentKey<String> USER = AttachmentKey.create(String.class);

    private final WebConfigFile file;
    private final HttpHandler next;
    private final Logins logins = new Logins();
    private final PasswordChecks checks = new PasswordChecks();
    private @Nullable TokenBucket bucket;

    AccessControl(WebConfigFile file, HttpHandler next) {
        this.file = file;
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        WebConfig config = file.current();
        if (!isWithin(config.rateLimit())) {
            PlainText.send(exchange, StatusCodes.TOO_MANY_REQUESTS, "too many requests");
            return;
        }
        if (!config.headers().isEmpty()) {
            // Last of all, so that they stand in the place of our own.
            exchange.addResponseCommitListener(answered -> config.headers()
                    .forEach((name, value) -> answered.getResponseHeaders().put(new HttpString(name), value)));
        }
        if (config.users().isEmpty()) {
            next.handleRequest(exchange);
            return;
        }
        Credentials credentials = Credentials.of(exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION));
        if (credentials == null) {
            refuse(exchange);
            return;
        }
        Boolean verdict = logins.remembered(config.users(), credentials.user(), credentials.password());
        if (verdict != null) {
            answer(exchange, credentials, verdict);
        } else if (!checks.tryGoOn(
                exchange,
                checked -> answer(
                        checked,
                        credentials,
                        logins.check(config.users(), credentials.user(), credentials.password())))) {
            PlainText.send(exchange, StatusCodes.SERVICE_UNAVAILABLE, "too many passwords to check at once");
        }
    }

    private void answer(HttpServerExchange exchange, Credentials credentials, boolean right) throws Exception {
        if (right) {
            exchange.putAttachment(USER, credentials.user());
            next.handleRequest(exchange);
        } else {
            refuse(exchange);
        }
    }

    private static void refuse(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(Headers.WWW_AUTHENTICATE, "Basic");
        PlainText.send(exchange, StatusCodes.UNAUTHORIZED, "unauthorized");
    }

    private synchronized boolean isWithin(@Nullable RateLimit limit) {
        if (limit == null) {
            bucket = null;
            return true;
        }
        TokenBucket now = bucket;
        if (now == null || !now.limit().equals(limit)) {
            now = new TokenBucket(limit);
            bucket = now;
        }
        return now.tryTake();
    }

    @Override
    public void close() {
        checks.close();
    }
}
