package dev.dockershim.exporter.publish;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges again and again on a thread of its own, and keeps what was made last. A scrape only takes that; what hangs or
 * breaks here is never seen there but by its age.
 *
 * @param <E> what one evaluation makes
 */
public final class Evaluations<E> implements AutoCloseable {

    /** An evaluation that is so many intervals late says nothing any more. */
    public static final int LATE_INTERVALS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(Evaluations.class);

    private final Evaluation<E> evaluation;
    private final LongSupplier clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "readiness");
        created.setDaemon(true);
        return created;
    });
    private volatile @Nullable Made<E> last;
    private boolean broken;

    /** One evaluation. */
    @FunctionalInterface
    public interface Evaluation<E> {

        /** Makes it; what it throws leaves what was made last, until that is too old. */
        E make() throws InterruptedException;
    }

    /**
     * What an evaluation made.
     *
     * @param nanos when it was made, by the clock
     */
    public record Made<E>(E value, long nanos) {}

    /**
     * Does nothing before it is started.
     *
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    public Evaluations(Evaluation<E> evaluation, LongSupplier clock) {
        this.evaluation = evaluation;
        this.clock = clock;
    }

    /**
     * Calls {@code tick}, which decides whether to {@link #evaluate}, at once and then after each pause, whatever it
     * throws.
     */
    public void start(Runnable tick, Duration pause) {
        Runnable guarded = () -> {
            try {
                tick.run();
            } catch (RuntimeException | Error e) {
                broke(e);
            }
        };
        var unused = thread.scheduleWithFixedDelay(guarded, 0, pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What was made last, however old; null before the first time. */
    public @Nullable Made<E> last() {
        return last;
    }

    /** Whether it was made longer ago than that. */
    public boolean isOlder(Made<E> made, Duration age) {
        return clock.getAsLong() - made.nanos() > age.toNanos();
    }

    /** Judges once. */
    public void evaluate() {
        try {
            E made = evaluation.make();
            last = new Made<>(made, clock.getAsLong());
            if (broken) {
                LOG.info("readiness is evaluated again");
            }
            broken = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            broke(e);
        }
    }

    /** A defect of ours: what was made last is served until it is too old, and then no longer. */
    private void broke(Throwable e) {
        if (!broken) {
            // Its message could hold what was read.
            LOG.warn("readiness could not be evaluated: {}", e.getClass().getSimpleName());
        }
        LOG.debug("the evaluation broke", e);
        broken = true;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
