package dev.dockershim.exporter.demo;

import java.time.Clock;
import java.time.Instant;

/**
 * Lets a recorded node live on: what it measured grows from the recorded values, the same in all that it serves.
 *
 * <p>With {@link #still} nothing moves, and every answer is as it was recorded.
 */
public final class Motion {

    private static final long BLOCK = 4096;

    private final Clock clock;
    private final Instant start;
    private final boolean moving;

    private Motion(Clock clock, boolean moving) {
        this.clock = clock;
        this.start = clock.instant();
        this.moving = moving;
    }

    /** Values move on from now. */
    public static Motion from(Clock clock) {
        return new Motion(clock, true);
    }

    /** Values stay as recorded. */
    public static Motion still() {
        return new Motion(Clock.systemUTC(), false);
    }

    boolean isMoving() {
        return moving;
    }

    Instant now() {
        return clock.instant();
    }

    private double seconds() {
        return moving ? Math.max(0, clock.millis() - start.toEpochMilli()) / 1e3 : 0;
    }

    /** A file or layer that grows by some bytes a second, in whole blocks; one that was empty stays so. */
    long bytes(long recorded, long bytesPerSecond) {
        long grown = (long) (seconds() * bytesPerSecond);
        return recorded == 0 ? 0 : recorded + grown / BLOCK * BLOCK;
    }

    /** A counter since boot that goes on as fast as it went in its first two hours. */
    long counter(long recorded) {
        return recorded + (long) (recorded * (seconds() / 7200));
    }

    /** As {@link #counter(long)}, of a counter with fractions. */
    double counter(double recorded) {
        return recorded * (1 + seconds() / 7200);
    }

    /** Requests in flight: some now and then. */
    long inFlight(long recorded) {
        return moving ? recorded + (long) seconds() / 3 % 4 : recorded;
    }
}
