package dev.dockershim.exporter.agent;

import static dev.dockershim.exporter.agent.FaultyNode.CADVISOR;
import static dev.dockershim.exporter.agent.FaultyNode.PODS;
import static dev.dockershim.exporter.agent.FaultyNode.SUMMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.RecordedAgent.Level;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose labels a scrape serves while containers come, restart and go, and what may not be asked for. */
class IdentityScrapeTest {

    private static final Pattern LABELS = Pattern.compile("container=\"([^\"]*)\".* id=\"([^\"]*)\"".replace(' ', ','));

    private static final Running APP = new Running("app", "a".repeat(64), Instant.parse("2026-01-02T03:04:05Z"));
    private static final Running RESTARTED = new Running("app", "b".repeat(64), Instant.parse("2026-01-02T03:10:00Z"));
    private static final Running SIDECAR =
            new Running("sidecar", "c".repeat(64), Instant.parse("2026-01-02T03:04:05Z"));

    /** A container of the pod prod/web-0. */
    private record Running(String name, String id, Instant start) {
        String summary() {
            return "{\"name\":\"" + name + "\",\"startTime\":\"" + start + "\",\"rootfs\":{\"time\":\"" + start
                    + "\",\"usedBytes\":1,\"capacityBytes\":270553174016},\"logs\":{\"usedBytes\":1}}";
        }

        String status() {
            return "{\"name\":\"" + name + "\",\"restartCount\":0,\"state\":{\"running\":{\"startedAt\":\"" + start
                    + "\"}},\"imageID\":\"i\",\"containerID\":\"containerd://" + id + "\"}";
        }

        String start(long seconds) {
            return "container_start_time_seconds{container=\"" + name + "\",id=\"/kubepods/podu/" + id
                    + "\",image=\"i\",name=\"" + id + "\",namespace=\"prod\",pod=\"web-0\"} " + seconds + "\n";
        }

        String cadvisor() {
            return start(start.getEpochSecond());
        }

        String served() {
            return name + " /kubepods/podu/" + id;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theKubeletIsAskedForLabelsOnlyWhenAContainerIsNewAndTheyAreRightAtOnce(boolean mayAskForPods)
            throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            runs(node, mayAskForPods, List.of(APP), List.of(APP));
            assertThat(served(node)).containsExactly(APP.served());
            assertThat(served(node)).containsExactly(APP.served());
            assertThat(node.asked(CADVISOR)).isEqualTo(1);

            runs(node, mayAskForPods, List.of(APP, SIDECAR), List.of(APP, SIDECAR));
            assertThat(served(node)).containsExactly(APP.served(), SIDECAR.served());
            assertThat(served(node)).containsExactly(APP.served(), SIDECAR.served());
            assertThat(node.asked(CADVISOR)).isEqualTo(2);

            runs(node, mayAskForPods, List.of(APP), List.of(APP));
            assertThat(served(node)).containsExactly(APP.served());
            assertThat(node.asked(CADVISOR)).isEqualTo(2);

            runs(node, mayAskForPods, List.of(RESTARTED), List.of(RESTARTED));
            assertThat(served(node)).containsExactly(RESTARTED.served());
            assertThat(served(node)).containsExactly(RESTARTED.served());
            assertThat(node.asked(CADVISOR)).isEqualTo(3);
            assertThat(node.asked(SUMMARY)).isEqualTo(7);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRestartedContainerNeverHasTheLabelsOfTheDeadAttempt(boolean mayAskForPods) throws Exception {
        try (FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            runs(node, mayAskForPods, List.of(APP), List.of(APP));
            assertThat(served(node)).containsExactly(APP.served());

            runs(node, mayAskForPods, List.of(RESTARTED), List.of(APP));
            assertThat(served(node)).as("the kubelet's cAdvisor is behind").containsExactly("app ");
            assertThat(served(node)).containsExactly("app ");
            assertThat(node.asked(CADVISOR))
                    .as("asked again only after a while")
                    .isEqualTo(2);

            // Another new container makes it look again, and by then both attempts are there.
            runs(node, mayAskForPods, List.of(RESTARTED, SIDECAR), List.of(APP, RESTARTED, SIDECAR));
            assertThat(served(node)).containsExactly(RESTARTED.served(), SIDECAR.served());
        }
    }

    @Test
    void labelsThatMayNotBeAskedForAreEmptyAtTheRestrictedLevel() throws Exception {
        try (CapturedLog log = new CapturedLog();
                FaultyNode node = new FaultyNode(Level.RESTRICTED)) {
            node.answer(CADVISOR, 403, "");
            node.answer(PODS, 403, "");
            Scrape.of(node.url(), "10");
            Scrape.of(node.url(), "10");
            Scrape scrape = Scrape.of(node.url(), "10");

            assertThat(scrape.families()).hasSize(13);
            assertThat(scrape.containerSamples()).hasSize(3 * 13);
            assertThat(scrape.containerSamples().keySet())
                    .allMatch(series -> series.contains(",id=\"\",image=\"\",name=\"\",namespace=\"")
                            && !series.contains("device=\"\""));
            assertThat(log.messages(java.util.logging.Level.WARNING))
                    .singleElement()
                    .asString()
                    .startsWith("the kubelet is assumed to serve none of the series");
        }
    }

    @Test
    void labelsThatMayNotBeAskedForComeFromTheRuntimeAtTheCriLevel() throws Exception {
        try (CapturedLog log = new CapturedLog();
                FaultyNode node = new FaultyNode(Level.CRI);
                FaultyNode granted = new FaultyNode(Level.CRI)) {
            node.answer(CADVISOR, 403, "");
            Scrape scrape = Scrape.of(node.url(), "10");

            assertThat(scrape.containerSamples())
                    .hasSize(3 * 13)
                    .isEqualTo(Scrape.of(granted.url(), "10").containerSamples());
            assertIsNotGranted(node, log, scrape, "kubelet_cadvisor", CADVISOR);
        }
    }

    @Test
    void podsThatMayNotBeAskedForChangeNothingThatIsServed() throws Exception {
        try (CapturedLog log = new CapturedLog();
                FaultyNode node = new FaultyNode(Level.RESTRICTED);
                FaultyNode granted = new FaultyNode(Level.RESTRICTED)) {
            node.answer(PODS, 403, "");
            Scrape.of(node.url(), "10");
            Scrape scrape = Scrape.of(node.url(), "10");

            assertThat(scrape.containerSamples())
                    .hasSize(3 * 13)
                    .isEqualTo(Scrape.of(granted.url(), "10").containerSamples());
            assertIsNotGranted(node, log, scrape, "kubelet_pods", PODS);
        }
    }

    private static void assertIsNotGranted(
            FaultyNode node, CapturedLog log, Scrape scrape, String source, String path) {
        assertThat(scrape.bySource("source_forbidden")).containsEntry(source, 1.0);
        assertThat(scrape.bySource("source_up"))
                .doesNotContainKey(source)
                .containsEntry("kubelet_summary", 1.0)
                .doesNotContainValue(0.0);
        assertThat(node.asked(path)).as("left alone for a while").isEqualTo(1);
        assertThat(log.messages(java.util.logging.Level.WARNING)).isEmpty();
        assertThat(log.messages(java.util.logging.Level.INFO))
                .filteredOn(message -> message.startsWith(source))
                .singleElement()
                .asString()
                .contains("not granted, works without it")
                .contains(path);
    }

    /** What runs, and what of it the kubelet's cAdvisor knows. */
    private static void runs(FaultyNode node, boolean mayAskForPods, List<Running> running, List<Running> known) {
        node.answer(
                SUMMARY,
                200,
                running.stream()
                        .map(Running::summary)
                        .collect(Collectors.joining(
                                ",",
                                "{\"pods\":[{\"podRef\":{\"name\":\"web-0\",\"namespace\":\"prod\",\"uid\":\"u\"},\"containers\":[",
                                "]}]}")));
        node.answer(
                PODS,
                mayAskForPods ? 200 : 403,
                running.stream()
                        .map(Running::status)
                        .collect(Collectors.joining(
                                ",",
                                "{\"items\":[{\"metadata\":{\"name\":\"web-0\",\"namespace\":\"prod\",\"uid\":\"u\"},"
                                        + "\"status\":{\"containerStatuses\":[",
                                "]}}]}")));
        node.answer(CADVISOR, 200, known.stream().map(Running::cadvisor).collect(Collectors.joining()));
    }

    /** Name and id of each container that is served. */
    private static Set<String> served(FaultyNode node) throws Exception {
        Scrape scrape = Scrape.of(node.url(), "10");
        assertThat(scrape.status()).isEqualTo(200);
        return scrape.containerSamples().keySet().stream()
                .filter(series -> series.startsWith("container_fs_usage_bytes"))
                .flatMap(series -> Stream.of(LABELS.matcher(series)).filter(Matcher::find))
                .map(labels -> labels.group(1) + " " + labels.group(2))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
