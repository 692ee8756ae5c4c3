package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.watch.ApiException.Kind;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The API server: one GET after the other, of which nothing is repeated here. */
final class ApiServer implements AutoCloseable {

    /** In seconds; the API server itself asks for 1 at most. */
    private static final long LONGEST_RETRY_AFTER = 300;

    private final HttpClient client;
    private final URI base;
    private final Patience patience;

    /**
     * The API server at {@code base}.
     *
     * @param client that has the credentials, and repeats nothing by itself
     * @param base ends with a slash
     */
    ApiServer(HttpClient client, URI base, Patience patience) {
        this.client = client;
        this.base = base;
        this.patience = patience;
    }

    Patience patience() {
        return patience;
    }

    /**
     * Asks for {@code path}, and waits for the headers of the answer.
     *
     * @param path without a slash in front, with its query
     * @param silence how long the body may be silent
     * @param deadline until when it must have come
     * @throws ApiException if the answer is another than 200
     */
    AnswerStream get(String path, Duration silence, Deadline deadline) throws ApiException, InterruptedException {
        AnswerStream stream = new AnswerStream(silence, deadline);
        long nanos = Math.max(1, Math.min(patience.answer().toNanos(), deadline.remainingNanos()));
        CompletableFuture<HttpResponse<AsyncBody>> answer = send(path, nanos, stream);
        HttpResponse<AsyncBody> response;
        try {
            response = answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new ApiException(Kind.FAILED, "the API server does not answer");
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw unreachable(e.getCause());
        }
        if (response.code() != 200) {
            response.body().cancel();
            throw refused(response);
        }
        stream.begin(response.body());
        return stream;
    }

    private CompletableFuture<HttpResponse<AsyncBody>> send(String path, long nanos, AnswerStream stream)
            throws ApiException {
        try {
            return client.consumeBytes(
                    client.newHttpRequestBuilder()
                            .uri(base.resolve(path))
                            .header("Accept", "application/json")
                            .timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), TimeUnit.MILLISECONDS)
                            .build(),
                    (buffers, body) -> stream.accept(buffers));
        } catch (RuntimeException e) {
            // a credential plug-in that fails, or a client that is closed
            throw new ApiException(
                    Kind.UNREACHABLE, "the API server cannot be asked: no credentials, or shutting down");
        }
    }

    private static ApiException unreachable(@Nullable Throwable failure) {
        if (has(failure, CertificateException.class)
                || has(failure, CertPathValidatorException.class)
                || has(failure, CertPathBuilderException.class)) {
            return new ApiException(Kind.UNREACHABLE, "the API server's certificate is not trusted");
        }
        // The client's own limit is the same, and may be the first to be met.
        if (has(failure, HttpTimeoutException.class) && !has(failure, HttpConnectTimeoutException.class)) {
            return new ApiException(Kind.FAILED, "the API server does not answer");
        }
        return new ApiException(
                Kind.UNREACHABLE,
                has(failure, SSLException.class)
                        ? "no TLS connection to the API server can be made"
                        : "the API server cannot be reached, or closes the connection");
    }

    private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> kind) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static ApiException refused(HttpResponse<?> response) {
        return switch (response.code()) {
            case 401 -> new ApiException(Kind.UNAUTHENTICATED, "the API server does not accept the credentials");
            case 403 -> new ApiException(Kind.FORBIDDEN, "the API server refuses it");
            case 404 -> new ApiException(Kind.ABSENT, "the API server does not serve it");
            case 410 -> new ApiException(Kind.GONE, "the API server has forgotten where to go on");
            case 429 -> new ApiException(Kind.FAILED, "the API server has too many requests", retryAfter(response));
            default ->
                new ApiException(
                        Kind.FAILED,
                        "the API server answers " + Math.min(999, Math.max(0, response.code())),
                        retryAfter(response));
        };
    }

    /** In seconds, as Kubernetes writes it (staging/src/k8s.io/apiserver/pkg/server/filters). */
    private static Duration retryAfter(HttpResponse<?> response) {
        String text = response.header("Retry-After");
        if (text == null || !text.matches("[0-9]{1,9}")) {
            return Duration.ZERO;
        }
        return Duration.ofSeconds(Math.min(LONGEST_RETRY_AFTER, Long.parseLong(text)));
    }

    @Override
    public void close() {
        client.close();
    }
}
