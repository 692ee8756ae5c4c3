package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that seldom changes and costs something to read: what was told holds for a while. A failure is asked again at
 * the next chance.
 */
final class RememberedEvidence<T> {

    private final EvidenceReader<T> reader;
    private final long holdNanos;
    private final LongSupplier clock;
    private @Nullable Observed<T> told;
    private long toldNanos;

    /**
     * Asks for nothing yet.
     *
     * @param clock nanoseconds, as {@link System#nanoTime}
     */
    RememberedEvidence(EvidenceReader<T> reader, Duration hold, LongSupplier clock) {
        this.reader = reader;
        this.holdNanos = hold.toNanos();
        this.clock = clock;
    }

    /** Lets the next reading ask anew. */
    void forget() {
        told = null;
    }

    Observed<T> read() throws InterruptedException {
        Observed<T> last = told;
        if (last == null || clock.getAsLong() - toldNanos >= holdNanos) {
            last = reader.read();
            told = isAnswer(last) ? last : null;
            toldNanos = clock.getAsLong();
        }
        return last;
    }

    private static boolean isAnswer(Observed<?> observed) {
        return !(observed instanceof Observed.Missing<?> missing)
                || missing.reason() == Reason.ABSENT
                || missing.reason() == Reason.INVALID;
    }
}
