package dev.dockershim.exporter.watch;

import java.util.List;
import java.util.stream.Stream;

/** The resources that are read, all over the cluster; the first of the versions that the API server serves. */
enum ApiResource {
    NODES("", "nodes", "v1"),
    PODS("", "pods", "v1"),
    DEPLOYMENTS("apps", "deployments", "v1"),
    STATEFUL_SETS("apps", "statefulsets", "v1"),
    DAEMON_SETS("apps", "daemonsets", "v1"),
    REPLICA_SETS("apps", "replicasets", "v1"),
    JOBS("batch", "jobs", "v1"),
    /** In v1 since Kubernetes 1.21, in v1beta1 until 1.24. */
    CRON_JOBS("batch", "cronjobs", "v1", "v1beta1"),
    EVENTS("", "events", "v1"),
    /** In v1 since Kubernetes 1.21, in v1beta1 until 1.24. */
    BUDGETS("policy", "poddisruptionbudgets", "v1", "v1beta1");

    private final String group;
    private final String plural;
    private final String version;

    /** The version before it, in which the same is said; empty if none is needed. */
    private final String former;

    ApiResource(String group, String plural, String version) {
        this(group, plural, version, "");
    }

    ApiResource(String group, String plural, String version, String former) {
        this.group = group;
        this.plural = plural;
        this.version = version;
        this.former = former;
    }

    /** The API group; empty for the core one. */
    String group() {
        return group;
    }

    /** As in paths and in rules of RBAC. */
    String plural() {
        return plural;
    }

    /** The name of its source. */
    String source() {
        return "apiserver_" + plural;
    }

    /** Its paths, one for each version, without a slash in front. */
    List<String> paths() {
        String root = group.isEmpty() ? "api/" : "apis/" + group + "/";
        return Stream.of(version, former)
                .filter(each -> !each.isEmpty())
                .map(each -> root + each + "/" + plural)
                .toList();
    }

    /**
     * What is left out at the API server. Of events those that are frequent: no field can be one of several values, but it
     * can be none of them.
     */
    String query() {
        return this == EVENTS
                ? "&fieldSelector="
                        + String.join(
                                "%2C",
                                Stream.of("Unhealthy", "BackOff", "FailedScheduling", "FailedMount", "Failed")
                                        .map(reason -> "reason%21%3D" + reason)
                                        .toList())
                        + "%2Ctype%21%3DNormal"
                : "";
    }
}
