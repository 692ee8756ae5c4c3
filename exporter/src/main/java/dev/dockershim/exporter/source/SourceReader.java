package dev.dockershim.exporter.source;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one source on a thread of its own, one reading at a time, and remembers how it went.
 *
 * <p>A failure is logged when it begins, when its reason changes, and when it ends: never at each scrape.
 *
 * @param <T> what one reading yields
 */
public final class SourceReader<T> {

    /** How long an optional source that was refused is left alone: a grant is seen within this time. */
    static final Duration REFUSED_PAUSE = Duration.ofMinutes(5);

    private static final String NO_ANSWER = "no answer within the scrape's deadline";

    private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

    private final Source<T> source;
    private final boolean optional;
    private final Executor executor;
    private final AtomicReference<@Nullable FutureTask<Void>> running = new AtomicReference<>();
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
        this.source = source;
        this.optional = optional;
        this.executor = executor;
        this.status = SourceStatus.unread(source.name());
    }

    /** How the source did when it was last read. */
    public SourceStatus status() {
        return status;
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
        FutureTask<Void> task = new FutureTask<>(() -> read(deadline, result), null);
        if (!running.compareAndSet(null, task)) {
            // A reading that ignores its deadline must not pile up threads behind it.
            fail(result, NO_ANSWER, false, 0);
            return result;
        }
        executor.execute(() -> {
            try {
                task.run();
            } finally {
                running.set(null);
            }
        });
        return result;
    }

    /** Stops waiting: completes {@code result} as failed if it is still open, and interrupts its reading. */
    void abandon(CompletableFuture<Reading<T>> result, long waitedNanos) {
        if (fail(result, NO_ANSWER, false, waitedNanos)) {
            FutureTask<Void> task = running.get();
            if (task != null) {
                task.cancel(true);
            }
        }
    }

    private void read(Deadline deadline, CompletableFuture<Reading<T>> result) {
        long start = System.nanoTime();
        try {
            T value = source.read(deadline);
            succeed(result, value, System.nanoTime() - start);
        } catch (SourceException e) {
            LOG.debug("{}: reading failed", source.name(), e);
            fail(result, String.valueOf(e.getMessage()), e.isForbidden(), System.nanoTime() - start);
        } catch (InterruptedException e) {
            fail(result, "interrupted", false, System.nanoTime() - start);
        } catch (OutOfMemoryError | StackOverflowError | RuntimeException e) {
            // A defect of ours, or an answer that broke a library: only this source's series may suffer.
            LOG.debug("{}: reading broke", source.name(), e);
            fail(result, "broke with " + e.getClass().getSimpleName(), false, System.nanoTime() - start);
        }
    }

    private void succeed(CompletableFuture<Reading<T>> result, T value, long nanos) {
        SourceStatus before = status;
        if (result.complete(new Reading.Fresh<>(value))) {
            refused = false;
            status = new SourceStatus(source.name(), true, false, null, nanos / 1e9, Instant.now());
            if (Boolean.FALSE.equals(before.up())) {
                LOG.info("{}: works again", source.name());
            }
        }
    }

    private boolean fail(CompletableFuture<Reading<T>> result, String reason, boolean forbidden, long nanos) {
        SourceStatus before = status;
        if (!result.complete(new Reading.Failed<>(reason, forbidden))) {
            return false;
        }
        status = new SourceStatus(source.name(), false, forbidden, reason, nanos / 1e9, before.lastSuccess());
        if (forbidden && optional) {
            refusedUntilNanos = System.nanoTime() + REFUSED_PAUSE.toNanos();
            refused = true;
        }
        if (!reason.equals(before.reason())) {
            if (forbidden && optional) {
                LOG.info("{}: not granted, works without it: {}", source.name(), reason);
            } else {
                LOG.warn("{}: {}", source.name(), reason);
            }
        }
        return true;
    }
}
