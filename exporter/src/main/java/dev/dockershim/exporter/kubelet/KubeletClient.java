package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.CipherOrder;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Reads from one kubelet, or from the API server, by HTTP GET. Safe for use by several threads.
 *
 * <p>A request ends by its deadline, whichever part hangs: name look-up, connection, TLS, headers or body. The JDK
 * client's own time-out covers the headers only. The server's certificate is verified as {@link KubeletConfig} says;
 * certificates, keys and token are read again when they are renewed. HTTP/1.1 only, no proxy, no redirects.
 */
public final class KubeletClient {

    /** What {@link #fetch} takes in at most, unless told otherwise: ten times the summary of a node with 250 pods. */
    public static final long DEFAULT_MAX_BYTES = 16L * 1024 * 1024;

    private static final long LOOK_AT_FILES_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final String GZIP = "gzip";
    private static final AtomicInteger THREADS = new AtomicInteger();

    private final KubeletConfig config;
    private final Peer peer;
    private final TlsFiles tlsFiles;
    private final Failures failures;
    private final long lookAtFilesNanos;
    private final ScheduledThreadPoolExecutor executor;

    private @Nullable HttpClient current;
    private List<String> filesOfCurrent = List.of();
    private long lookedAtFiles;

    /** A client that opens nothing, neither file nor connection, before the first request. */
    public KubeletClient(KubeletConfig config) {
        this(config, Peer.KUBELET);
    }

    /**
     * A client of another server than a kubelet.
     *
     * @param peer whom messages name
     */
    public KubeletClient(KubeletConfig config, Peer peer) {
        this(config, peer, LOOK_AT_FILES_NANOS);
    }

    KubeletClient(KubeletConfig config, long lookAtFilesNanos) {
        this(config, Peer.KUBELET, lookAtFilesNanos);
    }

    private KubeletClient(KubeletConfig config, Peer peer, long lookAtFilesNanos) {
        this.config = config;
        this.peer = peer;
        this.tlsFiles = new TlsFiles(config);
        this.failures = new Failures(config, peer);
        this.lookAtFilesNanos = lookAtFilesNanos;
        // One executor for the HTTP client's work and for the alarms that end a request.
        executor = new ScheduledThreadPoolExecutor(2, task -> {
            Thread thread = new Thread(task, "kubelet-client-" + THREADS.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(60, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    /**
     * Reads a whole answer into memory.
     *
     * @param path such as {@code /stats/summary}
     * @param maxBytes an answer longer than this is a failure
     * @return the body; in memory, needs no closing
     * @throws SourceException if there was no complete answer with status 200 before the deadline
     */
    public InputStream fetch(String path, long maxBytes, Deadline deadline)
            throws SourceException, InterruptedException {
        Chunks chunks = new Chunks();
        stream(path, chunks::add, maxBytes, deadline);
        return chunks.open();
    }

    /**
     * Feeds an answer to {@code consumer} as it comes in.
     *
     * @param path such as {@code /metrics/cadvisor}
     * @param maxBytes an answer longer than this is a failure
     * @throws SourceException as {@link #fetch}, or from the consumer; what the consumer has made up to then is void,
     *     and it may still be busy with the piece it was given last
     */
    public void stream(String path, ChunkConsumer consumer, long maxBytes, Deadline deadline)
            throws SourceException, InterruptedException {
        HttpClient client = client();
        BoundedBody body = new BoundedBody(peer.title() + "'s answer to " + path, consumer, maxBytes);
        Future<?> alarm = null;
        try {
            HttpRequest request = request(dialled(deadline), path, deadline);
            alarm = executor.schedule(
                    () -> body.stop(new TimeoutException()), deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            HttpResponse<@Nullable Void> answer = client.send(request, body);
            if (answer.statusCode() != 200) {
                throw failures.status(answer.statusCode(), path);
            }
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            throw failures.exchange(e, path, body.isStarted());
        } finally {
            if (alarm != null) {
                alarm.cancel(false);
            }
            body.stop(new IllegalStateException("over"));
        }
    }

    /**
     * Opens an answer that is read at the reader's own pace, in memory that does not grow with it.
     *
     * @param path such as {@code /metrics/cadvisor}
     * @return the body; reading fails from the deadline on, and if the answer breaks off. To be closed by the caller
     * @throws SourceException if there was no answer with status 200 before the deadline, or one whose end cannot be told
     *     from a break
     */
    public KubeletAnswer open(String path, Deadline deadline) throws SourceException, InterruptedException {
        PulledBody body = new PulledBody();
        KubeletAnswer opened = null;
        try {
            HttpResponse<@Nullable Void> answer =
                    client().send(compressible(request(dialled(deadline), path, deadline)), body);
            if (answer.statusCode() != 200) {
                throw failures.status(answer.statusCode(), path);
            }
            if (!saysItsEnd(answer.headers())) {
                throw new SourceException(peer.title() + "'s answer to " + path + " does not say where it ends");
            }
            opened = new KubeletAnswer(
                    body,
                    isCompressed(answer.headers(), path),
                    path,
                    failures,
                    alarm -> executor.schedule(alarm, deadline.remainingNanos(), TimeUnit.NANOSECONDS));
            return opened;
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException e) {
            throw failures.exchange(e, path, body.isStarted());
        } finally {
            if (opened == null) {
                body.stop();
            }
        }
    }

    /** A body that only the connection's end would end could be cut at any byte unseen (RFC 9112 section 6.3). */
    private static boolean saysItsEnd(HttpHeaders headers) {
        return headers.firstValue("Content-Length").isPresent()
                || headers.firstValue("Transfer-Encoding").isPresent();
    }

    private static HttpRequest compressible(HttpRequest request) {
        return HttpRequest.newBuilder(request, (name, value) -> true)
                .header("Accept-Encoding", GZIP)
                .build();
    }

    private boolean isCompressed(HttpHeaders answer, String path) throws SourceException {
        String encoding = answer.firstValue("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase(GZIP) && !encoding.equalsIgnoreCase("identity")) {
            throw new SourceException(peer.title() + "'s answer to " + path + " is neither plain nor gzip");
        }
        return encoding.equalsIgnoreCase(GZIP);
    }

    private HttpRequest request(URI base, String path, Deadline deadline) throws SourceException, TimeoutException {
        Duration left = deadline.remaining();
        if (left.isZero()) {
            throw new TimeoutException();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(left)
                .header("User-Agent", "dockershim-exporter")
                .GET();
        if (peer == Peer.API_SERVER) {
            request.header("Accept", "application/json");
        }
        Path tokenFile = config.tokenFile();
        if (tokenFile != null && config.usesTls()) {
            request.header("Authorization", BearerToken.authorization(tokenFile));
        }
        return request.build();
    }

    /**
     * The base URL to connect to, without a slash at its end. A name is looked up here, where the deadline holds. With
     * a server name the address takes its place: a URL that holds a name would override the server name.
     */
    private URI dialled(Deadline deadline) throws InterruptedException, ExecutionException, TimeoutException {
        String host = config.url().getHost();
        String base = config.url().toString().replaceFirst("/+$", "");
        if (!KubeletConfig.isAddress(host)) {
            Future<InetAddress> lookUp = executor.submit(() -> InetAddress.getByName(host));
            String address =
                    lookUp.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS).getHostAddress();
            if (config.serverName() != null && config.usesTls()) {
                base = base.replaceFirst("(?<=://)[^:/]+", address.contains(":") ? "[" + address + "]" : address);
            }
        }
        return URI.create(base);
    }

    /** The HTTP client for the files as they are now. One that is replaced ends with its last request. */
    private synchronized HttpClient client() throws SourceException {
        long now = System.nanoTime();
        HttpClient client = current;
        if (client != null && now - lookedAtFiles < lookAtFilesNanos) {
            return client;
        }
        List<String> files = tlsFiles.state();
        if (client == null || !files.equals(filesOfCurrent)) {
            current = null;
            client = newClient();
            current = client;
            filesOfCurrent = files;
        }
        lookedAtFiles = now;
        return client;
    }

    private HttpClient newClient() throws SourceException {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .executor(executor);
        if (config.usesTls()) {
            SSLContext context = tlsFiles.load();
            SSLParameters parameters = context.getDefaultSSLParameters();
            parameters.setCipherSuites(CipherOrder.chaChaFirst(parameters.getCipherSuites()));
            String serverName = config.serverName();
            if (serverName != null) {
                // The JDK accepts a certificate for the name that was asked for by SNI, or for the dialled address
                // (sun.security.ssl.X509TrustManagerImpl).
                parameters.setServerNames(List.of(new SNIHostName(serverName)));
            }
            builder.sslContext(context).sslParameters(parameters);
        }
        return builder.build();
    }
}
