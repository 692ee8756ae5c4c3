package dev.dockershim.exporter.webconfig;

import java.util.function.LongSupplier;

/** Counts requests against a {@link RateLimit}, as golang.org/x/time/rate does: full at first. May be used by all threads. */
public final class TokenBucket {

    private final RateLimit limit;
    private final LongSupplier nanoTime;
    private double tokens;
    private long last;

    /** A full one. */
    public TokenBucket(RateLimit limit) {
        this(limit, System::nanoTime);
    }

    TokenBucket(RateLimit limit, LongSupplier nanoTime) {
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.tokens = limit.burst();
        this.last = nanoTime.getAsLong();
    }

    /** What it counts against. */
    public RateLimit limit() {
        return limit;
    }

    /** Takes one token; false if there is none. */
    public synchronized boolean tryTake() {
        if (limit.intervalNanos() < 0) {
            return true;
        }
        long now = nanoTime.getAsLong();
        tokens = Math.min((double) limit.burst(), tokens + (now - last) / (double) limit.intervalNanos());
        last = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
