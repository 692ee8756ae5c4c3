package dev.dockershim.exporter.watcher;

import dev.dockershim.exporter.cluster.ClusterChecks;
import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.exposition.MetricFamily;
import dev.dockershim.exporter.publish.FindingRows;
import dev.dockershim.exporter.publish.GaugeRows;
import dev.dockershim.exporter.publish.NodeRows;
import dev.dockershim.exporter.publish.Observer;
import dev.dockershim.exporter.publish.ReadinessGauge;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The {@code dockershim_*} series of one evaluation of a cluster. What is of the cluster as a whole has an empty
 * {@code node}, and is the first shard's alone. Of a node that an agent speaks for there is only what no agent can see.
 */
final class ClusterGauges {

    private static final Observer OBSERVER = Observer.WATCHER;
    private static final NodeRows CLUSTER = new NodeRows("", OBSERVER);

    private final boolean emitPassing;

    /** With the series of checks that pass, or without them. */
    ClusterGauges(boolean emitPassing) {
        this.emitPassing = emitPassing;
    }

    /** All series of an evaluation; their rows are made when they are written. */
    List<MetricFamily> of(ClusterReadiness readiness) {
        List<MetricFamily> families = new ArrayList<>();
        for (ReadinessGauge gauge : ReadinessGauge.values()) {
            if (gauge.isServedBy(OBSERVER)) {
                families.add(new GaugeFamily(gauge, out -> write(gauge, readiness, out)));
            }
        }
        return families;
    }

    /** When the evaluation was made: the only series of one that has become too old. */
    List<MetricFamily> evaluatedAt(ClusterReadiness readiness) {
        return List.of(new GaugeFamily(ReadinessGauge.CHECK_LAST_EVALUATION, out -> evaluatedAt(readiness, out)));
    }

    private void write(ReadinessGauge gauge, ClusterReadiness readiness, GaugeRows out) {
        switch (gauge) {
            case CHECK_EVALUATED -> {
                CLUSTER.evaluated(out, readiness.results(), emitPassing);
                readiness.nodes().forEach(node -> rows(node).evaluated(out, results(node), emitPassing));
            }
            case CHECK_FAILED -> {
                CLUSTER.failed(out, readiness.results(), emitPassing);
                readiness.nodes().forEach(node -> rows(node).failed(out, results(node), emitPassing));
            }
            case CHECK_LAST_EVALUATION -> evaluatedAt(readiness, out);
            case CLUSTER_INFO, CLUSTER_SERVER_MINOR, NODE_EVIDENCE_AVAILABLE -> {
                if (readiness.evidence().shard().isFirst()) {
                    writeCluster(gauge, readiness.evidence(), out);
                }
            }
            case NODE_EVICTABLE_PODS, NODE_INFO, NODE_PHASE, NODE_PHASE_START, NODE_RUNTIME_ENDPOINT_INFO -> {
                for (ClusterNodeReadiness node : readiness.nodes()) {
                    if (!node.agent()) {
                        writeNode(gauge, node, out);
                    }
                }
            }
            case DOCKER_ACCESS_PODS -> seen(readiness.pods(), found -> FindingRows.pods(out, OBSERVER, found));
            case DOCKER_ACCESS_TEMPLATES -> seen(readiness.templates(), found -> FindingRows.templates(out, found));
            case TELEMETRY_AGENT_PODS -> seen(readiness.pods(), found -> FindingRows.agents(out, OBSERVER, found));
            case FINDINGS_DROPPED -> {
                seen(readiness.pods(), found -> FindingRows.droppedPods(out, OBSERVER, found));
                seen(readiness.templates(), found -> FindingRows.droppedTemplates(out, OBSERVER, found));
            }
            case DOCKER_CONFIG_SETTINGS -> throw new IllegalArgumentException("no watcher's: " + gauge);
        }
    }

    private static void evaluatedAt(ClusterReadiness readiness, GaugeRows out) {
        if (readiness.evidence().shard().isFirst()) {
            out.time(readiness.at(), CLUSTER.node(), OBSERVER.label());
        }
        readiness.nodes().forEach(node -> out.time(readiness.at(), node.node().name(), OBSERVER.label()));
    }

    private static void writeCluster(ReadinessGauge gauge, ClusterEvidence evidence, GaugeRows out) {
        Version server = evidence.server().orNull();
        switch (gauge) {
            case CLUSTER_INFO -> {
                if (server != null) {
                    out.number(1, server.toString());
                }
            }
            case CLUSTER_SERVER_MINOR -> {
                if (server != null) {
                    out.number(server.minor());
                }
            }
            default -> {
                available(EvidenceSource.E1, evidence.nodes(), out);
                available(EvidenceSource.E7, evidence.pods(), out);
                available(EvidenceSource.E8, evidence.events(), out);
            }
        }
    }

    /** What the API server tells is there for all nodes or for none: once, and not for each of 5,000. */
    private static void available(EvidenceSource source, Observed<?> observed, GaugeRows out) {
        out.flag(observed.orNull() != null, CLUSTER.node(), source.name());
    }

    private static void writeNode(ReadinessGauge gauge, ClusterNodeReadiness node, GaugeRows out) {
        NodeObject object = node.node().object();
        NodeRows rows = rows(node);
        switch (gauge) {
            case NODE_INFO -> rows.info(out, object.runtime(), object.kubelet(), object.os(), node.confidence());
            case NODE_PHASE -> rows.phase(out, node.phase());
            case NODE_PHASE_START -> {
                if (node.phaseSince() != null) {
                    out.time(node.phaseSince(), rows.node(), OBSERVER.label());
                }
            }
            case NODE_RUNTIME_ENDPOINT_INFO -> {
                Endpoint annotation = object.criSocket();
                if (annotation != null) {
                    rows.endpoint(out, NodeRows.ANNOTATION, annotation);
                }
            }
            default -> {
                if (object.unschedulable() && node.evictable() >= 0) {
                    out.number(node.evictable(), rows.node());
                }
            }
        }
    }

    private static List<Result> results(ClusterNodeReadiness node) {
        return node.agent()
                ? node.results().stream()
                        .filter(result -> ClusterChecks.isBeyondAgents(result.check()))
                        .toList()
                : node.results();
    }

    private static NodeRows rows(ClusterNodeReadiness node) {
        return new NodeRows(node.node().name(), OBSERVER);
    }

    private static void seen(Observed<WorkloadFindings> observed, Consumer<WorkloadFindings> use) {
        WorkloadFindings found = observed.orNull();
        if (found != null) {
            use.accept(found);
        }
    }
}
