package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;

/**
 * A pod, or what a workload's template would make one, as the checks of workloads look at it.
 *
 * @param workload what it belongs to, for people
 * @param pod what it tells about Docker
 * @param template whether it is only a template: no pod of it needs to run now
 * @param runtime the runtime of its node; unknown too if it has no node
 */
public record Subject(Workload workload, PodSpec pod, boolean template, Kind runtime) {}
