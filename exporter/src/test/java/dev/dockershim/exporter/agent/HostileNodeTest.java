package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.Fault.Part;
import dev.dockershim.exporter.agent.RecordedAgent.Level;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a peer does: a scrape answers in time, serves what the other sources tell and nothing else, says why once,
 * and is whole again at the next scrape after the peer is.
 */
class HostileNodeTest {

    /** Far from any machine's hiccup, and below what a scrape takes that forgets the time it was given. */
    private static final Duration IN_TIME = Duration.ofSeconds(7);

    private static final Map<Level, FaultyNode> NODES = new EnumMap<>(Level.class);

    /** The nine that tell of the device. */
    private static final String OF_DEVICE = "container_fs_(io_|read|write|sector_).*";

    private final CapturedLog log = new CapturedLog();

    static Stream<Arguments> faults() {
        return Stream.concat(
                Stream.of(Level.RESTRICTED, Level.CRI)
                        .flatMap(level -> Stream.concat(Fault.ofKubelet().stream(), Fault.ofProcfs().stream())
                                .map(fault -> Arguments.of(level, fault))),
                Fault.ofRuntime().stream().map(fault -> Arguments.of(Level.CRI, fault)));
    }

    @AfterAll
    static void stopNodes() throws Exception {
        for (FaultyNode node : NODES.values()) {
            node.close();
        }
        NODES.clear();
    }

    @BeforeEach
    void capture() {
        log.clear();
    }

    @AfterEach
    void release() {
        log.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultTakesItsOwnSeriesAwayAndEndsWithItself(Level level, Fault fault) throws Exception {
        FaultyNode node = node(level);
        Scrape good = Scrape.of(node.url(), "10");
        assertThat(good.families()).hasSize(13);
        assertThat(good.containerSamples()).hasSize(3 * 13);
        assertThat(good.bySource("source_up").values()).containsOnly(1.0);
        log.clear();

        Set<String> down = new TreeSet<>(fault.sources());
        down.retainAll(good.bySource("source_up").keySet());
        try {
            fault.act().to(node);
            for (int i = 0; i < 3; i++) {
                Scrape scrape = Scrape.of(node.url(), fault.hangs() ? "1" : "10");
                assertThat(scrape.status()).isEqualTo(200);
                assertThat(scrape.took()).isLessThan(IN_TIME);
                assertThat(failed(scrape)).isEqualTo(down);
                assertThat(scrape.containerSamples()).isEqualTo(expected(good, level, fault.part()));
            }
        } finally {
            fault.undo().to(node);
            node.heal();
        }

        List<String> warnings = log.messages(java.util.logging.Level.WARNING).stream()
                // On a machine that is late the scrape may give up before the source can say what it waits for.
                .filter(message -> !(fault.hangs() && message.endsWith("no answer within the scrape's deadline")))
                // The connection may be found broken only when it is used once more.
                .filter(message -> !(fault.part() == Part.RUNTIME
                        && message.contains("the runtime closed the connection during")
                        && !fault.reason().contains("closed the connection")))
                .toList();
        for (String source : down) {
            assertThat(warnings)
                    .filteredOn(message -> message.startsWith(source + ": "))
                    .singleElement()
                    .asString()
                    .contains(fault.reason());
        }
        assertThat(warnings).hasSize(down.size());
        assertThat(log.messages(java.util.logging.Level.WARNING)).doesNotHaveDuplicates();
        assertThat(log.messages(java.util.logging.Level.SEVERE)).isEmpty();
        assertThat(log.everything()).doesNotContain(Fault.SECRET).doesNotContain("first-secret");

        Scrape healed = Scrape.of(node.url(), "10");
        assertThat(failed(healed)).isEmpty();
        assertThat(healed.containerSamples()).isEqualTo(good.containerSamples());
    }

    /** What is left of a good scrape while that part fails. */
    private static Map<String, String> expected(Scrape good, Level level, Part part) {
        Map<String, String> left = new TreeMap<>(good.containerSamples());
        switch (part) {
            case SUMMARY, KUBELET -> {
                if (level == Level.RESTRICTED) {
                    left.clear();
                } else {
                    // Layer and logs: without the kubelet the sum is unknown, not the layer alone.
                    left.keySet().removeIf(series -> series.startsWith("container_fs_usage_bytes"));
                }
            }
            case RUNTIME, CONTAINERS, STATS -> left.replaceAll(HostileNodeTest::asTheKubeletMeasured);
            case DISKSTATS -> left.keySet().removeIf(series -> series.matches(OF_DEVICE));
            case MOUNTINFO -> {
                left.keySet().removeIf(series -> series.matches(OF_DEVICE));
                left = left.entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().replaceFirst("device=\"[^\"]*\"", "device=\"\""),
                                Map.Entry::getValue));
            }
        }
        return left;
    }

    private static String asTheKubeletMeasured(String series, String value) {
        return series.startsWith("container_fs_usage_bytes")
                ? Long.toString(Long.parseLong(value) - FaultyNode.RUNTIME_EXTRA_BYTES)
                : value;
    }

    private static Set<String> failed(Scrape scrape) {
        return scrape.bySource("source_up").entrySet().stream()
                .filter(up -> up.getValue() == 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static FaultyNode node(Level level) throws Exception {
        FaultyNode node = NODES.get(level);
        if (node == null) {
            node = new FaultyNode(level);
            NODES.put(level, node);
        }
        return node;
    }
}
