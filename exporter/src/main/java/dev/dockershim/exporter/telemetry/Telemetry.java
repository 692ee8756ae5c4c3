package dev.dockershim.exporter.telemetry;

import dev.dockershim.exporter.source.SourceStatus;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.GaugeMetricFamily;
import io.prometheus.client.hotspot.BufferPoolsExports;
import io.prometheus.client.hotspot.ClassLoadingExports;
import io.prometheus.client.hotspot.GarbageCollectorExports;
import io.prometheus.client.hotspot.MemoryPoolsExports;
import io.prometheus.client.hotspot.StandardExports;
import io.prometheus.client.hotspot.ThreadExports;
import io.prometheus.client.hotspot.VersionInfoExports;
import java.util.List;

/** The {@code dockershim_bridge_*} series that every role has, and the JVM's. */
public final class Telemetry {

    /** What the names of a role's own series begin with. */
    public static final String PREFIX = "dockershim_bridge_";

    private Telemetry() {}

    /** A registry with what there is to tell of the JVM and its process: {@code jvm_*}, {@code process_*}. */
    public static CollectorRegistry registry() {
        CollectorRegistry registry = new CollectorRegistry();
        new StandardExports().register(registry);
        new MemoryPoolsExports().register(registry);
        new BufferPoolsExports().register(registry);
        new GarbageCollectorExports().register(registry);
        new ThreadExports().register(registry);
        new ClassLoadingExports().register(registry);
        new VersionInfoExports().register(registry);
        return registry;
    }

    /** {@code build_info}. */
    public static MetricFamilySamples build(BuildInfo build) {
        return new GaugeMetricFamily(
                        PREFIX + "build_info",
                        "What this build is, always 1.",
                        List.of("version", "revision", "branch", "javaversion"))
                .addMetric(
                        List.of(
                                build.version(),
                                build.revision(),
                                build.branch(),
                                System.getProperty("java.version", "")),
                        1);
    }

    /** {@code source_*}: how the sources did that were asked already. */
    public static List<MetricFamilySamples> sources(List<SourceStatus> statuses) {
        List<String> labels = List.of("source");
        GaugeMetricFamily up = new GaugeMetricFamily(
                PREFIX + "source_up", "Whether the source was read when it was last asked.", labels);
        GaugeMetricFamily forbidden = new GaugeMetricFamily(
                PREFIX + "source_forbidden",
                "Whether an optional source refused for want of a permission; it has no source_up then.",
                labels);
        GaugeMetricFamily duration = new GaugeMetricFamily(
                PREFIX + "source_duration_seconds", "How long the last reading took, also if it failed.", labels);
        GaugeMetricFamily success = new GaugeMetricFamily(
                PREFIX + "source_last_success_timestamp_seconds", "When the source was last read whole.", labels);
        for (SourceStatus status : statuses) {
            if (status.up() == null) {
                continue;
            }
            List<String> values = List.of(status.name());
            if (status.optional()) {
                forbidden.addMetric(values, status.isNotGranted() ? 1 : 0);
            }
            if (!status.isNotGranted()) {
                up.addMetric(values, status.up() ? 1 : 0);
            }
            duration.addMetric(values, status.durationSeconds());
            if (status.lastSuccess() != null) {
                success.addMetric(values, status.lastSuccess().toEpochMilli() / 1e3);
            }
        }
        return List.of(up, forbidden, duration, success);
    }
}
