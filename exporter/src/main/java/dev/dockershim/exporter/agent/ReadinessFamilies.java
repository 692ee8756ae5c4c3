package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.publish.FindingRows;
import dev.dockershim.exporter.publish.GaugeRows;
import dev.dockershim.exporter.publish.NodeRows;
import dev.dockershim.exporter.publish.Observer;
import dev.dockershim.exporter.publish.ReadinessGauge;
import dev.dockershim.exporter.readiness.EvidenceList;
import dev.dockershim.exporter.readiness.KubeletVersions;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The {@code dockershim_*} series of one evaluation of this node. */
final class ReadinessFamilies {

    private static final Observer OBSERVER = Observer.AGENT;

    private final String node;
    private final NodeRows rows;
    private final boolean emitPassing;
    private final Function<List<PodSpec>, WorkloadFindings> findings;

    /**
     * Series of that node.
     *
     * @param emitPassing whether checks that pass have series too
     * @param findings what is counted of pods
     */
    ReadinessFamilies(String node, boolean emitPassing, Function<List<PodSpec>, WorkloadFindings> findings) {
        this.node = node;
        this.rows = new NodeRows(node, OBSERVER);
        this.emitPassing = emitPassing;
        this.findings = findings;
    }

    /** All of an evaluation but when it was made, in the order of their names. */
    List<MetricFamilySamples> of(NodeReadiness readiness) {
        List<PodSpec> pods = readiness.evidence().pods().orNull();
        WorkloadFindings found = pods == null ? null : findings.apply(pods);
        List<MetricFamilySamples> families = new ArrayList<>();
        for (ReadinessGauge gauge : ReadinessGauge.values()) {
            if (gauge.isServedBy(OBSERVER) && gauge != ReadinessGauge.CHECK_LAST_EVALUATION) {
                GaugeMetricFamily family = family(gauge);
                write(gauge, readiness, found, into(family));
                families.add(family);
            }
        }
        return families;
    }

    /** When the evaluation was made: the only series of one that has become too old. */
    MetricFamilySamples evaluatedAt(NodeReadiness readiness) {
        GaugeMetricFamily family = family(ReadinessGauge.CHECK_LAST_EVALUATION);
        write(ReadinessGauge.CHECK_LAST_EVALUATION, readiness, null, into(family));
        return family;
    }

    private void write(ReadinessGauge gauge, NodeReadiness readiness, @Nullable WorkloadFindings found, GaugeRows out) {
        NodeEvidence evidence = readiness.evidence();
        switch (gauge) {
            case CHECK_EVALUATED -> rows.evaluated(out, readiness.results(), emitPassing);
            case CHECK_FAILED -> rows.failed(out, readiness.results(), emitPassing);
            case CHECK_LAST_EVALUATION -> out.time(evidence.at(), node, OBSERVER.label());
            case DOCKER_CONFIG_SETTINGS -> dockerConfig(evidence.dockerConfig().orNull(), out);
            case NODE_EVICTABLE_PODS -> evictable(PodsToEvict.count(evidence), out);
            case NODE_EVIDENCE_AVAILABLE ->
                EvidenceList.of(evidence)
                        .forEach(item ->
                                out.flag(item.available(), node, item.source().name()));
            case NODE_INFO -> info(readiness, out);
            case NODE_PHASE -> rows.phase(out, readiness.phase());
            case NODE_PHASE_START -> {
                if (readiness.phaseSince() != null) {
                    out.time(readiness.phaseSince(), node, OBSERVER.label());
                }
            }
            case NODE_RUNTIME_ENDPOINT_INFO ->
                EndpointRows.of(evidence).forEach((source, endpoint) -> rows.endpoint(out, source, endpoint));
            case DOCKER_ACCESS_PODS, TELEMETRY_AGENT_PODS, FINDINGS_DROPPED -> {
                if (found != null) {
                    write(gauge, found, out);
                }
            }
            case CLUSTER_INFO, CLUSTER_SERVER_MINOR, DOCKER_ACCESS_TEMPLATES ->
                throw new IllegalArgumentException("no agent's: " + gauge);
        }
    }

    private static void write(ReadinessGauge gauge, WorkloadFindings found, GaugeRows out) {
        switch (gauge) {
            case DOCKER_ACCESS_PODS -> FindingRows.pods(out, OBSERVER, found);
            case TELEMETRY_AGENT_PODS -> FindingRows.agents(out, OBSERVER, found);
            default -> FindingRows.droppedPods(out, OBSERVER, found);
        }
    }

    private void info(NodeReadiness readiness, GaugeRows out) {
        NodeEvidence evidence = readiness.evidence();
        NodeObject object = evidence.node().orNull();
        rows.info(
                out,
                RuntimeInUse.told(evidence),
                KubeletVersions.of(evidence),
                object == null ? "" : object.os(),
                readiness.confidence());
    }

    private void dockerConfig(@Nullable DockerConfig config, GaugeRows out) {
        if (config != null) {
            out.number(config.registryMirrors(), node, "DC-01");
            out.number(config.insecureRegistries(), node, "DC-02");
            out.number((config.logsToJsonFile() ? 0 : 1) + config.logOptions(), node, "DC-03");
            out.number((config.dataRoot() ? 1 : 0) + config.storage(), node, "DC-04");
            out.number(config.cgroupDriver() == null ? 0 : 1, node, "DC-05");
            out.number(config.runtimes(), node, "DC-06");
            out.number(config.others().size(), node, "DC-07");
        }
    }

    private void evictable(@Nullable Long pods, GaugeRows out) {
        if (pods != null) {
            out.number(pods, node);
        }
    }

    private static GaugeMetricFamily family(ReadinessGauge gauge) {
        return new GaugeMetricFamily(gauge.metric(), gauge.help(), gauge.labels());
    }

    /** Divides, and does not multiply by a fraction: so 1.5 stays 1.5. */
    private static GaugeRows into(GaugeMetricFamily family) {
        return (unscaled, scale, labels) -> family.addMetric(List.of(labels), unscaled / Math.pow(10, scale));
    }
}
