package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.watch.ApiException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** The API server's version, asked for now and then: an upgrade shows within minutes. */
final class ServerVersion implements Runnable {

    private static final String SOURCE = "apiserver_version";
    private static final int LARGEST = 64 * 1024;
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final ApiServer server;
    private final CountDownLatch closed;

    private volatile SourceStatus status = new SourceStatus(SOURCE, false, null, false, null, 0, null);
    private volatile Observed<Version> version =
            Observed.missing(Reason.PENDING, "the API server's version is being asked for");

    /** {@code /version} (apimachinery pkg/version). */
    private record Info(@Nullable String gitVersion) {}

    ServerVersion(ApiServer server, CountDownLatch closed) {
        this.server = server;
        this.closed = closed;
    }

    /** What it said last; missing if it failed last. */
    Observed<Version> last() {
        return version;
    }

    SourceStatus status() {
        return status;
    }

    @Override
    public void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                ask(Deadline.after(server.patience().page()));
                pause = version.orNull() == null ? server.patience().longest() : EVERY;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once. */
    void ask(Deadline deadline) throws InterruptedException {
        long start = System.nanoTime();
        ApiException failure = null;
        try {
            version = Observed.seen(fetch(deadline));
        } catch (ApiException e) {
            failure = e;
            version = Observed.missing(reason(e), "the API server's version is unknown: " + e.getMessage() + grant(e));
        }
        status = new SourceStatus(
                SOURCE,
                false,
                failure == null,
                failure != null && (failure.kind() == Kind.FORBIDDEN || failure.kind() == Kind.UNAUTHENTICATED),
                failure == null ? null : failure.getMessage(),
                (System.nanoTime() - start) / 1e9,
                failure == null ? Instant.now() : status.lastSuccess());
    }

    private static Reason reason(ApiException failure) {
        return switch (failure.kind()) {
            case FORBIDDEN, UNAUTHENTICATED -> Reason.FORBIDDEN;
            case ABSENT -> Reason.ABSENT;
            case INVALID -> Reason.INVALID;
            case FAILED, GONE -> Reason.FAILED;
        };
    }

    private static String grant(ApiException failure) {
        return failure.kind() == Kind.FORBIDDEN
                ? "; grant get on the URL /version, as the role system:public-info-viewer does"
                : "";
    }

    private Version fetch(Deadline deadline) throws ApiException, InterruptedException {
        try (AnswerStream body = server.get("version", server.patience().answer(), deadline)) {
            body.allow(LARGEST);
            Info info = ApiJson.MAPPER.readValue(body.readAllBytes(), Info.class);
            Version parsed = info == null ? null : Version.parse(info.gitVersion);
            if (parsed == null) {
                throw new ApiException(Kind.INVALID, "the API server's answer is no version");
            }
            return parsed;
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw (InterruptedException) new InterruptedException().initCause(e);
            }
            throw new ApiException(Kind.FAILED, "the API server's answer broke off");
        } catch (JacksonException e) {
            throw new ApiException(Kind.INVALID, "the API server's answer is no version");
        }
    }
}
