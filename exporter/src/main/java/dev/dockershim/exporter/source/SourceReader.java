package dev.dockershim.exporter.source;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one source on a thread of its own, one reading at a time, and remembers how it went.
 *
 * <p>A failure is logged when it begins, when it has a reason that was not logged yet, and when it ends: never at each
 * scrape, not even if two reasons alternate.
 *
 * @param <T> what one reading yields
 */
public final class SourceReader<T> {

    /** How long an optional source that was refused is left alone, usually: a grant is seen within this time. */
    static final Duration REFUSED_PAUSE = Duration.ofMinutes(5);

    /** Of a failure whose reason is another one each time, no more is logged than this. */
    private static final int MAX_REASONS = 8;

    private static final String NO_ANSWER = "no answer within the scrape's deadline";

    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    private final Source<T> source;
    private final boolean optional;
    private final Duration refusedPause;
    private final Executor executor;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Object lock = new Object();
    private final Set<String> logged = new HashSet<>();
    private @Nullable Thread thread;
    private volatile SourceStatus status;
    private volatile long refusedUntilNanos;
    private volatile boolean refused;

    /**
     * A reader of {@code source}.
     *
     * @param optional whether the source only adds detail: a refusal is then no failure, and is not asked for again
     *     before {@link #REFUSED_PAUSE} is over
     * @param executor runs the readings; must not queue them
     */
    public SourceReader(Source<T> source, boolean optional, Executor executor) {
        this(source, optional, REFUSED_PAUSE, executor);
    }

    /**
     * An optional source's reader with another pause after a refusal.
     *
     * @param refusedPause how long a source that was refused is left alone
     */
    public static <T> SourceReader<T> optional(Source<T> source, Duration refusedPause, Executor executor) {
        return new SourceReader<>(source, true, refusedPause, executor);
    }

    private SourceReader(Source<T> source, boolean optional, Duration refusedPause, Executor executor) {
        this.source = source;
        this.optional = optional;
        this.refusedPause = refusedPause;
        this.executor = executor;
        this.status = SourceStatus.unread(source.name(), optional);
    }

    /** How the source did when it was last read. */
    public SourceStatus status() {
        return status;
    }

    /**
     * Says that the source was not needed this time: a failure of an earlier time tells nothing any more, and is no
     * longer shown.
     */
    public void notNeeded() {
        synchronized (lock) {
            if (Boolean.FALSE.equals(status.up()) && !status.isNotGranted()) {
                status = SourceStatus.unread(source.name(), optional);
            }
        }
    }

    /**
     * Starts one reading. The future always completes normally, at the latest when {@link #abandon} is called.
     */
    CompletableFuture<Reading<T>> start(Deadline deadline) {
        CompletableFuture<Reading<T>> result = new CompletableFuture<>();
        if (optional && refused && System.nanoTime() - refusedUntilNanos < 0) {
            result.complete(new Reading.Failed<>("not granted", true));
            return result;
        }
        if (!busy.compareAndSet(false, true)) {
            // A reading that ignores its deadline must not pile up threads behind it.
            fail(result, NO_ANSWER, false, 0);
            return result;
        }
        executor.execute(() -> run(deadline, result));
        return result;
    }

    /** Stops waiting: completes {@code result} as failed if it is still open, and interrupts its reading. */
    void abandon(CompletableFuture<Reading<T>> result, long waitedNanos) {
        if (fail(result, NO_ANSWER, false, waitedNanos)) {
            synchronized (lock) {
                if (thread != null) {
                    thread.interrupt();
                }
            }
        }
    }

    private void run(Deadline deadline, CompletableFuture<Reading<T>> result) {
        synchronized (lock) {
            thread = Thread.currentThread();
        }
        long start = System.nanoTime();
        Reading<T> reading = result.isDone() ? new Reading.Failed<>(NO_ANSWER, false) : read(deadline);
        synchronized (lock) {
            thread = null;
        }
        busy.set(false); // before anyone can know of the result, and ask again
        long nanos = System.nanoTime() - start;
        settle(result, reading, nanos);
    }

    private Reading<T> read(Deadline deadline) {
        try {
            return new Reading.Fresh<>(source.read(deadline));
        } catch (SourceException e) {
            LOG.debug("{}: reading failed", source.name(), e);
            return new Reading.Failed<>(String.valueOf(e.getMessage()), e.isForbidden());
        } catch (InterruptedException e) {
            return new Reading.Failed<>(NO_ANSWER, false);
        } catch (OutOfMemoryError | StackOverflowError | RuntimeException e) {
            // A defect of ours, or an answer that broke a library: only this source's series may suffer.
            LOG.debug("{}: reading broke", source.name(), e);
            return new Reading.Failed<>("broke with " + e.getClass().getSimpleName(), false);
        }
    }

    private boolean fail(CompletableFuture<Reading<T>> result, String reason, boolean forbidden, long nanos) {
        return settle(result, new Reading.Failed<>(reason, forbidden), nanos);
    }

    /** Ends a reading, unless it was ended already; all of it is seen by whoever waits for the result. */
    private boolean settle(CompletableFuture<Reading<T>> result, Reading<T> reading, long nanos) {
        synchronized (lock) {
            if (result.isDone()) {
                return false;
            }
            SourceStatus before = status;
            SourceStatus after;
            if (reading instanceof Reading.Failed<T> failed) {
                after = before.failed(failed.reason(), failed.forbidden(), nanos / 1e9);
                refused = optional && failed.forbidden();
                refusedUntilNanos = System.nanoTime() + refusedPause.toNanos();
            } else {
                after = before.succeeded(nanos / 1e9, Instant.now());
                refused = false;
            }
            status = after;
            log(before, after);
            result.complete(reading);
        }
        return true;
    }

    private void log(SourceStatus before, SourceStatus after) {
        if (after.reason() == null) {
            logged.clear();
            if (before.reason() != null) {
                LOG.info("{}: works again", source.name());
            }
        } else if (logged.size() < MAX_REASONS && logged.add(after.reason())) {
            if (optional && after.forbidden()) {
                LOG.info("{}: not granted, works without it: {}", source.name(), after.reason());
            } else {
                LOG.warn("{}: {}", source.name(), after.reason());
            }
        }
    }
}
