package dev.dockershim.exporter.web;

import io.undertow.server.HttpHandler;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: metrics, health and the status page, over HTTP/1.1, and with a web configuration over TLS and HTTP/2
 * too.
 *
 * <p>One I/O thread parses, sends and answers for health, whatever the few workers are busy with; scrapes and pages run
 * on the workers. All threads are daemons: the caller keeps the process alive.
 */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /** Three of them may be busy with streams. */
    private static final int WORKERS = 6;

    private final WebLimits limits;
    private final Connector connector;
    private final @Nullable AccessControl control;
    private final List<WorkerHandler> workers = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<InetSocketAddress> addresses;

    /**
     * Starts a server that is open to everybody.
     *
     * @param listen where to listen, at least one address
     * @throws IOException with one line for the user if an address cannot be listened on; nothing is left open then
     */
    public WebServer(List<ListenAddress> listen, Endpoints endpoints) throws IOException {
        this(listen, endpoints, WebAccess.OPEN);
    }

    /**
     * Starts a server.
     *
     * @param listen where to listen, at least one address
     * @throws IOException with one line for the user if an address cannot be listened on; nothing is left open then
     */
    public WebServer(List<ListenAddress> listen, Endpoints endpoints, WebAccess access) throws IOException {
        this(listen, endpoints, access, WebLimits.DEFAULT);
    }

    WebServer(List<ListenAddress> listen, Endpoints endpoints, WebAccess access, WebLimits limits) throws IOException {
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("no listen address");
        }
        QuietServerLog.install();
        this.limits = limits;
        HttpHandler handler = new Router(routes(endpoints));
        control = access.config() == null ? null : new AccessControl(access.config(), handler);
        handler = unguessed(control == null ? handler : control);
        connector = new Connector(
                listen, limits, WORKERS, access.config(), access.log() ? new AccessLog(handler) : handler);
        addresses = connector.addresses();
    }

    private Map<String, HttpHandler> routes(Endpoints endpoints) {
        Map<String, HttpHandler> all = new HashMap<>();
        all.put(
                endpoints.telemetryPath(),
                worker(limits.maxConcurrent(), new MetricsHandler(endpoints.scrape(), limits.maxStreams())));
        all.put(Endpoints.ROOT, worker(limits.maxConcurrent(), new HtmlPageHandler(endpoints)));
        endpoints
                .streams()
                .forEach((path, stream) -> all.put(path, worker(limits.maxStreams(), new StreamingHandler(stream))));
        endpoints
                .documents()
                .forEach((path, document) ->
                        all.put(path, worker(limits.maxConcurrent(), new DocumentHandler(document))));
        all.put(Endpoints.HEALTHY, exchange -> PlainText.send(exchange, StatusCodes.OK, "healthy"));
        all.put(Endpoints.READY, exchange -> {
            boolean ready = !stopping.get() && endpoints.ready().getAsBoolean();
            PlainText.send(
                    exchange, ready ? StatusCodes.OK : StatusCodes.SERVICE_UNAVAILABLE, ready ? "ready" : "not ready");
        });
        return all;
    }

    private WorkerHandler worker(int maxConcurrent, HttpHandler next) {
        WorkerHandler handler = new WorkerHandler(limits, maxConcurrent, next);
        workers.add(handler);
        return handler;
    }

    /** No browser shall take an answer, a refusal too, for anything but what it says it is. */
    private static HttpHandler unguessed(HttpHandler next) {
        return exchange -> {
            exchange.getResponseHeaders().put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
            next.handleRequest(exchange);
        };
    }

    /** How many connections are open. */
    int openConnections() {
        return connector.openConnections();
    }

    /** The addresses in the order they were given, with the ports that the system chose. */
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /** The same as {@code http://host:port} or {@code https://host:port}, which a browser on this machine can open. */
    public List<String> urls() {
        String scheme = connector.isEncrypted() ? "https://" : "http://";
        return addresses.stream().map(address -> scheme + hostAndPort(address)).toList();
    }

    private static String hostAndPort(InetSocketAddress address) {
        String host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /**
     * Stops. Running scrapes finish within a bounded time and are then interrupted; new ones get a 503, as does
     * {@code /-/ready}. May be called more than once.
     */
    @Override
    public void close() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        try {
            workers.forEach(WorkerHandler::refuse);
            long end = System.nanoTime() + limits.stop().toNanos();
            boolean finished = true;
            for (WorkerHandler handler : workers) {
                finished &= handler.drain(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
            }
            if (!finished) {
                LOG.warn(
                        "requests still running after {} s are cut off",
                        limits.stop().toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (control != null) {
            control.close();
        }
        connector.close();
    }
}
