package dev.dockershim.exporter.publish;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The gauges of readiness, in the order of their names: {@code dockershim_*}, whoever serves them. */
@SuppressWarnings("ImmutableEnumChecker") // unmodifiable, of constants
public enum ReadinessGauge {
    /** Whether a check could be judged. */
    CHECK_EVALUATED(
            "dockershim_check_evaluated",
            EnumSet.allOf(Observer.class),
            "Whether the check could be judged; 0 is unknown, for want of evidence.",
            "node",
            "check"),
    /** Whether a check fails. */
    CHECK_FAILED(
            "dockershim_check_failed",
            EnumSet.allOf(Observer.class),
            "Whether the check fails; absent while that is unknown.",
            "node",
            "check",
            "severity"),
    /** When it was judged. */
    CHECK_LAST_EVALUATION(
            "dockershim_check_last_evaluation_timestamp_seconds",
            EnumSet.allOf(Observer.class),
            "When the node was last judged, in seconds since 1970. When the next is three intervals late, it is the only"
                    + " series of it that is left.",
            "node",
            "observer"),
    /** The API server's version. */
    CLUSTER_INFO(
            "dockershim_cluster_info",
            EnumSet.of(Observer.WATCHER),
            "Version of the API server; always 1.",
            "server_version"),
    /** Its minor number. */
    CLUSTER_SERVER_MINOR(
            "dockershim_cluster_server_minor",
            EnumSet.of(Observer.WATCHER),
            "Minor version of the API server: 23 of 1.23."),
    /** Docker's settings. */
    DOCKER_CONFIG_SETTINGS(
            "dockershim_docker_config_settings",
            EnumSet.of(Observer.AGENT),
            "Number of Docker's settings that need a successor, by the check that is about them; absent while Docker's"
                    + " configuration is unknown.",
            "node",
            "setting"),
    /** What the caps cut off. */
    FINDINGS_DROPPED(
            "dockershim_findings_dropped",
            EnumSet.allOf(Observer.class),
            "Number of findings beyond the cap of their kind.",
            "observer",
            "kind"),
    /** What a drain has still to evict. */
    NODE_EVICTABLE_PODS(
            "dockershim_node_evictable_pods",
            EnumSet.allOf(Observer.class),
            "Number of pods that a drain has still to evict: neither a DaemonSet's nor static. Only while the node is"
                    + " cordoned.",
            "node"),
    /** What could be seen. */
    NODE_EVIDENCE_AVAILABLE(
            "dockershim_node_evidence_available",
            EnumSet.allOf(Observer.class),
            "Whether the source of evidence told something: E1 Node object, E2 command lines, E3 kubelet's files, E4"
                    + " /configz, E5 CRI, E6 host's files, E7 pods, E8 events, E9 kubelet's metrics. An agent says so of"
                    + " its node, and asks for no events; a watcher once for the cluster, of E1, E7 and E8.",
            "node",
            "source"),
    /** What it runs. */
    NODE_INFO(
            "dockershim_node_info",
            EnumSet.allOf(Observer.class),
            "What the node runs, as far as it is known; confidence is that of its phase: observed, inferred or none;"
                    + " always 1.",
            "node",
            "observer",
            "container_runtime",
            "container_runtime_version",
            "kubelet_version",
            "os",
            "confidence"),
    /** Where it is on its way. */
    NODE_PHASE(
            "dockershim_node_phase",
            EnumSet.allOf(Observer.class),
            "Where the node is on its way from dockershim: 1 for one phase, 0 for the others.",
            "node",
            "observer",
            "phase"),
    /** Since when. */
    NODE_PHASE_START(
            "dockershim_node_phase_start_timestamp_seconds",
            EnumSet.allOf(Observer.class),
            "Since when the node is in its phase, in seconds since 1970; absent while that is unknown, as after the"
                    + " observer's start.",
            "node",
            "observer"),
    /** What names its runtime's endpoint. */
    NODE_RUNTIME_ENDPOINT_INFO(
            "dockershim_node_runtime_endpoint_info",
            EnumSet.allOf(Observer.class),
            "Whose socket each place names as the kubelet's runtime endpoint, and whether with a scheme; always 1.",
            "node",
            "source",
            "endpoint_class",
            "scheme"),
    /** Vendors' agents. */
    TELEMETRY_AGENT_PODS(
            "dockershim_telemetry_agent_pods",
            EnumSet.allOf(Observer.class),
            "Number of the workload's pods that are a vendor's agent which may use Docker (suspected), or does"
                    + " (confirmed): an agent counts those on its node, a watcher all.",
            "observer",
            "namespace",
            "workload",
            "vendor",
            "verdict"),
    /** Who uses Docker. */
    DOCKER_ACCESS_PODS(
            "dockershim_workload_docker_access_pods",
            EnumSet.allOf(Observer.class),
            "Number of the workload's pods that use Docker in that way: an agent counts those on its node, a watcher all.",
            "observer",
            "namespace",
            "workload",
            "workload_type",
            "method"),
    /** Who would. */
    DOCKER_ACCESS_TEMPLATES(
            "dockershim_workload_docker_access_templates",
            EnumSet.of(Observer.WATCHER),
            "That the workload's template makes pods which use Docker in that way, whether or not any runs now; always 1.",
            "namespace",
            "workload",
            "workload_type",
            "method");

    private final String metric;
    private final Set<Observer> observers;
    private final String help;
    private final List<String> labels;

    ReadinessGauge(String metric, Set<Observer> observers, String help, String... labels) {
        this.metric = metric;
        this.observers = Set.copyOf(observers);
        this.help = help;
        this.labels = List.of(labels);
    }

    /** Its name on the wire. */
    public String metric() {
        return metric;
    }

    /** Whether that role serves it. */
    public boolean isServedBy(Observer observer) {
        return observers.contains(observer);
    }

    /** For the HELP line: no quotes and no backslash, so that it is the same in every format. */
    public String help() {
        return help;
    }

    /** Names of its labels, in their order. */
    public List<String> labels() {
        return labels;
    }
}
