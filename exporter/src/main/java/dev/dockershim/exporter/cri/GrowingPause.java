package dev.dockershim.exporter.cri;

import java.util.concurrent.TimeUnit;

/**
 * When to ask again for what was not to be had: first after 5 s, then after pauses that double up to 10 min.
 *
 * @param dueNanos on a clock such as {@link System#nanoTime}, which may wrap
 * @param pauseNanos the pause that ends then
 */
record GrowingPause(long dueNanos, long pauseNanos) {

    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

    /** The first one, from now. */
    static GrowingPause since(long now) {
        return new GrowingPause(now + FIRST_NANOS, FIRST_NANOS);
    }

    /** Whether it is over. */
    boolean isDue(long now) {
        return now - dueNanos >= 0;
    }

    /** The next one, from now: twice as long. */
    GrowingPause later(long now) {
        long pause = Math.min(2 * pauseNanos, LONGEST_NANOS);
        return new GrowingPause(now + pause, pause);
    }
}
