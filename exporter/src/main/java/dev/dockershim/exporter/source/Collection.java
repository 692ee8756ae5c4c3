package dev.dockershim.exporter.source;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One collection: sources read side by side, all of them answered for by one deadline.
 *
 * <p>When the one that makes it breaks, {@link #cutShort} ends it; what is not read by then counts as failed.
 */
public final class Collection {

    /** What sources have less, so that one which runs into its deadline can still say what it was waiting for. */
    private static final long LONGEST_MARGIN_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Deadline deadline;
    private final Deadline deadlineOfSources;
    private final Deadline half;
    private final long startNanos = System.nanoTime();
    private final List<Pending<?>> pending = new ArrayList<>();
    private boolean cut;

    /** A collection that nobody waits for after {@code deadline}. */
    public Collection(Deadline deadline) {
        this.deadline = deadline;
        this.half = deadline.half();
        this.deadlineOfSources =
                deadline.earlierBy(Duration.ofNanos(Math.min(deadline.remainingNanos() / 5, LONGEST_MARGIN_NANOS)));
    }

    /** Until when this collection may run. */
    public Deadline deadline() {
        return deadline;
    }

    /** Starts reading a source; it runs beside those already started. */
    public <T> Pending<T> start(SourceReader<T> reader) {
        Pending<T> started = new Pending<>(reader, reader.start(deadlineOfSources));
        boolean tooLate;
        synchronized (this) {
            pending.add(started);
            tooLate = cut;
        }
        if (tooLate) {
            started.abandon();
        }
        return started;
    }

    /** Ends all waiting now: every source that is not read yet is interrupted and counts as failed. */
    public void cutShort() {
        List<Pending<?>> open;
        synchronized (this) {
            cut = true;
            open = List.copyOf(pending);
        }
        open.forEach(Pending::abandon);
    }

    /** A source that is being read. */
    public final class Pending<T> {

        private final SourceReader<T> reader;
        private final CompletableFuture<Reading<T>> result;

        private Pending(SourceReader<T> reader, CompletableFuture<Reading<T>> result) {
            this.reader = reader;
            this.result = result;
        }

        /**
         * Waits for the reading, until the deadline at the latest.
         *
         * @throws InterruptedException if the waiting thread is to give up
         */
        public Reading<T> await() throws InterruptedException {
            try {
                return result.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                abandon();
                return result.join();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a reading never fails by exception", e);
            }
        }

        /**
         * Waits until half of the collection's time is over, for what others can be started with.
         *
         * @return the value; null if the reading failed or still goes on
         * @throws InterruptedException if the waiting thread is to give up
         */
        public @Nullable T peek() throws InterruptedException {
            try {
                return result.get(half.remainingNanos(), TimeUnit.NANOSECONDS).orNull();
            } catch (TimeoutException e) {
                return null;
            } catch (ExecutionException e) {
                throw new IllegalStateException("a reading never fails by exception", e);
            }
        }

        private void abandon() {
            reader.abandon(result, System.nanoTime() - startNanos);
        }
    }
}
