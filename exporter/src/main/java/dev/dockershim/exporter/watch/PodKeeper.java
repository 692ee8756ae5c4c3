package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.ClusterPod;
import dev.dockershim.exporter.cluster.Controller;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.podspec.PodClassifier;
import dev.dockershim.exporter.podspec.PodManifest;
import dev.dockershim.exporter.workloads.DockerConcern;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes of a pod what is kept of it: a few references, unless it concerns Docker. */
final class PodKeeper implements Function<ApiObject.Pod, @Nullable ClusterPod> {

    private static final String NAME = "app.kubernetes.io/name";
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String HASH = "pod-template-hash";
    private static final String CONFIG_SOURCE = "kubernetes.io/config.source";

    private final Shard shard;
    private final @Nullable String agentNamespace;
    private final Shared shared;

    PodKeeper(WatchConfig config, Shared shared) {
        this.shard = config.shard();
        this.agentNamespace = config.agentNamespace();
        this.shared = shared;
    }

    /** Null if it cannot be named or judged, or is another shard's and tells nothing about Docker. */
    @Override
    public @Nullable ClusterPod apply(ApiObject.Pod pod) {
        ApiObject.Metadata metadata = pod.metadata();
        PodSpec spec = metadata == null ? null : PodClassifier.classify(manifest(metadata, pod));
        if (metadata == null || spec == null || pod.spec() == null) {
            return null;
        }
        boolean concerned = DockerConcern.of(spec);
        String node = pod.spec().nodeName() == null ? "" : pod.spec().nodeName();
        if (!concerned && !shard.has(node)) {
            return null;
        }
        return new ClusterPod(
                shared.of(spec.namespace()),
                spec.name(),
                shared.of(node),
                spec.staticPod() ? Controller.NONE : shared.of(controller(metadata)),
                isFinished(pod),
                isAgent(metadata, pod),
                hasLocalData(pod.spec()),
                concerned ? spec : shared.nothing(shared.of(spec.ownerKind()), spec.staticPod()));
    }

    private static PodManifest manifest(ApiObject.Metadata metadata, ApiObject.Pod pod) {
        ApiObject.PodStatus status = pod.status();
        return new PodManifest(
                new PodManifest.Metadata(
                        metadata.name(),
                        metadata.namespace(),
                        new PodManifest.Labels(metadata.label(HASH)),
                        new PodManifest.Annotations(metadata.annotation(CONFIG_SOURCE)),
                        metadata.ownerReferences()),
                pod.spec(),
                status == null
                        ? null
                        : new PodManifest.Status(
                                status.initContainerStatuses(),
                                status.containerStatuses(),
                                status.ephemeralContainerStatuses()));
    }

    /** Who controls it; {@link Controller#NONE} if nobody does. */
    Controller controller(ApiObject.Metadata metadata) {
        PodManifest.OwnerReference reference = controllerOf(metadata);
        return reference == null
                ? Controller.NONE
                : shared.controller(String.valueOf(reference.kind()), String.valueOf(reference.name()));
    }

    static PodManifest.@Nullable OwnerReference controllerOf(ApiObject.Metadata metadata) {
        List<PodManifest.@Nullable OwnerReference> references = metadata.ownerReferences();
        if (references != null) {
            for (PodManifest.OwnerReference reference : references) {
                if (reference != null
                        && Boolean.TRUE.equals(reference.controller())
                        && reference.kind() != null
                        && reference.name() != null) {
                    return reference;
                }
            }
        }
        return null;
    }

    private static boolean isFinished(ApiObject.Pod pod) {
        String phase = phase(pod);
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    static String phase(ApiObject.Pod pod) {
        return pod.status() == null || pod.status().phase() == null
                ? ""
                : pod.status().phase();
    }

    private boolean isAgent(ApiObject.Metadata metadata, ApiObject.Pod pod) {
        return "dockershim-exporter".equals(metadata.label(NAME))
                && "agent".equals(metadata.label(COMPONENT))
                && (agentNamespace == null || agentNamespace.equals(metadata.namespace()))
                && metadata.deletionTimestamp() == null
                && pod.status() != null
                && ApiObject.Condition.isTrue(pod.status().conditions(), "Ready");
    }

    /** Any emptyDir, in memory too (kubernetes staging/src/k8s.io/kubectl/pkg/drain/filters.go). */
    private static boolean hasLocalData(PodManifest.Spec spec) {
        return spec.volumes() != null
                && spec.volumes().stream().anyMatch(volume -> volume != null && volume.emptyDir() != null);
    }
}
