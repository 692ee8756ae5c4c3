package dev.dockershim.exporter.source;

import java.time.Duration;

/** A point on the monotonic clock after which nobody waits any more. */
public final class Deadline {

    private final long nanoTime;

    private Deadline(long nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** The deadline that is {@code duration} from now. */
    public static Deadline after(Duration duration) {
        return new Deadline(System.nanoTime() + duration.toNanos());
    }

    /** The deadline that is {@code margin} earlier. */
    Deadline earlierBy(Duration margin) {
        return new Deadline(nanoTime - margin.toNanos());
    }

    /** The deadline at half of what is left now. */
    Deadline half() {
        return earlierBy(Duration.ofNanos(remainingNanos() / 2));
    }

    /** Whether this one is later than {@code other} by more than {@code margin}. */
    boolean isLaterThan(Deadline other, Duration margin) {
        return nanoTime - other.nanoTime > margin.toNanos();
    }

    /** What is left, in nanoseconds; 0 once it has passed. */
    public long remainingNanos() {
        return Math.max(0, nanoTime - System.nanoTime());
    }

    /** What is left; zero once it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(remainingNanos());
    }

    /** Whether it has passed. */
    public boolean hasPassed() {
        return remainingNanos() == 0;
    }
}
