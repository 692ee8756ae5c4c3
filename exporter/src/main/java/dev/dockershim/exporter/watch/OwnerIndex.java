package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.Controller;
import dev.dockershim.exporter.cluster.Owners;
import dev.dockershim.exporter.workloads.Workload;
import org.jspecify.annotations.Nullable;

/**
 * Who made whom, by the ReplicaSets and Jobs that are known. Of a ReplicaSet's name no Deployment is guessed where it is
 * known to stand for itself, or to be another's, such as an Argo Rollout's.
 */
final class OwnerIndex implements Owners {

    private final ObjectCache<ApiObject.WorkloadObject, WorkloadKeeper.Kept> replicaSets;
    private final ObjectCache<ApiObject.WorkloadObject, WorkloadKeeper.Kept> jobs;

    OwnerIndex(
            ObjectCache<ApiObject.WorkloadObject, WorkloadKeeper.Kept> replicaSets,
            ObjectCache<ApiObject.WorkloadObject, WorkloadKeeper.Kept> jobs) {
        this.replicaSets = replicaSets;
        this.jobs = jobs;
    }

    @Override
    public Workload workloadOf(ClusterPod pod) {
        if (pod.spec().staticPod()) {
            return new Workload(pod.namespace(), pod.name(), "staticpod");
        }
        WorkloadKeeper.Kept owner = ownerOf(pod);
        if (owner == null) {
            return Owners.fromPod(pod);
        }
        Controller above = owner.controller().equals(Controller.NONE) ? pod.controller() : owner.controller();
        return Workload.of(pod.namespace(), pod.name(), above.kind(), above.name());
    }

    private WorkloadKeeper.@Nullable Kept ownerOf(ClusterPod pod) {
        return switch (pod.controller().kind()) {
            case "ReplicaSet" ->
                replicaSets.get(pod.namespace(), pod.controller().name());
            case "Job" -> jobs.get(pod.namespace(), pod.controller().name());
            default -> null;
        };
    }
}
