package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.docs.GeneratedFile;
import dev.dockershim.exporter.naming.DockerNaming;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole scrapes of recorded nodes, through the real clients and server; {@code make golden} rewrites them. */
class GoldenScrapeTest {

    /** What does not vary from run to run: the thirteen, and what is said about what is known. */
    private static final Pattern STEADY = Pattern.compile("(# (HELP|TYPE) )?(container_fs_"
            + "|dockershim_bridge_(containers|source_up|source_forbidden|build_info|kubelet_|metric_source_)).*|# EOF");

    private static final Pattern JAVA = Pattern.compile("javaversion=\"[^\"]*\"");

    static Stream<Arguments> scrapes() {
        return Stream.of(SeriesValues.values())
                .flatMap(values -> Stream.of(
                        Arguments.of("dockershim-1.23", Level.RESTRICTED, values),
                        Arguments.of("containerd-1.36", Level.RESTRICTED, values),
                        Arguments.of("containerd-1.36", Level.CRI, values),
                        Arguments.of("containerd-1.36", Level.SOCKET, values),
                        Arguments.of("containerd23", Level.RESTRICTED, values),
                        Arguments.of("containerd23", Level.CRI, values),
                        Arguments.of("containerd23-gate", Level.RESTRICTED, values),
                        Arguments.of("cri-dockerd-1.36", Level.RESTRICTED, values),
                        Arguments.of("cri-dockerd-1.36", Level.CRI, values)));
    }

    @ParameterizedTest
    @MethodSource("scrapes")
    void aScrapeIsAsItWas(String node, Level level, SeriesValues values) throws Exception {
        try (RecordedAgent agent = RecordedAgent.start(node, level, values)) {
            String name = "exporter/src/test/resources/golden/" + node + "-"
                    + level.name().toLowerCase(Locale.ROOT) + "-"
                    + values.name().toLowerCase(Locale.ROOT);
            GeneratedFile.check("golden", name + ".prom", steady(agent.scrape(RecordedAgent.TEXT)));
            GeneratedFile.check("golden", name + ".openmetrics", steady(agent.scrape(RecordedAgent.OPENMETRICS)));
        }
    }

    /** As where the kubelet's own copy is dropped by relabelling: deploy/prometheus/kubelet-without-container-fs.yml. */
    @Test
    void aScrapeBesideTheKubeletsOwnSeriesIsAsItWas() throws Exception {
        SeriesConfig always =
                new SeriesConfig(SeriesValues.DOCKERSHIM, Series.ALL, SeriesWhen.ALWAYS, DockerNaming.NONE);
        try (RecordedAgent agent = RecordedAgent.start("dockershim-1.23", Level.RESTRICTED, always)) {
            GeneratedFile.check(
                    "golden",
                    "exporter/src/test/resources/golden/dockershim-1.23-restricted-dockershim-always.prom",
                    steady(agent.scrape(RecordedAgent.TEXT)));
        }
    }

    /** The runtime still tells which containers there are; what they use is unknown without their logs. */
    @Test
    void aScrapeWithoutTheKubeletsSummaryIsAsItWas() throws Exception {
        try (FaultyNode node = new FaultyNode(Level.CRI)) {
            node.answer(FaultyNode.SUMMARY, 500, "");
            GeneratedFile.check(
                    "golden",
                    "exporter/src/test/resources/golden/containerd-1.36-cri-kubelet-down.prom",
                    steady(RecordedAgent.scrape(node.url(), RecordedAgent.TEXT)));
        }
    }

    private static String steady(String scrape) {
        assertThat(scrape).endsWith("\n");
        return scrape.lines()
                .filter(line -> STEADY.matcher(line).matches())
                .map(line -> JAVA.matcher(line).replaceAll("javaversion=\"x\""))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
