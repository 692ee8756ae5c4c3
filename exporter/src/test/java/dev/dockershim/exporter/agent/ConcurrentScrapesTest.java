package dev.dockershim.exporter.agent;

import static dev.dockershim.exporter.agent.FaultyNode.PODS;
import static dev.dockershim.exporter.agent.FaultyNode.SUMMARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.agent.RecordedAgent.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConcurrentScrapesTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    /** Sixteen may be under way at once; the others are told so at once, and put no load on the node. */
    @Test
    void fiftyScrapesShareOneCollection() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.CRI, Duration.ofHours(1))) {
            CountDownLatch answer = new CountDownLatch(1);
            node.hold(SUMMARY, answer);
            List<CompletableFuture<Scrape>> scrapes = IntStream.range(0, 50)
                    .mapToObj(i -> Scrape.async(node.url(), i % 2 == 0 ? "60" : "90"))
                    .toList();
            await().atMost(LONG).until(() -> ended(scrapes) == 50 - 16);
            answer.countDown();

            List<Scrape> ended = scrapes.stream().map(CompletableFuture::join).toList();
            assertThat(ended).filteredOn(scrape -> scrape.status() == 503).hasSize(50 - 16);
            assertThat(ended)
                    .filteredOn(scrape -> scrape.status() == 200)
                    .hasSize(16)
                    .allSatisfy(scrape -> assertThat(scrape.containerSamples()).hasSize(3 * 13));
            assertThat(node.asked(SUMMARY)).isEqualTo(1);
            assertThat(node.calls.count("ListContainerStats")).isEqualTo(1);
        }
    }

    @Test
    void theOneWithTheShortTimeoutGivesUpInTimeAndHarmsNobody() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            CountDownLatch answer = new CountDownLatch(1);
            node.hold(SUMMARY, answer);
            CompletableFuture<Scrape> patient = Scrape.async(node.url(), "60");
            await().atMost(LONG).until(() -> node.asked(SUMMARY) == 1 && node.asked(PODS) == 1);
            Scrape hasty = Scrape.of(node.url(), "1");

            assertThat(hasty.status()).isEqualTo(503);
            assertThat(hasty.took()).isLessThan(Duration.ofSeconds(20));

            answer.countDown();
            assertThat(patient.join().families()).hasSize(13);
            assertThat(patient.join().bySource("source_up")).doesNotContainValue(0.0);
            assertThat(node.asked(SUMMARY)).isEqualTo(1);
        }
    }

    @Test
    void aCompleteCollectionServesASecondScrapeSoonAfter() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED, Duration.ofHours(1))) {
            Scrape first = Scrape.of(node.url(), "10");
            Scrape second = Scrape.of(node.url(), "10");

            assertThat(second.containerSamples())
                    .isEqualTo(first.containerSamples())
                    .isNotEmpty();
            assertThat(node.asked(SUMMARY)).isEqualTo(1);
        }
    }

    @Test
    void anIncompleteCollectionServesNobodyElse() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED, Duration.ofHours(1))) {
            node.answer(SUMMARY, 500, "");
            assertThat(Scrape.of(node.url(), "10").families()).isEmpty();
            node.heal();

            assertThat(Scrape.of(node.url(), "10").families()).hasSize(13);
        }
    }

    private static long ended(List<CompletableFuture<Scrape>> scrapes) {
        return scrapes.stream().filter(CompletableFuture::isDone).count();
    }
}
