package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.docs.GeneratedFile;
import dev.dockershim.exporter.source.SourceStatus;
import io.prometheus.client.Collector.MetricFamilySamples;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Makes docs/metrics.md from the table of series and from what the exporter says of itself. */
class MetricsDocTest {

    @Test
    void docsOfMetricsAreThoseOfTheCode() {
        StringBuilder doc = new StringBuilder("""
                # Metrics

                <!-- Made from the code by `make docs`. -->

                ## container_fs_*

                One sample for each running container that the source of its value tells; what is unknown is left out.
                Labels: `container`, `device`, `id`, `image`, `name`, `namespace`, `pod`, with the values that the
                kubelet prints for that container's other series, and the device of its writable layer. No time stamps.

                The flag `--series.values` chooses between two meanings. `corrected` is what HELP says; `dockershim`
                repeats Kubernetes 1.21 to 1.23 bug for bug, for thresholds that were tuned to it. Times differ by a
                factor of a million between the two, since cAdvisor took milliseconds for nanoseconds.

                | metric | type | HELP | corrected | dockershim |
                |---|---|---|---|---|
                """);
        for (Series series : Series.ALL) {
            doc.append("| `").append(series.name()).append("` | ");
            doc.append(series.type().name().toLowerCase(Locale.ROOT)).append(" | ");
            doc.append(series.help()).append(" | ");
            doc.append(series.correctedMeaning()).append(" | ");
            doc.append(series.dockershimMeaning()).append(" |\n");
        }
        doc.append("""

                `container_fs_inodes_total` is a gauge in spite of its name, as it always was.

                ## dockershim_bridge_*

                What the exporter says of itself. `source` is one of `kubelet_summary`, `kubelet_pods`,
                `kubelet_cadvisor`, `cri_containers`, `cri_stats`, `cri_details`, `diskstats`, `mountinfo`,
                `log_files`: those that are configured, once they were asked.

                | metric | type | labels | meaning |
                |---|---|---|---|
                """);
        families().forEach(family -> {
            doc.append("| `").append(family.name).append("` | ");
            doc.append(family.type.name().toLowerCase(Locale.ROOT)).append(" | ");
            List<String> labels = family.samples.get(0).labelNames;
            doc.append(labels.isEmpty() ? "" : "`" + String.join("`, `", labels) + "`");
            doc.append(" | ").append(family.help).append(" |\n");
        });
        doc.append("""

                `missing` is one of `usage` (bytes used), `logs` (usage is that of the writable layer alone), `inodes`
                (inodes used), `limit`, `device` (the label), `disk` (I/O of the device), `id` (the labels `id`,
                `image` and `name`).

                ## jvm_*, process_*

                Those of the Prometheus Java client's hotspot collectors, about the exporter's own process.
                """);
        GeneratedFile.check("docs", "docs/metrics.md", doc.toString());
    }

    private static List<MetricFamilySamples> families() {
        SourceStatus read = new SourceStatus("kubelet_pods", true, true, false, null, 0.1, Instant.EPOCH);
        return new BridgeTelemetry(new BuildInfo("v", "r", "b"), false, () -> List.of(read))
                .collect().stream()
                        .sorted(Comparator.comparing(family -> family.name))
                        .toList();
    }
}
