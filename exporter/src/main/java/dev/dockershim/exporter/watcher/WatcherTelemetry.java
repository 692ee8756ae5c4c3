package dev.dockershim.exporter.watcher;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.telemetry.BuildInfo;
import dev.dockershim.exporter.telemetry.Telemetry;
import dev.dockershim.exporter.watcher.WatcherLoop.Evaluation;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The {@code dockershim_bridge_*} series of a watcher: how it does, and how much it holds. */
final class WatcherTelemetry extends Collector {

    private static final String PREFIX = Telemetry.PREFIX;

    private final BuildInfo build;
    private final Watched watched;
    private final Supplier<@Nullable Evaluation> last;

    WatcherTelemetry(BuildInfo build, Watched watched, Supplier<@Nullable Evaluation> last) {
        this.build = build;
        this.watched = watched;
        this.last = last;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        families.add(Telemetry.build(build));
        families.addAll(Telemetry.sources(watched.statuses().get()));
        Shard shard = watched.shard();
        families.add(new GaugeMetricFamily(
                PREFIX + "shard_index", "Which part of the cluster this watcher speaks for, from 0.", shard.index()));
        families.add(
                new GaugeMetricFamily(PREFIX + "shards", "Into how many parts the cluster is divided.", shard.total()));
        families.add(new GaugeMetricFamily(
                PREFIX + "synced",
                "Whether all that is watched was listed once, refused, or given up for now; before that nothing is judged.",
                watched.synced().getAsBoolean() ? 1 : 0));
        Evaluation evaluation = last.get();
        if (evaluation != null) {
            addEvaluation(evaluation, families);
        }
        return families;
    }

    private static void addEvaluation(Evaluation evaluation, List<MetricFamilySamples> families) {
        families.add(new GaugeMetricFamily(
                PREFIX + "evaluation_timestamp_seconds",
                "When the cluster was last judged, in seconds since 1970.",
                evaluation.readiness().at().toEpochMilli() / 1e3));
        families.add(new GaugeMetricFamily(
                PREFIX + "evaluation_duration_seconds",
                "How long it took to judge the cluster and to write its series down.",
                evaluation.took().toNanos() / 1e9));
        families.add(new GaugeMetricFamily(
                PREFIX + "evaluation_bytes",
                "How long the text of the cluster's series is, before compression.",
                evaluation.all().length()));
        GaugeMetricFamily objects = new GaugeMetricFamily(
                PREFIX + "watched_objects",
                "Objects that were judged last, by the resource they are of; absent while that is not to be seen. Of"
                        + " workloads those that no other made; of events those that told something of a node.",
                List.of("resource"));
        objects(evaluation.readiness().evidence()).forEach((resource, list) -> {
            if (list.orNull() != null) {
                objects.addMetric(List.of(resource), list.orNull().size());
            }
        });
        families.add(objects);
    }

    private static Map<String, Observed<? extends List<?>>> objects(ClusterEvidence evidence) {
        Map<String, Observed<? extends List<?>>> objects = new LinkedHashMap<>();
        objects.put("nodes", evidence.nodes());
        objects.put("pods", evidence.pods());
        objects.put("events", evidence.events());
        for (WorkloadKind kind : WorkloadKind.values()) {
            if (evidence.templates().get(kind) != null) {
                objects.put(kind.resource(), evidence.templates().get(kind));
            }
        }
        return objects;
    }
}
