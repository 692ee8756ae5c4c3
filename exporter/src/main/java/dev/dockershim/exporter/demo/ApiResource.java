package dev.dockershim.exporter.demo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The resources that a {@link ReplayApiServer} serves. */
public enum ApiResource {
    /** core/v1. */
    NODES("", "v1", "nodes", "Node", false, "no"),
    /** core/v1. */
    PODS("", "v1", "pods", "Pod", true, "po", "spec.nodeName", "status.phase"),
    /** core/v1. */
    EVENTS(
            "",
            "v1",
            "events",
            "Event",
            true,
            "ev",
            "involvedObject.kind",
            "involvedObject.namespace",
            "involvedObject.name",
            "reason",
            "type"),
    /** apps/v1. */
    DEPLOYMENTS("apps", "v1", "deployments", "Deployment", true, "deploy"),
    /** apps/v1. */
    STATEFUL_SETS("apps", "v1", "statefulsets", "StatefulSet", true, "sts"),
    /** apps/v1. */
    DAEMON_SETS("apps", "v1", "daemonsets", "DaemonSet", true, "ds"),
    /** apps/v1. */
    REPLICA_SETS("apps", "v1", "replicasets", "ReplicaSet", true, "rs"),
    /** batch/v1. */
    JOBS("batch", "v1", "jobs", "Job", true, ""),
    /** batch/v1. */
    CRON_JOBS("batch", "v1", "cronjobs", "CronJob", true, "cj"),
    /** policy/v1. */
    POD_DISRUPTION_BUDGETS("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true, "pdb");

    private final String group;
    private final String version;
    private final String plural;
    private final String kind;
    private final boolean namespaced;
    private final String shortName;

    @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
    private final Set<String> fields;

    ApiResource(
            String group,
            String version,
            String plural,
            String kind,
            boolean namespaced,
            String shortName,
            String... fields) {
        this.group = group;
        this.version = version;
        this.plural = plural;
        this.kind = kind;
        this.namespaced = namespaced;
        this.shortName = shortName;
        this.fields = Set.of(fields);
    }

    /** The one of that group, version and plural name. */
    static Optional<ApiResource> find(String group, String version, String plural) {
        return Arrays.stream(values())
                .filter(one -> one.group.equals(group) && one.version.equals(version) && one.plural.equals(plural))
                .findFirst();
    }

    /** Its group; empty for core. */
    public String group() {
        return group;
    }

    /** Its plural name, as in paths and in rules of RBAC: {@code cronjobs}. */
    public String plural() {
        return plural;
    }

    /** As in {@code kind}: {@code CronJob}. */
    public String kind() {
        return kind;
    }

    /** As in {@code apiVersion}: {@code batch/v1}. */
    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Whether its objects are in namespaces. */
    public boolean isNamespaced() {
        return namespaced;
    }

    /** Names for a person in a hurry. */
    List<String> shortNames() {
        return shortName.isEmpty() ? List.of() : List.of(shortName);
    }

    /** Whether objects can be chosen by this field, as Kubernetes 1.23 lets those that are needed here. */
    boolean canSelectBy(String field) {
        return field.equals("metadata.name")
                || (namespaced && field.equals("metadata.namespace"))
                || fields.contains(field);
    }
}
