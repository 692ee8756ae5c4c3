package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.RecordedAgent.Level;
import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.SeriesWhen;
import dev.dockershim.exporter.exposition.MetricType;
import dev.dockershim.exporter.naming.DockerNaming;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The recorded node of Kubernetes 1.23.1 with dockershim is the oracle: what it printed for its app containers must
 * come out of its own summary, diskstats and mountinfo in dockershim values.
 */
class DockershimOracleTest {

    /**
     * The kubelet took the disk's counters of each container at another moment than the recorded diskstats, by up to
     * 15 s: they may be behind by what a busy disk does in that time, and never ahead.
     */
    private static final double BEHIND = 0.02;

    /** The kubelet of that node serves all of them itself. */
    private static final SeriesConfig ALWAYS =
            new SeriesConfig(SeriesValues.DOCKERSHIM, Series.ALL, SeriesWhen.ALWAYS, DockerNaming.NONE);

    @Test
    void everySeriesOfEachAppContainerIsAsTheKubeletPrintedIt() throws Exception {
        String recorded =
                new String(RecordedAgent.node("dockershim-1.23").read("metrics-cadvisor.prom"), StandardCharsets.UTF_8);
        Map<String, Double> oracle = samples(recorded);
        Map<String, Double> ours;
        try (RecordedAgent agent = RecordedAgent.start("dockershim-1.23", Level.RESTRICTED, ALWAYS)) {
            ours = samples(agent.scrape(RecordedAgent.TEXT));
        }

        assertThat(ours).hasSize(13 * 4);
        assertThat(ours.keySet()).isEqualTo(oracle.keySet());
        for (Series series : Series.ALL) {
            ours.forEach((key, value) -> {
                if (!key.startsWith(series.name() + "{")) {
                    return;
                }
                double printed = oracle.getOrDefault(key, Double.NaN);
                if (series.type() == MetricType.COUNTER) {
                    assertThat(printed).as(key).isLessThanOrEqualTo(value).isCloseTo(value, within(value * BEHIND));
                    if (series.name().endsWith("_seconds_total")) {
                        assertThat(printed * 1e9)
                                .as("%s: milliseconds divided by a billion", key)
                                .isCloseTo(Math.rint(printed * 1e9), within(1e-3));
                    }
                } else if (!series.name().equals("container_fs_io_current")) {
                    assertThat(printed).as(key).isEqualTo(value);
                }
            });
        }
    }

    /** Samples of app containers, without time stamps; the cgroup's own I/O series are not among the thirteen. */
    private static Map<String, Double> samples(String text) {
        Map<String, Double> samples = new TreeMap<>();
        text.lines()
                .filter(line -> Series.ALL.stream().anyMatch(series -> line.startsWith(series.name() + "{")))
                .filter(line -> !line.contains("{container=\"\"") && !line.contains("{container=\"POD\""))
                .forEach(line -> {
                    int end = line.lastIndexOf('}') + 1;
                    String[] values = line.substring(end).strip().split(" ", -1);
                    samples.put(line.substring(0, end), Double.parseDouble(values[0]));
                });
        return samples;
    }
}
