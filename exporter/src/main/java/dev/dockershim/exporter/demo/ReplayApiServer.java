package dev.dockershim.exporter.demo;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kubernetes API server on a loopback address, for reading: lists in pages, single objects, and watches of what an
 * {@link ApiStore} holds, to clients with the right bearer token.
 *
 * <p>It answers as Kubernetes 1.23 does, and in JSON alone: no protocol buffers, no tables, no label selectors, no
 * streaming lists.
 */
public final class ReplayApiServer implements AutoCloseable {

    /** Who its clients are, as the texts of refusals name them. */
    static final String USER = "system:serviceaccount:demo:reader";

    private static final Logger LOG = LoggerFactory.getLogger(ReplayApiServer.class);

    private final Settings settings;
    private final ApiStore store;
    private final HttpsServer server;
    private final ExecutorService threads;
    private final Set<ApiResource> forbidden = ConcurrentHashMap.newKeySet();

    private ReplayApiServer(Settings settings, ApiStore store, HttpsServer server, ExecutorService threads) {
        this.settings = settings;
        this.store = store;
        this.server = server;
        this.threads = threads;
    }

    /**
     * What kind of server it is.
     *
     * @param port 0 for a free one
     * @param token the only bearer token that is let in
     * @param version of Kubernetes: {@code v1.23.17}
     * @param bookmarks time between two bookmarks of a watch; about a minute with a real one
     * @param filters see each request first, and may answer it otherwise
     */
    public record Settings(int port, String token, String version, Duration bookmarks, List<Filter> filters) {

        /** Copies the list. */
        public Settings {
            filters = List.copyOf(filters);
        }

        /** Kubernetes 1.23 on a free port. */
        public static Settings of(String token) {
            return new Settings(0, token, "v1.23.17", Duration.ofMinutes(1), List.of());
        }

        /** On another port. */
        public Settings withPort(int other) {
            return new Settings(other, token, version, bookmarks, filters);
        }

        /** Of another version of Kubernetes. */
        public Settings withVersion(String other) {
            return new Settings(port, token, other, bookmarks, filters);
        }

        /** With another time between bookmarks. */
        public Settings withBookmarks(Duration other) {
            return new Settings(port, token, version, other, filters);
        }

        /** With other filters. */
        public Settings withFilters(Filter... others) {
            return new Settings(port, token, version, bookmarks, List.of(others));
        }
    }

    /** Starts serving {@code store}, which outlives the server: another one can go on with it. */
    public static ReplayApiServer start(SSLContext context, Settings settings, ApiStore store) throws IOException {
        HttpsServer server = LoopbackServer.create(context, settings.port());
        // a watch keeps its thread
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "replay-api-server");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        ReplayApiServer api = new ReplayApiServer(settings, store, server, threads);
        HttpContext all = server.createContext("/", api::handle);
        all.getFilters().addAll(settings.filters());
        server.start();
        return api;
    }

    /** Base URL, by address. */
    public URI url() {
        return URI.create("https://127.0.0.1:" + port());
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Refuses requests for a resource from now on, as if its rule was taken out of the role. */
    public void forbid(ApiResource resource) {
        forbidden.add(resource);
    }

    /** Answers requests for a resource again. */
    public void allow(ApiResource resource) {
        forbidden.remove(resource);
    }

    /** Stops at once; watches are cut. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** What it throws closes the connection, so that an answer that is not whole does not look as if it were. */
    private void handle(HttpExchange exchange) throws IOException {
        try {
            answer(exchange);
        } catch (ApiFailure failure) {
            send(exchange, failure.code(), failure.json());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the replayed API server stops");
        } catch (RuntimeException e) {
            LOG.error("the replayed API server could not answer {}", exchange.getRequestURI(), e);
            throw e;
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException, ApiFailure {
        if (!("Bearer " + settings.token()).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw ApiFailure.unauthorized();
        }
        ApiRequest request = ApiRequest.parse(exchange.getRequestURI());
        if (request == null) {
            byte[] found = ApiDiscovery.find(exchange.getRequestURI().getPath(), settings.version());
            if (found == null) {
                throw ApiFailure.noResource();
            }
            send(exchange, 200, found);
            return;
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            throw ApiFailure.readOnly();
        }
        if (forbidden.contains(request.resource())) {
            throw ApiFailure.forbidden(USER, request.verb(), request.resource());
        }
        if (request.isWatch()) {
            watch(exchange, new ApiWatch(store, request, settings.bookmarks()));
        } else if (request.name().isEmpty()) {
            ApiList list = ApiList.of(store, request);
            ApiBody body = new ApiBody(exchange, 200);
            list.writeTo(body);
            body.finish();
        } else {
            ApiStore.Stored found = store.find(request.resource(), request.namespace(), request.name());
            if (found == null) {
                throw ApiFailure.notFound(request.resource(), request.name());
            }
            send(exchange, 200, ApiWatch.kind(request.resource(), found.json()));
        }
    }

    private static void watch(HttpExchange exchange, ApiWatch watch) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = new BufferedOutputStream(exchange.getResponseBody(), 64 * 1024);
        out.flush(); // from JDK 25 on the headers wait for it; who watches must know that the watch is accepted
        watch.writeTo(out);
        out.close(); // only here, since that ends the answer properly
    }

    private static void send(HttpExchange exchange, int status, byte[] json) throws IOException {
        ApiBody body = new ApiBody(exchange, status);
        body.write(json);
        body.finish();
    }
}
