package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.naming.DockerImageForm;
import dev.dockershim.exporter.naming.DockerNaming;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kubelet's series and ours together: no sample twice, and no container twice in one family. */
class NothingTwiceTest {

    private static final Pattern CONTAINER_ID = Pattern.compile("id=\"[^\"]*?([0-9a-f]{64})(?:\\.scope)?\"");

    static Stream<Arguments> nodes() {
        return Stream.of(
                        Arguments.of("dockershim-1.23", Level.RESTRICTED),
                        Arguments.of("containerd-1.36", Level.RESTRICTED),
                        Arguments.of("containerd-1.36", Level.CRI),
                        Arguments.of("containerd23", Level.CRI),
                        Arguments.of("containerd23-gate", Level.RESTRICTED),
                        Arguments.of("containerd23-gate", Level.CRI),
                        Arguments.of("cri-dockerd-1.36", Level.CRI),
                        Arguments.of("containerd-1.36-45pods", Level.CRI))
                .flatMap(node -> Stream.of(SeriesWhen.values())
                        .flatMap(when -> Stream.of("none", "all")
                                .map(naming -> Arguments.of(node.get()[0], node.get()[1], when, naming))));
    }

    @ParameterizedTest
    @MethodSource("nodes")
    void kubeletAndBridgeServeNothingTwice(String node, Level level, SeriesWhen when, String naming) throws Exception {
        SeriesConfig series = new SeriesConfig(
                SeriesValues.CORRECTED, Series.ALL, when, DockerNaming.parse(naming, DockerImageForm.ID));
        List<String> kubelet = samples(recorded(node));
        List<String> ours;
        List<String> passedOn;
        try (RecordedAgent agent = RecordedAgent.start(node, level, series)) {
            ours = samples(agent.scrape(RecordedAgent.TEXT));
            passedOn = samples(agent.get("/metrics/cadvisor", RecordedAgent.TEXT));
        }

        if (when == SeriesWhen.SHADOW) {
            assertThat(ours).isEmpty();
            assertThat(passedOn).hasSameSizeAs(kubelet);
        }
        if (when != SeriesWhen.ALWAYS) {
            List<String> both = new ArrayList<>(kubelet);
            both.addAll(ours);
            assertThat(twice(both)).isEmpty();
        }
        assertThat(twice(ours)).isEmpty();
        assertThat(twice(passedOn)).isEmpty();
    }

    /** What missing serves is just what the kubelet does not: with it, every container has every family. */
    @ParameterizedTest
    @ValueSource(strings = {"dockershim-1.23", "containerd-1.36", "containerd23-gate"})
    void togetherTheyServeEveryContainerAllThirteen(String node) throws Exception {
        List<String> both = samples(recorded(node));
        Set<String> containers = new TreeSet<>();
        try (RecordedAgent agent = RecordedAgent.start(node, Level.RESTRICTED, SeriesValues.CORRECTED)) {
            both.addAll(samples(agent.scrape(RecordedAgent.TEXT)));
        }
        Map<String, Set<String>> byFamily = new TreeMap<>();
        for (String sample : both) {
            if (!sample.contains("container=\"\"") && !sample.contains("container=\"POD\"")) {
                String container = names(sample);
                containers.add(container);
                byFamily.computeIfAbsent(family(sample), family -> new TreeSet<>())
                        .add(container);
            }
        }

        assertThat(containers).hasSizeGreaterThanOrEqualTo(3);
        assertThat(byFamily.keySet()).containsExactlyElementsOf(Series.NAMES);
        assertThat(byFamily.values()).containsOnly(containers);
    }

    @Test
    void theMachineIsServedWhereItVanished() throws Exception {
        try (RecordedAgent agent = RecordedAgent.start("containerd23-gate", Level.RESTRICTED, SeriesValues.CORRECTED)) {
            assertThat(samples(agent.scrape(RecordedAgent.TEXT)))
                    .filteredOn(sample -> sample.contains("id=\"/\""))
                    .extracting(NothingTwiceTest::family)
                    .containsExactlyElementsOf(Series.NAMES);
        }
        try (RecordedAgent agent = RecordedAgent.start("containerd-1.36", Level.RESTRICTED, SeriesValues.CORRECTED)) {
            assertThat(samples(agent.scrape(RecordedAgent.TEXT))).noneMatch(sample -> sample.contains("id=\"/\""));
        }
    }

    private static List<String> twice(List<String> samples) {
        Set<String> seen = new HashSet<>();
        List<String> twice = new ArrayList<>();
        for (String sample : samples) {
            String labels = sample.substring(0, sample.lastIndexOf('}') + 1);
            Matcher id = CONTAINER_ID.matcher(sample);
            // Of a container's cgroup there is one sample for each device; the thirteen have one device.
            String container = id.find() ? family(sample) + " of " + id.group(1) : labels;
            if (!seen.add(labels) || (!container.equals(labels) && !seen.add(container))) {
                twice.add(sample);
            }
        }
        return twice;
    }

    private static String names(String sample) {
        return label(sample, "namespace") + "/" + label(sample, "pod") + "/" + label(sample, "container");
    }

    private static String label(String sample, String name) {
        Matcher matcher = Pattern.compile("[{,]" + name + "=\"([^\"]*)\"").matcher(sample);
        assertThat(matcher.find()).as(sample).isTrue();
        return matcher.group(1);
    }

    private static String family(String sample) {
        return sample.substring(0, sample.indexOf('{'));
    }

    /** Samples of the thirteen. */
    private static List<String> samples(String text) {
        return text.lines()
                .filter(line -> line.indexOf('{') > 0 && Series.NAMES.contains(family(line)))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String recorded(String node) {
        return new String(RecordedAgent.node(node).read("metrics-cadvisor.prom"), StandardCharsets.UTF_8);
    }
}
