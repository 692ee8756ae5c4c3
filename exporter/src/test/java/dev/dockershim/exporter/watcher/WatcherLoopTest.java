package dev.dockershim.exporter.watcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.ClusterSource;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.exposition.DeflatedText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WatcherLoopTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final AtomicLong clock = new AtomicLong();
    private final AtomicBoolean synced = new AtomicBoolean();
    private final AtomicInteger judged = new AtomicInteger();
    private final ClusterReadiness readiness = ClusterSamples.full();
    private ClusterSource source = readiness::evidence;
    private Function<ClusterEvidence, ClusterReadiness> judge = evidence -> readiness;

    @Test
    void nothingIsJudgedBeforeAllWasListed() {
        try (WatcherLoop loop = loop()) {
            loop.tick();
            clock.addAndGet(INTERVAL.toNanos() * 10);
            loop.tick();
            assertThat(judged).hasValue(0);
            assertThat(loop.latest()).isNull();
            assertThat(loop.served()).isSameAs(DeflatedText.EMPTY);

            synced.set(true);
            loop.tick();
            assertThat(judged).hasValue(1);
            assertThat(latest(loop).readiness()).isSameAs(readiness);
            assertThat(loop.served()).isSameAs(latest(loop).all());
        }
    }

    @Test
    void itIsJudgedAtEachIntervalWhateverTheWatchSaysLater() {
        synced.set(true);
        try (WatcherLoop loop = loop()) {
            loop.tick();
            loop.tick();
            assertThat(judged).hasValue(1);

            synced.set(false);
            clock.addAndGet(INTERVAL.toNanos() - 1);
            loop.tick();
            assertThat(judged).hasValue(1);
            clock.incrementAndGet();
            loop.tick();
            assertThat(judged).hasValue(2);
        }
    }

    @Test
    void ofAnEvaluationThatIsTooOldOnlyItsTimeIsLeft() {
        synced.set(true);
        try (WatcherLoop loop = loop()) {
            loop.tick();
            clock.addAndGet(INTERVAL.toNanos() * 3);
            assertThat(loop.served()).isSameAs(latest(loop).all());
            clock.incrementAndGet();
            assertThat(loop.served()).isSameAs(latest(loop).time());
            assertThat(latest(loop).time().length())
                    .isPositive()
                    .isLessThan(latest(loop).all().length());

            loop.tick();
            assertThat(loop.served()).isSameAs(latest(loop).all());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"look", "judge", "write"})
    void oneThatBreaksLeavesWhatWasMadeLastAndTheNextIsMadeAtItsTime(String where) {
        synced.set(true);
        try (WatcherLoop loop = loop()) {
            loop.tick();
            DeflatedText before = loop.served();

            RuntimeException defect = new IllegalStateException("secret");
            switch (where) {
                case "look" ->
                    source = () -> {
                        throw defect;
                    };
                case "judge" ->
                    judge = evidence -> {
                        throw new NoClassDefFoundError("model");
                    };
                default ->
                    judge = evidence -> new ClusterReadiness(
                            evidence,
                            List.of(brokenNode()),
                            List.of(),
                            ClusterSamples.missing(),
                            ClusterSamples.missing());
            }
            clock.addAndGet(INTERVAL.toNanos());
            loop.tick();
            assertThat(loop.served()).isSameAs(before);
            loop.tick();

            source = readiness::evidence;
            judge = evidence -> readiness;
            clock.addAndGet(INTERVAL.toNanos());
            loop.tick();
            assertThat(loop.served()).isNotSameAs(before);
        }
    }

    @Test
    void aFirstOneThatBreaksIsNotTriedOverAndOver() {
        synced.set(true);
        judge = evidence -> {
            throw new IllegalStateException();
        };
        try (WatcherLoop loop = loop()) {
            loop.tick();
            loop.tick();
            assertThat(judged).hasValue(1);
            assertThat(loop.latest()).isNull();
        }
    }

    @Test
    void whateverBreaksTheLoopGoesOn() {
        AtomicInteger asked = new AtomicInteger();
        Watched watched = new Watched(
                Shard.ALL,
                readiness::evidence,
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new AssertionError();
                    }
                    return true;
                },
                List::of);
        try (WatcherLoop loop = new WatcherLoop(
                watched, evidence -> readiness, new ClusterGauges(true), Duration.ofMillis(10), System::nanoTime)) {
            loop.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> loop.latest() != null);
        }
    }

    @Test
    void itBeginsByItselfSoonAfterAllWasListedAndOneThatHangsHoldsNothingUp() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        try (WatcherLoop loop = loop()) {
            loop.start();
            synced.set(true);
            await().atMost(Duration.ofSeconds(20)).until(() -> loop.latest() != null);

            judge = evidence -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    ended.countDown();
                }
                return readiness;
            };
            clock.addAndGet(INTERVAL.toNanos());
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.served()).isSameAs(latest(loop).all());
        }
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    /** A node whose name cannot be had. */
    @SuppressWarnings("NullAway")
    private static ClusterNodeReadiness brokenNode() {
        return new ClusterNodeReadiness(
                null,
                false,
                ClusterSamples.draining("b").phase(),
                ClusterSamples.draining("b").confidence(),
                null,
                List.of(),
                -1,
                -1);
    }

    private static WatcherLoop.Evaluation latest(WatcherLoop loop) {
        return Objects.requireNonNull(loop.latest());
    }

    private WatcherLoop loop() {
        Watched watched = new Watched(Shard.ALL, () -> source.look(), synced::get, List::of);
        return new WatcherLoop(
                watched,
                evidence -> {
                    judged.incrementAndGet();
                    return judge.apply(evidence);
                },
                new ClusterGauges(true),
                INTERVAL,
                clock::get);
    }
}
