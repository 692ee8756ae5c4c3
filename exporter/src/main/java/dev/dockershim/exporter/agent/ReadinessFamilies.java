package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.EvidenceList;
import dev.dockershim.exporter.readiness.KubeletVersions;
import dev.dockershim.exporter.readiness.NodeReadiness;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import io.prometheus.client.Collector.MetricFamilySamples;
import io.prometheus.client.GaugeMetricFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The {@code dockershim_*} series of one evaluation.
 *
 * <p>What is unknown has no value that could be taken for a good one: a check that cannot be judged has
 * {@code dockershim_check_evaluated} 0 and no {@code dockershim_check_failed} at all.
 */
final class ReadinessFamilies {

    private static final String OBSERVER = "agent";

    private final String node;
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
        this.emitPassing = emitPassing;
        this.findings = findings;
    }

    /** All of an evaluation but when it was made. */
    List<MetricFamilySamples> of(NodeReadiness readiness) {
        List<MetricFamilySamples> families = new ArrayList<>();
        NodeEvidence evidence = readiness.evidence();
        families.add(info(readiness));
        addPhase(readiness, families);
        families.add(endpoints(evidence));
        families.add(available(evidence));
        addChecks(readiness, families);
        addDockerConfig(evidence, families);
        addPods(evidence, families);
        families.add(evictable(evidence));
        return families;
    }

    /** When the evaluation was made: the only series of one that has become too old. */
    MetricFamilySamples evaluatedAt(NodeReadiness readiness) {
        return gauge(
                        "dockershim_check_last_evaluation_timestamp_seconds",
                        "When the node was last judged, in seconds since 1970. When the next is three intervals late, it is the only"
                                + " series of it that is left.",
                        "node",
                        "observer")
                .addMetric(List.of(node, OBSERVER), readiness.evidence().at().toEpochMilli() / 1e3);
    }

    private GaugeMetricFamily info(NodeReadiness readiness) {
        NodeEvidence evidence = readiness.evidence();
        RuntimeName runtime = RuntimeInUse.told(evidence);
        NodeObject object = evidence.node().orNull();
        return gauge(
                        "dockershim_node_info",
                        "What the node runs, as far as it is known; confidence is that of its phase: observed, inferred or"
                                + " none; always 1.",
                        "node",
                        "observer",
                        "container_runtime",
                        "container_runtime_version",
                        "kubelet_version",
                        "os",
                        "confidence")
                .addMetric(
                        List.of(
                                node,
                                OBSERVER,
                                runtime.kind().label(),
                                text(runtime.version()),
                                text(KubeletVersions.of(evidence)),
                                object == null ? "" : object.os(),
                                readiness.confidence().name().toLowerCase(Locale.ROOT)),
                        1);
    }

    private static String text(@Nullable Version version) {
        return version == null ? "" : version.toString();
    }

    private void addPhase(NodeReadiness readiness, List<MetricFamilySamples> families) {
        GaugeMetricFamily phases = gauge(
                "dockershim_node_phase",
                "Where the node is on its way from dockershim: 1 for one phase, 0 for the others.",
                "node",
                "observer",
                "phase");
        for (Phase phase : Phase.values()) {
            phases.addMetric(List.of(node, OBSERVER, phase.label()), phase == readiness.phase() ? 1 : 0);
        }
        families.add(phases);
        GaugeMetricFamily start = gauge(
                "dockershim_node_phase_start_timestamp_seconds",
                "Since when the node is in its phase, in seconds since 1970; absent while that is unknown, as after the"
                        + " agent's start.",
                "node",
                "observer");
        if (readiness.phaseSince() != null) {
            start.addMetric(List.of(node, OBSERVER), readiness.phaseSince().toEpochMilli() / 1e3);
        }
        families.add(start);
    }

    private GaugeMetricFamily endpoints(NodeEvidence evidence) {
        GaugeMetricFamily family = gauge(
                "dockershim_node_runtime_endpoint_info",
                "Whose socket each place names as the kubelet's runtime endpoint, and whether with a scheme; always 1.",
                "node",
                "source",
                "endpoint_class",
                "scheme");
        EndpointRows.of(evidence)
                .forEach((source, endpoint) -> family.addMetric(
                        List.of(node, source, endpoint.kind().label(), endpoint.scheme() ? "1" : "0"), 1));
        return family;
    }

    private GaugeMetricFamily available(NodeEvidence evidence) {
        GaugeMetricFamily family = gauge(
                "dockershim_node_evidence_available",
                "Whether the source of evidence told something: E1 Node object, E2 command lines, E3 kubelet's files, E4"
                        + " /configz, E5 CRI, E6 host's files, E7 pods, E8 events (never asked by an agent), E9 kubelet's"
                        + " metrics.",
                "node",
                "source");
        EvidenceList.of(evidence)
                .forEach(item -> family.addMetric(List.of(node, item.source().name()), item.available() ? 1 : 0));
        return family;
    }

    private void addChecks(NodeReadiness readiness, List<MetricFamilySamples> families) {
        GaugeMetricFamily failed = gauge(
                "dockershim_check_failed",
                "Whether the check fails; absent while that is unknown.",
                "node",
                "check",
                "severity");
        GaugeMetricFamily evaluated = gauge(
                "dockershim_check_evaluated",
                "Whether the check could be judged; 0 is unknown, for want of evidence.",
                "node",
                "check");
        for (NodeReadiness.Result result : readiness.results()) {
            String check = result.check().id();
            boolean passes = result.verdict() instanceof Verdict.Pass;
            boolean fails = result.verdict() instanceof Verdict.Fail;
            if (passes && !emitPassing) {
                continue;
            }
            if (passes || fails) {
                failed.addMetric(List.of(node, check, result.check().severity().label()), fails ? 1 : 0);
            }
            evaluated.addMetric(List.of(node, check), passes || fails ? 1 : 0);
        }
        families.add(failed);
        families.add(evaluated);
    }

    private void addDockerConfig(NodeEvidence evidence, List<MetricFamilySamples> families) {
        GaugeMetricFamily family = gauge(
                "dockershim_docker_config_settings",
                "Number of Docker's settings that need a successor, by the check that is about them; absent while Docker's"
                        + " configuration is unknown.",
                "node",
                "setting");
        DockerConfig config = evidence.dockerConfig().orNull();
        if (config != null) {
            family.addMetric(List.of(node, "DC-01"), config.registryMirrors());
            family.addMetric(List.of(node, "DC-02"), config.insecureRegistries());
            family.addMetric(List.of(node, "DC-03"), (config.logsToJsonFile() ? 0 : 1) + config.logOptions());
            family.addMetric(List.of(node, "DC-04"), (config.dataRoot() ? 1 : 0) + config.storage());
            family.addMetric(List.of(node, "DC-05"), config.cgroupDriver() == null ? 0 : 1);
            family.addMetric(List.of(node, "DC-06"), config.runtimes());
            family.addMetric(List.of(node, "DC-07"), config.others().size());
        }
        families.add(family);
    }

    private GaugeMetricFamily evictable(NodeEvidence evidence) {
        GaugeMetricFamily family = gauge(
                "dockershim_node_evictable_pods",
                "Number of pods that a drain has still to evict: neither a DaemonSet's nor static. Only while the node is"
                        + " cordoned.",
                "node");
        Long count = PodsToEvict.count(evidence);
        if (count != null) {
            family.addMetric(List.of(node), count);
        }
        return family;
    }

    private void addPods(NodeEvidence evidence, List<MetricFamilySamples> families) {
        GaugeMetricFamily access = gauge(
                "dockershim_workload_docker_access_pods",
                "Number of the workload's pods on this node that use Docker in that way.",
                "namespace",
                "workload",
                "workload_type",
                "method");
        GaugeMetricFamily agents = gauge(
                "dockershim_telemetry_agent_pods",
                "Number of the workload's pods on this node that are a vendor's agent which may use Docker (suspected), or"
                        + " does (confirmed).",
                "namespace",
                "workload",
                "vendor",
                "verdict");
        GaugeMetricFamily dropped =
                gauge("dockershim_findings_dropped", "Number of findings beyond the cap of their kind.", "kind");
        List<PodSpec> pods = evidence.pods().orNull();
        if (pods != null) {
            WorkloadFindings found = findings.apply(pods);
            found.access()
                    .forEach(row -> access.addMetric(
                            List.of(
                                    row.workload().namespace(),
                                    row.workload().name(),
                                    row.workload().type(),
                                    row.method().label()),
                            row.pods()));
            found.agents()
                    .forEach(row -> agents.addMetric(
                            List.of(
                                    row.namespace(),
                                    row.workload(),
                                    row.vendor(),
                                    row.verdict().label()),
                            row.pods()));
            dropped.addMetric(List.of("docker_access"), found.accessDropped());
            dropped.addMetric(List.of("telemetry_agent"), found.agentsDropped());
        }
        families.addAll(List.of(access, agents, dropped));
    }

    private static GaugeMetricFamily gauge(String name, String help, String... labels) {
        return new GaugeMetricFamily(name, help, List.of(labels));
    }
}
