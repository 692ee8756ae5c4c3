package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.cluster.WorkloadTemplate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** All that is kept of a cluster's objects. */
final class Knowledge {

    private final Shared shared = new Shared();
    private final ObjectCache<ApiObject.Node, ClusterNode> nodes = new ObjectCache<>(new NodeKeeper(shared));
    private final ObjectCache<ApiObject.Pod, ClusterPod> pods;
    private final Map<WorkloadKind, ObjectCache<ApiObject.WorkloadObject, WorkloadKeeper.Kept>> workloads =
            new EnumMap<>(WorkloadKind.class);
    private final NodeEvents events = new NodeEvents(shared);

    Knowledge(WatchConfig config) {
        pods = new ObjectCache<>(new PodKeeper(config, shared));
        for (WorkloadKind kind : WorkloadKind.values()) {
            workloads.put(kind, new ObjectCache<>(new WorkloadKeeper(kind, shared)));
        }
    }

    /** Where it can be read at the API server. */
    static ApiResource resource(WorkloadKind kind) {
        return switch (kind) {
            case DEPLOYMENT -> ApiResource.DEPLOYMENTS;
            case STATEFUL_SET -> ApiResource.STATEFUL_SETS;
            case DAEMON_SET -> ApiResource.DAEMON_SETS;
            case REPLICA_SET -> ApiResource.REPLICA_SETS;
            case JOB -> ApiResource.JOBS;
            case CRON_JOB -> ApiResource.CRON_JOBS;
        };
    }

    ObjectCache<ApiObject.Node, ClusterNode> nodes() {
        return nodes;
    }

    ObjectCache<ApiObject.Pod, ClusterPod> pods() {
        return pods;
    }

    ObjectCache<ApiObject.WorkloadObject, WorkloadKeeper.Kept> workloads(WorkloadKind kind) {
        return Objects.requireNonNull(workloads.get(kind));
    }

    NodeEvents events() {
        return events;
    }

    OwnerIndex owners() {
        return new OwnerIndex(workloads(WorkloadKind.REPLICA_SET), workloads(WorkloadKind.JOB));
    }

    List<WorkloadTemplate> templates(WorkloadKind kind) {
        List<WorkloadTemplate> templates = new ArrayList<>();
        for (WorkloadKeeper.Kept kept : workloads(kind).values()) {
            if (kept.template() != null) {
                templates.add(kept.template());
            }
        }
        return templates;
    }
}
