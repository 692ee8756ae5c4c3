package dev.dockershim.exporter.demo;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * What goes wrong between a client and a {@link ReplayApiServer}: given to its settings as a filter. Requests that
 * {@link #when} chooses meet the fault; all are counted.
 */
public final class ApiFaults extends Filter {

    /** A fault. */
    @FunctionalInterface
    public interface Fault {

        /** Answers the exchange, or lets the chain do it. */
        void meet(HttpExchange exchange, Chain chain) throws IOException, InterruptedException;
    }

    private final List<URI> requests = new CopyOnWriteArrayList<>();
    private final Map<HttpExchange, Thread> watches = new ConcurrentHashMap<>();
    private volatile Predicate<URI> chosen = uri -> false;
    private volatile Fault fault = (exchange, chain) -> chain.doFilter(exchange);

    /** From now on the requests that {@code chosen} takes meet {@code fault}. */
    public ApiFaults when(Predicate<URI> chosen, Fault fault) {
        this.chosen = uri -> false;
        this.fault = fault;
        this.chosen = chosen;
        return this;
    }

    /** Nothing goes wrong any more. */
    public void end() {
        chosen = uri -> false;
    }

    /** All that was asked for. */
    public List<URI> requests() {
        return List.copyOf(requests);
    }

    /** Number of watches that are open. */
    public int openWatches() {
        return watches.size();
    }

    /** Cuts all watches that are open, in the middle of whatever they write. */
    public void cutWatches() {
        watches.values().forEach(Thread::interrupt);
    }

    /** Whether it is a list or a watch of this resource: {@code pods}. */
    public static Predicate<URI> of(ApiResource resource) {
        return uri -> uri.getPath().endsWith("/" + resource.plural());
    }

    /** Whether it is a watch. */
    public static boolean isWatch(URI uri) {
        String query = uri.getRawQuery();
        return query != null && (query.contains("watch=true") || query.contains("watch=1"));
    }

    /** Late. */
    public static Fault delay(Duration delay) {
        return (exchange, chain) -> {
            Thread.sleep(delay.toMillis());
            chain.doFilter(exchange);
        };
    }

    /** A status with a body that is a {@code Status}. */
    public static Fault status(int code, String reason) {
        return (exchange, chain) -> send(
                exchange,
                code,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                        + "\"message\":\"as a test wants it\",\"reason\":\"" + reason + "\",\"code\":" + code + "}");
    }

    /** Too many requests. */
    public static Fault throttled(int retryAfterSeconds) {
        return (exchange, chain) -> {
            exchange.getResponseHeaders().set("Retry-After", String.valueOf(retryAfterSeconds));
            status(429, "TooManyRequests").meet(exchange, chain);
        };
    }

    /** Any body, with status 200. */
    public static Fault garbage(String body) {
        return (exchange, chain) -> send(exchange, 200, body);
    }

    /** No answer, until the server is closed. */
    public static Fault silence() {
        return (exchange, chain) -> Thread.sleep(Duration.ofHours(1).toMillis());
    }

    /** An answer that begins, then is cut after some bytes. */
    public static Fault cutAfter(long bytes) {
        return (exchange, chain) -> {
            exchange.setStreams(null, new CutStream(exchange.getResponseBody(), bytes));
            chain.doFilter(exchange);
        };
    }

    /** A list that has no end. */
    public static Fault endless(String start, String repeated) {
        return (exchange, chain) -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            out.write(start.getBytes(StandardCharsets.UTF_8));
            byte[] again = repeated.getBytes(StandardCharsets.UTF_8);
            while (true) {
                out.write(again);
            }
        };
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        URI uri = exchange.getRequestURI();
        requests.add(uri);
        if (isWatch(uri)) {
            watches.put(exchange, Thread.currentThread());
        }
        try {
            if (chosen.test(uri)) {
                fault.meet(exchange, chain);
            } else {
                chain.doFilter(exchange);
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("cut by the test");
        } finally {
            watches.remove(exchange);
        }
    }

    @Override
    public String description() {
        return "faults";
    }

    private static void send(HttpExchange exchange, int code, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(code, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    /** Fails, and so closes the connection, as soon as more than some bytes went through. */
    private static final class CutStream extends FilterOutputStream {

        private long left;

        private CutStream(OutputStream out, long left) {
            super(out);
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int some = (int) Math.min(left, length);
            out.write(bytes, offset, some);
            left -= some;
            if (some < length) {
                out.flush();
                throw new IOException("cut by the test");
            }
        }
    }
}
