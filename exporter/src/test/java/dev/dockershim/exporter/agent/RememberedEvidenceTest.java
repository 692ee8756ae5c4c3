package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import dev.dockershim.exporter.source.SourceReader;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RememberedEvidenceTest {

    private static final Duration HOLD = Duration.ofMinutes(10);

    private final AtomicLong clock = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private @Nullable Observed<String> answer = Observed.seen("1");
    private final RememberedEvidence<String> remembered = new RememberedEvidence<>(
            new EvidenceReader<>(
                    new SourceReader<>(new Answers(), false, Runnable::run), Duration.ofSeconds(20), "it", "c", "g"),
            HOLD,
            clock::get);

    private final class Answers implements Source<Observed<String>> {
        @Override
        public String name() {
            return "answers";
        }

        @Override
        public Observed<String> read(Deadline deadline) throws SourceException {
            asked.incrementAndGet();
            if (answer == null) {
                throw new SourceException("down");
            }
            return answer;
        }
    }

    @Test
    void whatWasToldHoldsForAWhile() throws Exception {
        assertThat(remembered.read()).isEqualTo(Observed.seen("1"));
        answer = Observed.seen("2");
        clock.addAndGet(HOLD.toNanos() - 1);
        assertThat(remembered.read()).isEqualTo(Observed.seen("1"));

        clock.incrementAndGet();
        assertThat(remembered.read()).isEqualTo(Observed.seen("2"));
        assertThat(asked).hasValue(2);
    }

    @Test
    void thatItIsNotThereIsToldToo() throws Exception {
        answer = Observed.missing(Reason.ABSENT, "not there");
        remembered.read();
        answer = Observed.seen("1");

        assertThat(remembered.read()).isEqualTo(Observed.missing(Reason.ABSENT, "not there"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void aFailureIsAskedAgainAndTakesAwayWhatWasTold() throws Exception {
        remembered.read();
        clock.addAndGet(HOLD.toNanos());
        answer = null;
        assertThat(remembered.read().orNull()).isNull();

        answer = Observed.seen("2");
        assertThat(remembered.read()).isEqualTo(Observed.seen("2"));
    }

    @Test
    void whatIsForgottenIsAskedAnew() throws Exception {
        remembered.read();
        answer = Observed.seen("2");
        remembered.forget();

        assertThat(remembered.read()).isEqualTo(Observed.seen("2"));
    }
}
