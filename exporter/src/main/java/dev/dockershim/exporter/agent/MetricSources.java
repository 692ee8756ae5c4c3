package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.containerfs.KubeletSeries.Evidence;
import dev.dockershim.exporter.containerfs.Serving;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.GaugeMetricFamily;
import java.util.List;
import java.util.Locale;

/** Says who serves each of the thirteen on this node, and how that is known. */
final class MetricSources {

    private MetricSources() {}

    static List<MetricFamilySamples> families(String node, Serving.Plan plan) {
        GaugeMetricFamily sources = new GaugeMetricFamily(
                "dockershim_bridge_metric_source_info",
                "Who serves the metric on this node: kubelet, bridge, both (counted twice), partial (the kubelet for some"
                        + " containers only) or none; always 1.",
                List.of("node", "metric", "source"));
        for (Serving.Source source : plan.sources()) {
            sources.addMetric(List.of(node, source.series().name(), source.by().label()), 1);
        }
        GaugeMetricFamily evidence = new GaugeMetricFamily(
                "dockershim_bridge_metric_source_evidence",
                "What it is decided by which series the kubelet serves itself: look (its own answer), runtime (which one"
                        + " it is), pending (the first look failed, nothing is served yet), assumption (nothing is known),"
                        + " no_kubelet.",
                List.of("evidence"));
        for (Evidence each : Evidence.values()) {
            evidence.addMetric(List.of(each.name().toLowerCase(Locale.ROOT)), each == plan.evidence() ? 1 : 0);
        }
        return List.of(sources, evidence);
    }
}
