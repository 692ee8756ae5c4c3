package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.agent.NodeCollections.Collected;
import dev.dockershim.exporter.naming.DockerLabel;
import dev.dockershim.exporter.naming.DockerNames;
import dev.dockershim.exporter.naming.DockerNaming;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.FileSystemUsage;
import dev.dockershim.exporter.node.NodeSnapshot;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.telemetry.Telemetry;
import io.prometheus.client.Collector;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The {@code dockershim_bridge_*} series: how the exporter itself does, and what it could not find out.
 *
 * <pre>{@code
 * dockershim_bridge_source_up{source="kubelet_summary"} 1
 * dockershim_bridge_containers 42
 * dockershim_bridge_containers_incomplete{missing="device"} 0
 * }</pre>
 */
final class BridgeTelemetry extends Collector {

    private static final String PREFIX = Telemetry.PREFIX;

    private final AgentConfig config;
    private final Supplier<List<SourceStatus>> statuses;
    private final Supplier<Collected> last;
    private final @Nullable Shadow shadow;

    BridgeTelemetry(
            AgentConfig config,
            Supplier<List<SourceStatus>> statuses,
            Supplier<Collected> last,
            @Nullable Shadow shadow) {
        this.config = config;
        this.statuses = statuses;
        this.last = last;
        this.shadow = shadow;
    }

    /** What may be missing of a container's series. */
    private enum Missing {
        USAGE,
        LOGS,
        INODES,
        LIMIT,
        DEVICE,
        DISK,
        ID,
        DOCKER_NAME,
        DOCKER_IMAGE;

        private String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The snapshot that is being served. */
    NodeSnapshot served() {
        return last.get().snapshot();
    }

    /** How many containers lack what; without those that lack nothing. */
    Map<String, Integer> incomplete() {
        Map<String, Integer> incomplete = new TreeMap<>();
        count(served()).forEach((missing, count) -> incomplete.put(missing.label(), count));
        return incomplete;
    }

    @Override
    public List<MetricFamilySamples> collect() {
        List<MetricFamilySamples> families = new ArrayList<>();
        families.add(Telemetry.build(config.build()));
        families.add(new GaugeMetricFamily(
                PREFIX + "kubelet_insecure_skip_verify",
                "Whether the kubelet's certificate is accepted without verification.",
                config.kubelet() != null && config.kubelet().insecureSkipVerify() ? 1 : 0));
        families.addAll(Telemetry.sources(statuses.get()));
        addContainers(families);
        Collected collected = last.get();
        families.addAll(MetricSources.families(config.nodeName(), collected.plan()));
        if (shadow != null) {
            families.addAll(shadow.families());
        }
        if (config.containerInfo()) {
            families.add(ContainerInfo.family(
                    collected.snapshot(), config.series().naming().imageForm()));
        }
        return families;
    }

    private void addContainers(List<MetricFamilySamples> families) {
        NodeSnapshot served = served();
        families.add(new GaugeMetricFamily(
                PREFIX + "containers",
                "Running containers found in the last collection.",
                served.containers().size()));
        families.add(new GaugeMetricFamily(
                PREFIX + "containers_duplicate",
                "Running containers left out because another one has the same labels.",
                served.duplicates()));
        GaugeMetricFamily incomplete = new GaugeMetricFamily(
                PREFIX + "containers_incomplete",
                "Running containers of which something is unknown; what depends on it is not served.",
                List.of("missing"));
        Map<Missing, Integer> counts = count(served);
        for (Missing missing : Missing.values()) {
            incomplete.addMetric(List.of(missing.label()), counts.getOrDefault(missing, 0));
        }
        families.add(incomplete);
    }

    private Map<Missing, Integer> count(NodeSnapshot served) {
        Map<Missing, Integer> counts = new EnumMap<>(Missing.class);
        served.containers().forEach(container -> count(container, counts));
        return counts;
    }

    private void count(ContainerSnapshot container, Map<Missing, Integer> counts) {
        FileSystemUsage usage = container.usage();
        count(usage.usedBytes() == ContainerSnapshot.UNKNOWN, Missing.USAGE, counts);
        count(!usage.logsCounted(), Missing.LOGS, counts);
        count(usage.inodesUsed() == ContainerSnapshot.UNKNOWN, Missing.INODES, counts);
        count(usage.capacityBytes() == ContainerSnapshot.UNKNOWN, Missing.LIMIT, counts);
        count(container.identity().device().isEmpty(), Missing.DEVICE, counts);
        count(container.disk() == null || container.disk().counters() == null, Missing.DISK, counts);
        count(container.identity().id().isEmpty(), Missing.ID, counts);
        DockerNaming naming = config.series().naming();
        count(
                naming.has(DockerLabel.NAME)
                        && DockerNames.name(container.kind(), container.identity(), container.facts()) == null,
                Missing.DOCKER_NAME,
                counts);
        count(
                naming.has(DockerLabel.IMAGE)
                        && DockerNames.image(
                                        container.kind(), container.identity(), container.facts(), naming.imageForm())
                                == null,
                Missing.DOCKER_IMAGE,
                counts);
    }

    private static void count(boolean isMissing, Missing missing, Map<Missing, Integer> counts) {
        if (isMissing) {
            counts.merge(missing, 1, Integer::sum);
        }
    }
}
