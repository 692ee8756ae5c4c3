package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.workloads.Workload;

/**
 * A workload and the pods it would make, whether or not any runs now.
 *
 * @param workload which
 * @param replicas pods that are wanted; -1 where that is no number of the object's (a DaemonSet, a CronJob)
 * @param concernsDocker whether its template tells anything about Docker
 * @param pod what its template tells about Docker; named as the workload is, and its owner the workload
 */
public record WorkloadTemplate(Workload workload, int replicas, boolean concernsDocker, PodSpec pod) {}
