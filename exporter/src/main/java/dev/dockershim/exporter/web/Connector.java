package dev.dockershim.exporter.web;

import dev.dockershim.exporter.webconfig.WebConfig;
import dev.dockershim.exporter.webconfig.WebConfigFile;
import io.undertow.UndertowOptions;
import io.undertow.connector.ByteBufferPool;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.http.HttpOpenListener;
import io.undertow.server.protocol.http2.Http2OpenListener;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/**
 * From an accepted connection to a request that was parsed: the threads, the bounds of what a client may send, and TLS
 * where the web configuration has it. What is not configured is not loaded.
 */
final class Connector implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final long MAX_ENTITY_BYTES = 16L * 1024;
    /** Of one connection of HTTP/2. */
    private static final int MAX_STREAMS = 16;

    private static final int LAST_CALL_MILLIS = 500;
    /** A heap as small as the agent's shall not have the like of it beside it. */
    private static final long SMALL_HEAP = 64L << 20;

    private final XnioWorker worker;
    private final Listeners listeners;
    private final Connections connections;
    private final HttpOpenListener http1;
    private final @Nullable WebConfigFile config;
    private final @Nullable TlsConnections tls;

    /**
     * Listens.
     *
     * @throws IOException with one line for the user if an address cannot be listened on; nothing is left open then
     */
    Connector(
            List<ListenAddress> listen,
            WebLimits limits,
            int workers,
            @Nullable WebConfigFile config,
            HttpHandler handler)
            throws IOException {
        this.config = config;
        Xnio xnio = Xnio.getInstance(Connector.class.getClassLoader());
        worker = xnio.createWorker(OptionMap.builder()
                .set(Options.WORKER_NAME, "web")
                .set(Options.WORKER_IO_THREADS, 1)
                .set(Options.WORKER_TASK_CORE_THREADS, workers)
                .set(Options.WORKER_TASK_MAX_THREADS, workers)
                .set(Options.THREAD_DAEMON, true)
                .set(Options.TCP_NODELAY, true)
                .set(Options.CORK, true)
                .getMap());
        boolean encrypted = config != null && config.current().tls() != null;
        int most = encrypted ? limits.maxTlsConnections() : limits.maxConnections();
        connections = new Connections(most);
        ByteBufferPool buffers =
                new DefaultByteBufferPool(Runtime.getRuntime().maxMemory() >= SMALL_HEAP, BUFFER_BYTES, -1, 4);
        OptionMap options = options(limits);
        http1 = new HttpOpenListener(buffers, options);
        http1.setRootHandler(exchange -> handle(exchange, handler));
        if (encrypted) {
            Http2OpenListener http2 = new Http2OpenListener(buffers, options);
            http2.setRootHandler(http1.getRootHandler());
            tls = new TlsConnections(xnio, buffers, http1, http2, limits.requestParse());
        } else {
            tls = null;
        }
        try {
            // One more than are kept, so that a newcomer gets in at the cost of who has waited longest.
            listeners = new Listeners(worker, listen, most + 1, this::opened);
        } catch (IOException | RuntimeException e) {
            close(null);
            throw e;
        }
        listeners.accept();
    }

    private static OptionMap options(WebLimits limits) {
        return OptionMap.builder()
                .set(UndertowOptions.BUFFER_PIPELINED_DATA, true)
                .set(UndertowOptions.NO_REQUEST_TIMEOUT, millis(limits.noRequest()))
                .set(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(limits.requestParse()))
                .set(UndertowOptions.IDLE_TIMEOUT, millis(limits.idle()))
                .set(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
                .set(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .set(UndertowOptions.MAX_ENTITY_SIZE, MAX_ENTITY_BYTES)
                .set(UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH, false)
                .set(UndertowOptions.HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, MAX_STREAMS)
                .getMap();
    }

    private void opened(StreamConnection connection) {
        Connections.Open open = connections.opened(connection);
        try {
            WebConfig now = config == null ? null : config.current();
            if (tls == null || now == null || now.tls() == null) {
                http1.handleEvent(connection);
            } else {
                tls.open(connection, now.tls(), now.http2());
            }
        } catch (RuntimeException | Error e) {
            IoUtils.safeClose(connection);
            throw e;
        } finally {
            connections.follow(open);
        }
    }

    private void handle(HttpServerExchange exchange, HttpHandler handler) throws Exception {
        connections.begin(exchange.getConnection());
        exchange.addExchangeCompleteListener((completed, next) -> {
            connections.end(completed.getConnection());
            next.proceed();
        });
        handler.handleRequest(exchange);
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    /** Whether clients must speak TLS. */
    boolean isEncrypted() {
        return tls != null;
    }

    /** How many connections are open. */
    int openConnections() {
        return connections.size();
    }

    /** In the order they were given, with the ports that the system chose. */
    List<InetSocketAddress> addresses() {
        return listeners.addresses();
    }

    @Override
    public void close() {
        close(listeners);
    }

    private void close(@Nullable Listeners open) {
        if (open != null) {
            open.close();
        }
        if (tls != null) {
            tls.close();
        }
        worker.shutdown();
        try {
            // A task that does not end is interrupted.
            if (!worker.awaitTermination(LAST_CALL_MILLIS, TimeUnit.MILLISECONDS)) {
                worker.shutdownNow();
            }
        } catch (InterruptedException e) {
            worker.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
