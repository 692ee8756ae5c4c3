package dev.dockershim.exporter.cluster;

import java.util.Locale;

/** Kinds of workloads whose pod templates are read. */
public enum WorkloadKind {
    /** apps/v1. */
    DEPLOYMENT("Deployment"),
    /** apps/v1. */
    STATEFUL_SET("StatefulSet"),
    /** apps/v1. */
    DAEMON_SET("DaemonSet"),
    /** apps/v1. */
    REPLICA_SET("ReplicaSet"),
    /** batch/v1. */
    JOB("Job"),
    /** batch/v1. */
    CRON_JOB("CronJob");

    private final String kind;

    WorkloadKind(String kind) {
        this.kind = kind;
    }

    /** As in {@code kind}: {@code CronJob}. */
    public String kind() {
        return kind;
    }

    /** The resource, as in rules of RBAC: {@code cronjobs}. */
    public String resource() {
        return kind.toLowerCase(Locale.ROOT) + "s";
    }
}
