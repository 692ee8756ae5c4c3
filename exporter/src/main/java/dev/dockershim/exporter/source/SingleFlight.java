package dev.dockershim.exporter.source;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent scrapes share one collection, and reuses a result for a short time after it.
 *
 * <p>Whoever comes first does the work on its own thread. Who comes meanwhile waits for that result; when its own
 * deadline is the earlier one, it gives up alone: nobody else's answer suffers. When its deadline is the later one and
 * the result lacks something, it makes a collection of its own.
 *
 * @param <R> what a collection results in; immutable
 */
public final class SingleFlight<R> {

    /** Less than this is not worth a collection of its own. */
    private static final Duration FINISH = Duration.ofMillis(250);

    /** What a collection does. */
    @FunctionalInterface
    public interface Work<R> {
        /** Reads the sources and makes the result, within the collection's deadline. */
        R run(Collection collection) throws InterruptedException;
    }

    private final Work<R> work;
    private final long reuseNanos;
    private final Predicate<R> reusable;
    private final AtomicReference<@Nullable Flight<R>> current = new AtomicReference<>();

    /**
     * Shares the results of {@code work}.
     *
     * @param reuse for how long after the end of a collection its result serves further scrapes
     * @param reusable whether a result may be reused at all; a failure is asked again at once
     */
    public SingleFlight(Work<R> work, Duration reuse, Predicate<R> reusable) {
        this.work = work;
        this.reusable = reusable;
        this.reuseNanos = reuse.toNanos();
    }

    /**
     * The result of the collection that runs now, of the one that has just ended, or of a new one.
     *
     * @throws TimeoutException if the one that runs has not ended by the deadline
     * @throws InterruptedException if the calling thread is to give up
     */
    public R get(Deadline deadline) throws InterruptedException, TimeoutException {
        while (true) {
            Flight<R> flight = current.get();
            if (flight == null || flight.isStale(reuseNanos)) {
                Flight<R> mine = new Flight<>(new Collection(deadline));
                if (!current.compareAndSet(flight, mine)) {
                    continue;
                }
                return lead(mine);
            }
            R result = follow(flight, deadline);
            if (reusable.test(result) || !deadline.isLaterThan(flight.collection.deadline(), FINISH)) {
                return result;
            }
            // Cut off by a leader with less time than we have: what it could not read, we can.
        }
    }

    private R lead(Flight<R> flight) throws InterruptedException {
        boolean done = false;
        try {
            R result = work.run(flight.collection);
            flight.endNanos = System.nanoTime() - (reusable.test(result) ? 0 : reuseNanos);
            flight.result.complete(result);
            done = true;
            return result;
        } finally {
            if (!done) {
                // The next scrape starts afresh; those that wait for this one are told that it broke.
                current.compareAndSet(flight, null);
                flight.collection.cutShort();
                flight.result.completeExceptionally(new IllegalStateException("the shared collection broke"));
            }
        }
    }

    private R follow(Flight<R> flight, Deadline deadline) throws InterruptedException, TimeoutException {
        try {
            return flight.result.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            TimeoutException own =
                    new TimeoutException("another scrape's collection took longer than this one may wait");
            own.initCause(e);
            throw own;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the shared collection broke", e);
        }
    }

    private static final class Flight<R> {
        private final Collection collection;
        private final CompletableFuture<R> result = new CompletableFuture<>();
        private volatile long endNanos;

        private Flight(Collection collection) {
            this.collection = collection;
        }

        private boolean isStale(long reuseNanos) {
            return result.isDone() && System.nanoTime() - endNanos >= reuseNanos;
        }
    }
}
