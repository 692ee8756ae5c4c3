package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.nodespec.NodeManifest;
import dev.dockershim.exporter.podspec.PodManifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object as the API writes it (k8s.io/api), as far as it is read; alive only until it is converted. Names of components
 * are those of the API.
 */
sealed interface ApiObject {

    @Nullable
    Metadata metadata();

    /** {@code metadata}. */
    record Metadata(
            @Nullable String name,
            @Nullable String namespace,
            @Nullable String resourceVersion,
            @Nullable String deletionTimestamp,
            @Nullable Map<String, @Nullable String> labels,
            @Nullable Map<String, @Nullable String> annotations,
            @Nullable List<PodManifest.@Nullable OwnerReference> ownerReferences) {

        @Nullable
        String label(String key) {
            return labels == null ? null : labels.get(key);
        }

        @Nullable
        String annotation(String key) {
            return annotations == null ? null : annotations.get(key);
        }
    }

    /** A Node. */
    record Node(@Nullable Metadata metadata, NodeManifest.@Nullable Spec spec, NodeManifest.@Nullable Status status)
            implements ApiObject {}

    /** A Pod. */
    record Pod(
            @Nullable Metadata metadata,
            PodManifest.@Nullable Spec spec,
            @Nullable PodStatus status) implements ApiObject {}

    /** {@code status} of a Pod. */
    record PodStatus(
            @Nullable String phase,
            @Nullable List<@Nullable Condition> conditions,
            @Nullable List<PodManifest.@Nullable ContainerStatus> initContainerStatuses,
            @Nullable List<PodManifest.@Nullable ContainerStatus> containerStatuses,
            @Nullable List<PodManifest.@Nullable ContainerStatus> ephemeralContainerStatuses) {}

    /** A condition of a Pod or of a Job. */
    record Condition(@Nullable String type, @Nullable String status) {

        static boolean isTrue(@Nullable List<@Nullable Condition> conditions, String type) {
            return conditions != null
                    && conditions.stream()
                            .anyMatch(condition -> condition != null
                                    && type.equals(condition.type)
                                    && "True".equals(condition.status));
        }
    }

    /** A workload of any kind: each has its template in one of two places. */
    record WorkloadObject(
            @Nullable Metadata metadata,
            @Nullable WorkloadSpec spec,
            @Nullable WorkloadStatus status) implements ApiObject {}

    /** {@code spec} of a workload. */
    record WorkloadSpec(
            @Nullable Integer replicas,
            @Nullable Integer parallelism,
            @Nullable Template template,
            @Nullable JobTemplate jobTemplate) {}

    /** {@code status} of a workload. */
    record WorkloadStatus(
            @Nullable Integer replicas, @Nullable List<@Nullable Condition> conditions) {}

    /** {@code template} of pods. */
    record Template(PodManifest.@Nullable Spec spec) {}

    /** {@code jobTemplate} of a CronJob. */
    record JobTemplate(@Nullable WorkloadSpec spec) {}

    /** An Event of the core group. */
    record Event(
            @Nullable Metadata metadata,
            @Nullable String reason,
            @Nullable String message,
            @Nullable EventSource source,
            @Nullable String reportingInstance,
            @Nullable Instant lastTimestamp,
            @Nullable Instant eventTime,
            @Nullable Series series)
            implements ApiObject {}

    /** {@code source} of an Event: the kubelet's host is its node. */
    record EventSource(@Nullable String host) {}

    /** {@code series} of an Event. */
    record Series(@Nullable Instant lastObservedTime) {}

    /** A PodDisruptionBudget. */
    record Budget(
            @Nullable Metadata metadata,
            @Nullable BudgetSpec spec,
            @Nullable BudgetStatus status) implements ApiObject {}

    /** {@code spec} of a PodDisruptionBudget. */
    record BudgetSpec(@Nullable Selector selector) {}

    /** {@code status} of a PodDisruptionBudget. */
    record BudgetStatus(@Nullable Integer disruptionsAllowed) {}

    /** A label selector. */
    record Selector(
            @Nullable Map<String, @Nullable String> matchLabels,
            @Nullable List<@Nullable Requirement> matchExpressions) {}

    /** {@code matchExpressions}. */
    record Requirement(
            @Nullable String key,
            @Nullable String operator,
            @Nullable List<@Nullable String> values) {}
}
