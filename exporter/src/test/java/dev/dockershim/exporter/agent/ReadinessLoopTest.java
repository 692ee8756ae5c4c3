package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.readiness.NodeReadiness;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadinessLoopTest {

    private static final Duration INTERVAL = Duration.ofMinutes(1);
    private static final String TIME = "dockershim_check_last_evaluation_timestamp_seconds";

    private final AtomicLong clock = new AtomicLong();
    private NodeReadiness readiness = ReadinessSamples.full();
    private Object running = "a container";

    @Test
    void beforeTheFirstEvaluationThereIsNothing() {
        try (ReadinessLoop loop = loop(readiness::evidence)) {
            assertThat(loop.collect()).isEmpty();
            assertThat(loop.latest()).isNull();
        }
    }

    @Test
    void theSamplesAreMadeOnceAnEvaluation() {
        try (ReadinessLoop loop = loop(readiness::evidence)) {
            loop.evaluate();
            List<MetricFamilySamples> first = loop.collect();

            assertThat(names(first)).contains(TIME, "dockershim_node_phase", "dockershim_check_failed");
            assertThat(loop.collect()).isSameAs(first);
            assertThat(loop.latest()).isSameAs(readiness);

            loop.evaluate();
            assertThat(loop.collect()).isNotSameAs(first);
        }
    }

    @Test
    void ofAnEvaluationThatIsTooOldOnlyItsTimeIsLeft() {
        try (ReadinessLoop loop = loop(readiness::evidence)) {
            loop.evaluate();
            clock.addAndGet(INTERVAL.toNanos() * 3);
            assertThat(loop.collect()).hasSizeGreaterThan(1);

            clock.incrementAndGet();
            assertThat(names(loop.collect())).containsExactly(TIME);
            assertThat(loop.latest()).isSameAs(readiness);

            loop.evaluate();
            assertThat(loop.collect()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void oneThatBreaksLeavesWhatWasMadeLastAndIsToldOnce() {
        AtomicInteger times = new AtomicInteger();
        try (CapturedLog log = new CapturedLog();
                ReadinessLoop loop = loop(() -> {
                    if (times.incrementAndGet() > 1 && times.get() < 4) {
                        throw new IllegalStateException("secret");
                    }
                    return readiness.evidence();
                })) {
            loop.evaluate();
            loop.evaluate();
            loop.evaluate();
            assertThat(loop.collect()).hasSizeGreaterThan(1);
            assertThat(log.messages(Level.WARNING))
                    .containsExactly("readiness could not be evaluated: IllegalStateException");

            loop.evaluate();
            assertThat(log.messages(Level.INFO)).containsExactly("readiness is evaluated again");
        }
    }

    @Test
    void itBeginsAtOnceAndOneThatHangsHoldsNothingUpAndEndsAtTheClosing() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ReadinessLoop loop = loop(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } finally {
                ended.countDown();
            }
            return readiness.evidence();
        });
        loop.start();
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();

        assertThat(loop.collect()).isEmpty();

        loop.close();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.latest()).isNull();
    }

    @Test
    void aNodeThatHasArrivedIsJudgedLessOftenUntilSomethingElseRuns() {
        AtomicInteger times = new AtomicInteger();
        readiness = ReadinessSamples.migrated();
        try (ReadinessLoop loop = loop(() -> {
            times.incrementAndGet();
            return readiness.evidence();
        })) {
            loop.tick();
            loop.tick();
            assertThat(times).hasValue(2);
            for (int i = 0; i < 4; i++) {
                loop.tick();
            }
            assertThat(times).hasValue(2);
            loop.tick();
            assertThat(times).hasValue(3);

            running = "another container";
            loop.tick();
            assertThat(times).hasValue(4);

            clock.addAndGet(INTERVAL.toNanos() * 8);
            assertThat(loop.collect()).hasSizeGreaterThan(1);
            clock.incrementAndGet();
            assertThat(names(loop.collect())).containsExactly(TIME);
        }
    }

    @Test
    void aNodeOnItsWayIsJudgedEachTime() {
        AtomicInteger times = new AtomicInteger();
        try (ReadinessLoop loop = loop(() -> {
            times.incrementAndGet();
            return readiness.evidence();
        })) {
            for (int i = 0; i < 7; i++) {
                loop.tick();
            }
            assertThat(times).hasValue(7);
        }
    }

    private static List<String> names(List<MetricFamilySamples> families) {
        return families.stream().map(family -> family.name).toList();
    }

    private ReadinessLoop loop(ReadinessLoop.Evidence evidence) {
        return new ReadinessLoop(
                () -> running,
                evidence,
                gathered -> readiness,
                new ReadinessFamilies("node-a", true, pods -> ReadinessSamples.NO_FINDINGS),
                INTERVAL,
                ReadinessTiming.DEFAULT.idleIntervals(),
                clock::get);
    }
}
