package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.Controller;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.cluster.WorkloadTemplate;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.podspec.PodClassifier;
import dev.dockershim.exporter.podspec.PodManifest;
import dev.dockershim.exporter.watch.WorkloadKeeper.Kept;
import dev.dockershim.exporter.workloads.DockerConcern;
import dev.dockershim.exporter.workloads.Workload;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a workload what is kept of it: its template, or who made it. The ReplicaSets that a Deployment has behind it,
 * which have no pods, are not kept; nor are Jobs of nobody's that have ended.
 */
final class WorkloadKeeper implements Function<ApiObject.WorkloadObject, @Nullable Kept> {

    private final WorkloadKind kind;
    private final Shared shared;

    /**
     * What is kept of a workload.
     *
     * @param controller who made it; {@link Controller#NONE} if it stands for itself
     * @param template its template; null if another workload made it
     */
    record Kept(Controller controller, @Nullable WorkloadTemplate template) {}

    WorkloadKeeper(WorkloadKind kind, Shared shared) {
        this.kind = kind;
        this.shared = shared;
    }

    @Override
    public @Nullable Kept apply(ApiObject.WorkloadObject object) {
        ApiObject.Metadata metadata = object.metadata();
        if (metadata == null || metadata.name() == null || metadata.namespace() == null) {
            return null;
        }
        PodManifest.OwnerReference owner = isOwnable() ? PodKeeper.controllerOf(metadata) : null;
        if (owner != null) {
            return isWithoutPods(object)
                    ? null
                    : shared.of(new Kept(
                            shared.controller(String.valueOf(owner.kind()), String.valueOf(owner.name())), null));
        }
        if (kind == WorkloadKind.JOB && isEnded(object)) {
            return null;
        }
        WorkloadTemplate template = template(metadata.namespace(), metadata.name(), object);
        return template == null ? null : new Kept(Controller.NONE, template);
    }

    /** Operators make Deployments and others, too; those are what people know, and joins with kube-state-metrics go by. */
    private boolean isOwnable() {
        return kind == WorkloadKind.REPLICA_SET || kind == WorkloadKind.JOB;
    }

    private boolean isWithoutPods(ApiObject.WorkloadObject object) {
        return kind == WorkloadKind.REPLICA_SET
                && object.spec() != null
                && Objects.equals(object.spec().replicas(), 0)
                && object.status() != null
                && Objects.equals(object.status().replicas(), 0);
    }

    private static boolean isEnded(ApiObject.WorkloadObject job) {
        return job.status() != null
                && (ApiObject.Condition.isTrue(job.status().conditions(), "Complete")
                        || ApiObject.Condition.isTrue(job.status().conditions(), "Failed"));
    }

    private @Nullable WorkloadTemplate template(String namespace, String name, ApiObject.WorkloadObject object) {
        ApiObject.WorkloadSpec spec = object.spec();
        if (spec != null && spec.jobTemplate() != null) {
            spec = spec.jobTemplate().spec();
        }
        if (spec == null || spec.template() == null) {
            return null;
        }
        PodSpec pod = PodClassifier.classify(new PodManifest(
                new PodManifest.Metadata(
                        name, namespace, null, null, List.of(new PodManifest.OwnerReference(kind.kind(), name, true))),
                spec.template().spec(),
                null));
        if (pod == null) {
            return null;
        }
        boolean concerned = DockerConcern.of(pod);
        return new WorkloadTemplate(
                Workload.of(shared.of(pod.namespace()), pod.name(), pod.ownerKind(), pod.owner()),
                replicas(spec),
                concerned,
                concerned ? pod : shared.nothing(kind.kind(), false));
    }

    /** What is not written is 1 (k8s.io/api apps/v1, batch/v1). */
    private int replicas(ApiObject.WorkloadSpec spec) {
        return switch (kind) {
            case DAEMON_SET, CRON_JOB -> -1;
            case JOB -> Objects.requireNonNullElse(spec.parallelism(), 1);
            case DEPLOYMENT, STATEFUL_SET, REPLICA_SET -> Objects.requireNonNullElse(spec.replicas(), 1);
        };
    }
}
