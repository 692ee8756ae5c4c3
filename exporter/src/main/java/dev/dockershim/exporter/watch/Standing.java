package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.source.SourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How it stands with what is known of one resource: whether it may be told. It may once it was listed whole, for as long
 * as its watch was heard of, or a list was made, within the last minutes; a refusal ends it at once.
 */
final class Standing {

    private static final Logger LOG = LoggerFactory.getLogger(Standing.class);

    private final ApiResource resource;
    private final String verbs;
    private final Duration stale;
    private final LongSupplier nanoTime;

    private boolean answered;
    private boolean listed;
    private long currentNanos;
    private @Nullable ApiException failure;
    private @Nullable String logged;
    private double listSeconds;
    private @Nullable Instant lastSuccess;

    /**
     * Nothing is known yet.
     *
     * @param verbs what must be granted, as in {@code list and watch}
     * @param stale how long what is known may be told after it was last known to be up to date
     */
    Standing(ApiResource resource, String verbs, Duration stale, LongSupplier nanoTime) {
        this.resource = resource;
        this.verbs = verbs;
        this.stale = stale;
        this.nanoTime = nanoTime;
    }

    /** A whole list was made. */
    synchronized void listed(Duration took) {
        listSeconds = took.toNanos() / 1e9;
        listed = true;
        answered = true;
        current();
    }

    /** What is known is up to date. */
    synchronized void current() {
        currentNanos = nanoTime.getAsLong();
        lastSuccess = Instant.now();
        failure = null;
        if (logged != null) {
            LOG.info("{}: works again", resource.source());
            logged = null;
        }
    }

    /** It failed; what is known may be told for a while. */
    synchronized void failed(ApiException why) {
        failure = why;
        log(why);
    }

    /** The API server refused it, or has no such resource: nothing may be told, and that is an answer. */
    synchronized void refused(ApiException why) {
        failed(why);
        listed = false;
        answered = true;
    }

    /** Whether the API server has given all of it once, or refused it. */
    synchronized boolean isAnswered() {
        return answered;
    }

    /** What {@code known} gives, if it may be told. */
    <T> Observed<T> observe(Supplier<T> known) {
        Observed.Missing<T> missing = missing();
        return missing == null ? Observed.seen(known.get()) : missing;
    }

    private synchronized <T> Observed.@Nullable Missing<T> missing() {
        if (listed && nanoTime.getAsLong() - currentNanos <= stale.toNanos()) {
            return null;
        }
        if (failure == null) {
            return listed
                    ? new Observed.Missing<>(Reason.FAILED, "the API server has told nothing of " + resource.plural())
                    : new Observed.Missing<>(
                            Reason.PENDING, resource.plural() + " are being listed for the first time");
        }
        return new Observed.Missing<>(reason(failure), text(failure));
    }

    private static Reason reason(ApiException failure) {
        return switch (failure.kind()) {
            case FORBIDDEN, UNAUTHENTICATED -> Reason.FORBIDDEN;
            case ABSENT -> Reason.ABSENT;
            case INVALID -> Reason.INVALID;
            case FAILED, GONE -> Reason.FAILED;
        };
    }

    private String text(ApiException failure) {
        String grant = failure.kind() == ApiException.Kind.FORBIDDEN ? "; grant " + verbs + " on " + granted() : "";
        return resource.plural() + " are unknown: " + failure.getMessage() + grant;
    }

    private String granted() {
        return resource.group().isEmpty() ? resource.plural() : resource.plural() + "." + resource.group();
    }

    /** As telemetry shows it. */
    synchronized SourceStatus status() {
        boolean up = missing() == null;
        ApiException why = failure;
        return new SourceStatus(
                resource.source(),
                resource != ApiResource.NODES && resource != ApiResource.PODS,
                (answered || why != null) ? (Boolean) up : null,
                !up && why != null && reason(why) == Reason.FORBIDDEN,
                up ? null : whyNot(),
                listSeconds,
                lastSuccess);
    }

    private @Nullable String whyNot() {
        if (failure != null) {
            return failure.getMessage();
        }
        return answered ? "the API server has told nothing for too long" : null;
    }

    /** Once for each reason in turn. */
    private void log(ApiException why) {
        String line = text(why);
        if (!line.equals(logged)) {
            logged = line;
            LOG.warn("{}: {}", resource.source(), line);
        }
    }
}
