package dev.dockershim.exporter.real;

import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.exposition.ParsedText;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The samples of one scrape, to be looked up by labels. */
public record ScrapedSeries(List<Sample> samples) {

    static final String PREFIX = "container_fs_";

    /** The thirteen. */
    public static final Set<String> ALL = Set.of(
            "container_fs_inodes_free",
            "container_fs_inodes_total",
            "container_fs_io_current",
            "container_fs_io_time_seconds_total",
            "container_fs_io_time_weighted_seconds_total",
            "container_fs_limit_bytes",
            "container_fs_read_seconds_total",
            "container_fs_reads_merged_total",
            "container_fs_sector_reads_total",
            "container_fs_sector_writes_total",
            "container_fs_usage_bytes",
            "container_fs_write_seconds_total",
            "container_fs_writes_merged_total");

    public record Sample(String name, Map<String, String> labels, double value) {}

    /** Parses a body in either format. */
    static ScrapedSeries parse(String text) {
        return new ScrapedSeries(ParsedText.parse(text).samples().stream()
                .map(sample -> new Sample(
                        sample.name(), labels(sample.labels()), sample.value().doubleValue()))
                .toList());
    }

    /** A scrape whose collection began after this call: the agent may reuse one for a second. */
    static ScrapedSeries fresh(ExporterProcess agent) {
        double now = System.currentTimeMillis() / 1e3;
        return await("a collection")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> parse(agent.metrics()),
                        scrape -> scrape.value(
                                        "dockershim_bridge_source_last_success_timestamp_seconds",
                                        "source",
                                        "diskstats")
                                > now);
    }

    /** The container's samples of the thirteen, by name. More than one of a name is an error. */
    Map<String, Sample> ofContainer(String id) {
        return samples.stream()
                .filter(sample -> sample.name().startsWith(PREFIX))
                .filter(sample -> id.equals(sample.labels().get("name")))
                .collect(Collectors.toMap(Sample::name, sample -> sample));
    }

    /** Ids of the containers that have any of the thirteen. */
    Set<String> containers() {
        return samples.stream()
                .filter(sample -> sample.name().startsWith(PREFIX))
                .map(sample -> sample.labels().getOrDefault("name", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The value of the sample with exactly these labels, given in turn as names and values. */
    double value(String name, String... labels) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name))
                .filter(sample -> sample.labels().equals(labels(List.of(labels))))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException(name + String.join(",", labels)))
                .value();
    }

    private static Map<String, String> labels(List<String> namesAndValues) {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            labels.put(namesAndValues.get(i), namesAndValues.get(i + 1));
        }
        return labels;
    }
}
