package dev.dockershim.exporter.publish;

import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;

/** The rows of findings that both roles have. */
public final class FindingRows {

    private static final String DOCKER_ACCESS = "docker_access";
    private static final String TELEMETRY_AGENT = "telemetry_agent";
    private static final String DOCKER_ACCESS_TEMPLATE = "docker_access_template";

    private FindingRows() {}

    /** Of {@link ReadinessGauge#DOCKER_ACCESS_PODS}. */
    public static void pods(GaugeRows out, Observer observer, WorkloadFindings found) {
        for (Access row : found.access()) {
            out.number(
                    row.pods(),
                    observer.label(),
                    row.workload().namespace(),
                    row.workload().name(),
                    row.workload().type(),
                    row.method().label());
        }
    }

    /** Of {@link ReadinessGauge#DOCKER_ACCESS_TEMPLATES}. */
    public static void templates(GaugeRows out, WorkloadFindings found) {
        for (Access row : found.access()) {
            out.number(
                    1,
                    row.workload().namespace(),
                    row.workload().name(),
                    row.workload().type(),
                    row.method().label());
        }
    }

    /** Of {@link ReadinessGauge#TELEMETRY_AGENT_PODS}. */
    public static void agents(GaugeRows out, Observer observer, WorkloadFindings found) {
        for (WorkloadFindings.AgentRow row : found.agents()) {
            out.number(
                    row.pods(),
                    observer.label(),
                    row.namespace(),
                    row.workload(),
                    row.vendor(),
                    row.verdict().label());
        }
    }

    /** Of {@link ReadinessGauge#FINDINGS_DROPPED}, of pods. */
    public static void droppedPods(GaugeRows out, Observer observer, WorkloadFindings found) {
        out.number(found.accessDropped(), observer.label(), DOCKER_ACCESS);
        out.number(found.agentsDropped(), observer.label(), TELEMETRY_AGENT);
    }

    /** Of {@link ReadinessGauge#FINDINGS_DROPPED}, of templates. */
    public static void droppedTemplates(GaugeRows out, Observer observer, WorkloadFindings found) {
        out.number(found.accessDropped(), observer.label(), DOCKER_ACCESS_TEMPLATE);
    }
}
