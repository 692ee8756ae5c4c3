package dev.dockershim.exporter.web;

import static java.util.stream.Collectors.joining;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.Options;

/**
 * The HTTP/1.1 server: metrics, health and the status page.
 *
 * <p>One I/O thread parses, sends and answers for health, whatever the few workers are busy with; scrapes and pages run
 * on the workers. All threads are daemons: the caller keeps the process alive.
 */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

    /** Three of them may be busy with streams. */
    private static final int WORKERS = 6;

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_HEADERS = 100;
    private static final long MAX_ENTITY_BYTES = 16L * 1024;
    private static final int MAX_CONNECTIONS = 512;
    private static final int LAST_CALL_MILLIS = 500;

    private final WebLimits limits;
    private final Undertow undertow;
    private final List<WorkerHandler> workers = new ArrayList<>();
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final List<InetSocketAddress> addresses;

    /**
     * Starts a server.
     *
     * @param listen where to listen, at least one address
     * @throws IOException with one line for the user if an address cannot be listened on; nothing is left open then
     */
    public WebServer(List<ListenAddress> listen, Endpoints endpoints) throws IOException {
        this(listen, endpoints, WebLimits.DEFAULT);
    }

    WebServer(List<ListenAddress> listen, Endpoints endpoints, WebLimits limits) throws IOException {
        if (listen.isEmpty()) {
            throw new IllegalArgumentException("no listen address");
        }
        QuietServerLog.install();
        this.limits = limits;
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
        undertow = build(new Router(all), listen, limits);
        start(listen);
        addresses = undertow.getListenerInfo().stream()
                .map(listener -> (InetSocketAddress) listener.getAddress())
                .toList();
    }

    private WorkerHandler worker(int maxConcurrent, HttpHandler next) {
        WorkerHandler handler = new WorkerHandler(limits, maxConcurrent, next);
        workers.add(handler);
        return handler;
    }

    private static Undertow build(HttpHandler handler, List<ListenAddress> listen, WebLimits limits)
            throws IOException {
        Undertow.Builder builder = Undertow.builder()
                .setIoThreads(1)
                .setWorkerThreads(WORKERS)
                // Undertow takes 512 bytes to 1 KiB with a heap as small as ours, and a call of the system for each.
                .setBufferSize(BUFFER_BYTES)
                .setWorkerOption(Options.WORKER_NAME, "web")
                .setWorkerOption(Options.THREAD_DAEMON, true)
                .setSocketOption(Options.CONNECTION_HIGH_WATER, MAX_CONNECTIONS)
                .setSocketOption(Options.CONNECTION_LOW_WATER, MAX_CONNECTIONS)
                // Without it the stop waits for ever on a task that does not end; with it the task is interrupted.
                .setServerOption(UndertowOptions.SHUTDOWN_TIMEOUT, LAST_CALL_MILLIS)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, millis(limits.noRequest()))
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, millis(limits.requestParse()))
                .setServerOption(UndertowOptions.IDLE_TIMEOUT, millis(limits.idle()))
                .setServerOption(UndertowOptions.MAX_HEADERS, MAX_HEADERS)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_ENTITY_BYTES)
                .setHandler(handler);
        for (ListenAddress address : listen) {
            builder.addHttpListener(address.port(), probe(address).getHostAddress());
        }
        return builder.build();
    }

    /**
     * Resolves an address and tries it. Undertow would not say which of several addresses failed, and after a failed
     * start it can no longer be stopped.
     */
    private static InetAddress probe(ListenAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            InetAddress host = address.host().isEmpty()
                    ? new InetSocketAddress(0).getAddress()
                    : InetAddress.getByName(address.host());
            socket.bind(new InetSocketAddress(host, address.port()));
            return host;
        } catch (UnknownHostException e) {
            throw new IOException("--web.listen-address: cannot listen on " + address + ": unknown host", e);
        } catch (IOException e) {
            throw new IOException("--web.listen-address: cannot listen on " + address + ": " + e.getMessage(), e);
        }
    }

    /** Fails where {@link #probe} could not see it: one address given twice, or a port taken since. */
    private void start(List<ListenAddress> listen) throws IOException {
        try {
            undertow.start();
        } catch (RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "--web.listen-address: cannot listen on "
                            + listen.stream().map(ListenAddress::toString).collect(joining(", ")) + ": "
                            + cause.getMessage(),
                    e);
        }
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }

    /** The addresses in the order they were given, with the ports that the system chose. */
    public List<InetSocketAddress> addresses() {
        return addresses;
    }

    /** The same as {@code http://host:port}, which a browser on this machine can open. */
    public List<String> urls() {
        return addresses.stream().map(WebServer::url).toList();
    }

    private static String url(InetSocketAddress address) {
        String host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : address.getAddress().getHostAddress();
        return "http://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
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
        undertow.stop();
    }
}
