package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.watch.ApiException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with what is known of one resource: whether it may be told. It may once it was listed whole, for as long
 * as its watch was heard of, or a list was made, within the last minutes; a refusal ends it at once. That asking failed is
 * told at once, with the age of what is still told.
 */
final class Standing {

    private final Subject subject;
    private final Duration stale;
    private final LongSupplier nanoTime;
    private final FailureLog log;

    private boolean answered;
    private long answeredNanos;
    private boolean listed;
    private long currentNanos;
    private Instant since = Instant.EPOCH;
    private @Nullable ApiException failure;
    private double listSeconds;
    private @Nullable Instant lastSuccess;

    /**
     * Nothing is known yet.
     *
     * @param stale how long what is known may be told after it was last known to be up to date
     */
    Standing(Subject subject, Duration stale, LongSupplier nanoTime, FailureLog log) {
        this.subject = subject;
        this.stale = stale;
        this.nanoTime = nanoTime;
        this.log = log;
    }

    /** A whole list was made. */
    synchronized void listed(Duration took) {
        listSeconds = took.toNanos() / 1e9;
        listed = true;
        answer();
        current();
    }

    /** What is known is up to date. */
    synchronized void current() {
        currentNanos = nanoTime.getAsLong();
        lastSuccess = Instant.now();
        failure = null;
        log.works(subject.source());
    }

    /** It failed; what is known may be told for a while. */
    synchronized void failed(ApiException why) {
        if (failure == null) {
            since = Instant.now();
        }
        failure = why;
        say(why);
    }

    /** The API server refused it, or has no such resource: nothing may be told, and that is an answer. */
    synchronized void refused(ApiException why) {
        listed = false;
        answer();
        failed(why);
    }

    private void answer() {
        if (!answered) {
            answered = true;
            answeredNanos = nanoTime.getAsLong();
        }
    }

    /** Whether the API server has given all of it once, or refused it. */
    synchronized boolean isAnswered() {
        return answered;
    }

    /** Nanoseconds since it was first answered; -1 if it was not. */
    synchronized long answeredFor() {
        return answered ? nanoTime.getAsLong() - answeredNanos : -1;
    }

    /** Whether it failed, or was refused, when it was last asked for. */
    synchronized boolean isFailing() {
        return failure != null;
    }

    /** What {@code known} gives, if it may be told. */
    <T> Observed<T> observe(Supplier<T> known) {
        Observed.Missing<T> missing = missing();
        return missing == null ? Observed.seen(known.get()) : missing;
    }

    private synchronized <T> Observed.@Nullable Missing<T> missing() {
        if (isKnown()) {
            return null;
        }
        if (failure == null) {
            return listed
                    ? new Observed.Missing<>(Reason.FAILED, "the API server has told nothing of " + subject.name())
                    : new Observed.Missing<>(Reason.PENDING, subject.pending());
        }
        return new Observed.Missing<>(reason(failure), unknown(failure));
    }

    private boolean isKnown() {
        return listed && nanoTime.getAsLong() - currentNanos <= stale.toNanos();
    }

    private static Reason reason(ApiException failure) {
        return switch (failure.kind()) {
            case FORBIDDEN -> Reason.FORBIDDEN;
            case ABSENT -> Reason.ABSENT;
            case INVALID -> Reason.INVALID;
            case FAILED, GONE, UNAUTHENTICATED, UNREACHABLE -> Reason.FAILED;
        };
    }

    private String unknown(ApiException failure) {
        return subject.name() + " " + subject.verb() + " unknown: " + failure.getMessage()
                + (failure.kind() == Kind.FORBIDDEN ? "; grant " + subject.grant() : "");
    }

    /** As telemetry shows it. */
    synchronized SourceStatus status() {
        boolean known = isKnown();
        ApiException why = failure;
        return new SourceStatus(
                subject.source(),
                subject.optional(),
                (answered || why != null) ? (Boolean) (known && why == null) : null,
                why != null && why.kind() == Kind.FORBIDDEN,
                why == null ? silent(known) : why.getMessage() + " (since " + second(since) + ")" + age(known),
                listSeconds,
                lastSuccess);
    }

    private @Nullable String silent(boolean known) {
        return answered && !known ? "the API server has told nothing for too long" : null;
    }

    private String age(boolean known) {
        return known && lastSuccess != null
                ? "; shown as of " + second(lastSuccess) + ", until " + second(lastSuccess.plus(stale))
                : "";
    }

    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    private void say(ApiException why) {
        boolean known = isKnown();
        if (why.kind() == Kind.UNREACHABLE || why.kind() == Kind.UNAUTHENTICATED) {
            log.failedWithServer(
                    subject.source(),
                    why.getMessage()
                            + (known
                                    ? "; what is known of the cluster counts for " + stale.toMinutes()
                                            + " minutes at most"
                                    : "; what it would tell is unknown"));
        } else {
            log.failed(
                    subject.source(),
                    known && lastSuccess != null
                            ? why.getMessage() + "; what is known of " + subject.name() + " counts until "
                                    + second(lastSuccess.plus(stale))
                            : unknown(why));
        }
    }
}
