package dev.dockershim.exporter.webconfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);

    @Test
    void givesABurstAndThenOneEachInterval() {
        TokenBucket bucket = bucket(SECOND, 2);

        assertThat(taken(bucket, 4)).isEqualTo(2);
        now.addAndGet(SECOND - 1);
        assertThat(bucket.tryTake()).isFalse();
        now.addAndGet(1); // past the end of nanoTime's range, too
        assertThat(taken(bucket, 2)).isEqualTo(1);
    }

    @Test
    void fillsUpToTheBurstAndNotBeyond() {
        TokenBucket bucket = bucket(SECOND, 3);
        now.addAndGet(100 * SECOND);

        assertThat(taken(bucket, 10)).isEqualTo(3);
    }

    @Test
    void aBurstOfNoneGivesNothing() {
        TokenBucket bucket = bucket(SECOND, 0);
        now.addAndGet(100 * SECOND);

        assertThat(bucket.tryTake()).isFalse();
    }

    @Test
    void aNegativeIntervalIsNoLimit() {
        assertThat(taken(bucket(-1, 0), 100)).isEqualTo(100);
    }

    private TokenBucket bucket(long interval, long burst) {
        return new TokenBucket(new RateLimit(interval, burst), now::get);
    }

    private static int taken(TokenBucket bucket, int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += bucket.tryTake() ? 1 : 0;
        }
        return taken;
    }
}
