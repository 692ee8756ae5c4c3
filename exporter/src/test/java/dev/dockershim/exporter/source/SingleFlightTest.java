package dev.dockershim.exporter.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger runs = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void concurrentScrapesShareOneCollection() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        SingleFlight<Integer> flight = new SingleFlight<>(
                collection -> {
                    release.await();
                    return runs.incrementAndGet();
                },
                Duration.ofMinutes(1),
                result -> true);
        List<Future<Integer>> scrapes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            scrapes.add(threads.submit(() -> flight.get(Deadline.after(LONG))));
        }
        release.countDown();

        for (Future<Integer> scrape : scrapes) {
            assertThat(scrape.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void reusesAResultForAShortTimeOnly() throws Exception {
        SingleFlight<Integer> flight =
                new SingleFlight<>(collection -> runs.incrementAndGet(), Duration.ofMillis(100), result -> true);
        assertThat(flight.get(Deadline.after(LONG))).isEqualTo(1);

        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(flight.get(Deadline.after(LONG))).isEqualTo(2));
    }

    @Test
    void neverReusesAResultThatIsNotWhole() throws Exception {
        SingleFlight<Integer> flight =
                new SingleFlight<>(collection -> runs.incrementAndGet(), Duration.ofMinutes(1), result -> result > 1);

        assertThat(flight.get(Deadline.after(LONG))).isEqualTo(1);
        assertThat(flight.get(Deadline.after(LONG))).isEqualTo(2);
        assertThat(flight.get(Deadline.after(LONG))).isEqualTo(2);
    }

    @Test
    void aWaitingScrapeWithAnEarlierDeadlineGivesUpAlone() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SingleFlight<Integer> flight = new SingleFlight<>(
                collection -> {
                    reading.countDown();
                    release.await();
                    return runs.incrementAndGet();
                },
                Duration.ZERO,
                result -> true);
        Future<Integer> patient = threads.submit(() -> flight.get(Deadline.after(LONG)));
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();

        assertThatThrownBy(() -> flight.get(Deadline.after(Duration.ofMillis(50))))
                .hasMessageContaining("took longer than this one may wait");
        release.countDown();
        assertThat(patient.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void aScrapeWithMoreTimeDoesNotTakeWhatOneWithLessCouldNotFinish() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SingleFlight<Integer> flight = new SingleFlight<>(
                collection -> {
                    reading.countDown();
                    release.await();
                    return runs.incrementAndGet();
                },
                Duration.ZERO,
                result -> result > 1);
        Future<Integer> hurried = threads.submit(() -> flight.get(Deadline.after(Duration.ofSeconds(1))));
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
        Future<Integer> patient = threads.submit(() -> flight.get(Deadline.after(LONG)));
        release.countDown();

        assertThat(hurried.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(patient.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void startsAfreshAfterACollectionThatBroke() throws Exception {
        SingleFlight<Integer> flight = new SingleFlight<>(
                collection -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new IllegalStateException("defect");
                    }
                    return runs.get();
                },
                Duration.ofMinutes(1),
                result -> true);

        assertThatThrownBy(() -> flight.get(Deadline.after(LONG))).hasMessage("defect");
        assertThat(flight.get(Deadline.after(LONG))).isEqualTo(2);
    }
}
