package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.workloads.Workload;

/** Who made whom: a Deployment its ReplicaSets, a CronJob its Jobs, and whatever else puts itself above those. */
@FunctionalInterface
public interface Owners {

    /** Nothing is known but what a pod itself tells. */
    Owners NONE = Owners::fromPod;

    /** The workload that a person knows the pod by: the controller of its controller, as far up as that is known. */
    Workload workloadOf(ClusterPod pod);

    /** What the pod itself tells: a Deployment by the hash in the name of its ReplicaSet, and no CronJob. */
    static Workload fromPod(ClusterPod pod) {
        return pod.concernsDocker()
                ? Workload.of(pod.spec())
                : Workload.of(
                        pod.namespace(),
                        pod.name(),
                        pod.controller().kind(),
                        pod.controller().name());
    }
}
