package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.containerfs.Series;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.ShadowComparison;
import dev.dockershim.exporter.containerfs.ShadowComparison.Difference;
import dev.dockershim.exporter.containerfs.ShadowComparison.Metric;
import dev.dockershim.exporter.containerfs.ShadowComparison.Verdict;
import dev.dockershim.exporter.node.NodeSnapshot;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.GaugeMetricFamily;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the last comparison of {@code --series.when=shadow}, and tells of it as series and as JSON. */
final class Shadow {

    /** Each comparison costs the kubelet a look. */
    static final Duration EACH = Duration.ofMinutes(1);

    private static final String PREFIX = "dockershim_bridge_shadow_";
    private static final ObjectWriter JSON = JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

    private final String node;
    private final List<Series> rows;
    private final SeriesValues values;
    private final boolean sandboxes;
    private volatile @Nullable ShadowComparison last;

    Shadow(AgentConfig config, boolean sandboxes) {
        this.node = config.nodeName();
        this.rows = config.series().rows();
        this.values = config.series().values();
        this.sandboxes = sandboxes;
    }

    /** Compares if the kubelet was looked at for this snapshot; else the last comparison stands. */
    void compare(NodeSnapshot snapshot, boolean looked) {
        if (looked) {
            last = ShadowComparison.of(snapshot, rows, values, sandboxes);
        }
    }

    /** Nothing before the first comparison. */
    List<MetricFamilySamples> families() {
        ShadowComparison comparison = last;
        if (comparison == null) {
            return List.of();
        }
        GaugeMetricFamily ratio = new GaugeMetricFamily(
                PREFIX + "difference_ratio",
                "Largest difference between the kubelet's value and ours, as a part of the larger; 1 if we have none.",
                List.of("metric"));
        GaugeMetricFamily containers = new GaugeMetricFamily(
                PREFIX + "containers",
                "Containers by how the kubelet's value compares with ours: equal, close, different, or missing with us.",
                List.of("metric", "verdict"));
        for (Metric metric : comparison.metrics()) {
            String name = metric.series().name();
            if (!metric.containers().isEmpty()) {
                ratio.addMetric(List.of(name), metric.differenceRatio());
            }
            for (Verdict verdict : Verdict.values()) {
                containers.addMetric(
                        List.of(name, word(verdict)), metric.containers().getOrDefault(verdict, 0));
            }
        }
        GaugeMetricFamily at = new GaugeMetricFamily(
                PREFIX + "timestamp_seconds", "When the kubelet's values were read.", comparison.atMillis() / 1e3);
        return List.of(ratio, containers, at);
    }

    /** The comparison as JSON; docs/api.md tells the form. */
    byte[] json() {
        ShadowComparison comparison = last;
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("node", node);
        document.put("values", values.name().toLowerCase(Locale.ROOT));
        document.put(
                "comparedAt",
                comparison == null
                        ? null
                        : Instant.ofEpochMilli(comparison.atMillis()).toString());
        document.put(
                "metrics",
                comparison == null
                        ? List.of()
                        : comparison.metrics().stream().map(Shadow::object).toList());
        document.put(
                "worst",
                comparison == null
                        ? List.of()
                        : comparison.worst().stream().map(Shadow::object).toList());
        return (JSON.writeValueAsString(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> object(Metric metric) {
        Map<String, Integer> containers = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            containers.put(word(verdict), metric.containers().getOrDefault(verdict, 0));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("metric", metric.series().name());
        object.put("containers", containers);
        object.put("differenceRatio", metric.differenceRatio());
        return object;
    }

    private static Map<String, @Nullable Object> object(Difference difference) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("metric", difference.series().name());
        object.put("verdict", word(difference.verdict()));
        object.put("namespace", difference.container().namespace());
        object.put("pod", difference.container().pod());
        object.put("container", difference.container().container());
        object.put("id", difference.container().id());
        object.put("kubelet", difference.kubelet());
        object.put("bridge", difference.bridge());
        object.put("differenceRatio", difference.ratio());
        return object;
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }
}
