package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.watch.ApiException.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * The API server's version, asked for each minute: an upgrade shows at once, and the last answer counts for as long as
 * what is known of resources.
 */
final class ServerVersion implements Runnable {

    private static final int LARGEST = 64 * 1024;

    private final ApiServer server;
    private final Standing standing;
    private final CountDownLatch closed;

    private volatile @Nullable Version version;

    /** {@code /version} (apimachinery pkg/version). */
    private record Info(@Nullable String gitVersion) {}

    /**
     * Not asked for yet.
     *
     * @param stale how long an answer counts
     */
    ServerVersion(ApiServer server, Duration stale, FailureLog log, CountDownLatch closed) {
        this.server = server;
        this.standing = new Standing(Subject.VERSION, stale, System::nanoTime, log);
        this.closed = closed;
    }

    /** What it said last; missing if that was refused since, or is too long ago. */
    Observed<Version> last() {
        return standing.observe(() -> Objects.requireNonNull(version));
    }

    SourceStatus status() {
        return standing.status();
    }

    @Override
    public void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                ask(Deadline.after(server.patience().page()));
                pause = standing.isFailing()
                        ? server.patience().longest()
                        : server.patience().version();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks once. */
    void ask(Deadline deadline) throws InterruptedException {
        long start = System.nanoTime();
        try {
            version = fetch(deadline);
            standing.listed(Duration.ofNanos(System.nanoTime() - start));
        } catch (ApiException e) {
            if (e.kind() == Kind.FORBIDDEN || e.kind() == Kind.ABSENT) {
                standing.refused(e);
            } else {
                standing.failed(e);
            }
        }
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
