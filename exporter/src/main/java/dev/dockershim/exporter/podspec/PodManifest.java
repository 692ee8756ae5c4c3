package dev.dockershim.exporter.podspec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pod as Kubernetes' API writes it (k8s.io/api core/v1 Pod), as far as it can tell about Docker. Names of components
 * are those of the API.
 */
public record PodManifest(
        @Nullable Metadata metadata,
        @Nullable Spec spec,
        @Nullable Status status) {

    /** {@code metadata}. */
    public record Metadata(
            @Nullable String name,
            @Nullable String namespace,
            @Nullable Labels labels,
            @Nullable Annotations annotations,
            @Nullable List<@Nullable OwnerReference> ownerReferences) {}

    /** The one label that is read. */
    public record Labels(
            @JsonProperty("pod-template-hash") @Nullable String podTemplateHash) {}

    /** The one annotation that is read: where the kubelet has the pod from. */
    public record Annotations(
            @JsonProperty("kubernetes.io/config.source") @Nullable
            String configSource) {}

    /** {@code ownerReferences}. */
    public record OwnerReference(
            @Nullable String kind,
            @Nullable String name,
            @Nullable Boolean controller) {}

    /** {@code spec}; {@code nodeName} is the node that the pod was bound to. */
    public record Spec(
            @Nullable String nodeName,
            @Nullable List<@Nullable Container> initContainers,
            @Nullable List<@Nullable Container> containers,
            @Nullable List<@Nullable Container> ephemeralContainers,
            @Nullable List<@Nullable Volume> volumes,
            @Nullable List<@Nullable HostAlias> hostAliases,
            @Nullable Boolean hostPID,
            @Nullable Boolean hostNetwork) {}

    /** {@code hostAliases}: lines of the pod's {@code /etc/hosts}. */
    public record HostAlias(@Nullable String ip, @Nullable List<@Nullable String> hostnames) {}

    /** {@code volumes}: of the kinds, the two that can hold a socket. */
    public record Volume(
            @Nullable String name,
            @Nullable HostPathSource hostPath,
            @Nullable EmptyDir emptyDir) {}

    /** {@code hostPath}. */
    public record HostPathSource(@Nullable String path) {}

    /** {@code emptyDir}. */
    public record EmptyDir(@Nullable String medium) {}

    /** Any kind of container. */
    public record Container(
            @Nullable String name,
            @Nullable String image,
            @Nullable String imagePullPolicy,
            @Nullable List<@Nullable String> command,
            @Nullable List<@Nullable String> args,
            @Nullable List<@Nullable EnvVar> env,
            @Nullable List<@Nullable VolumeMount> volumeMounts,
            @Nullable Handler livenessProbe,
            @Nullable Handler readinessProbe,
            @Nullable Handler startupProbe,
            @Nullable Lifecycle lifecycle,
            @Nullable SecurityContext securityContext) {}

    /** {@code env}. */
    public record EnvVar(
            @Nullable String name,
            @Nullable String value,
            @Nullable ValueFrom valueFrom) {}

    /** {@code valueFrom}: that a Secret, a ConfigMap or a file is referred to, never which. */
    public record ValueFrom(
            @Nullable Reference secretKeyRef,
            @Nullable Reference configMapKeyRef,
            @Nullable Reference fileKeyRef) {}

    /** Something that is never read. */
    public record Reference(@Nullable Boolean optional) {}

    /** {@code volumeMounts}. */
    public record VolumeMount(
            @Nullable String name,
            @Nullable String mountPath,
            @Nullable String subPath,
            @Nullable String subPathExpr) {}

    /** A probe or a hook. */
    public record Handler(@Nullable Exec exec) {}

    /** {@code exec}. */
    public record Exec(@Nullable List<@Nullable String> command) {}

    /** {@code lifecycle}. */
    public record Lifecycle(
            @Nullable Handler postStart, @Nullable Handler preStop) {}

    /** {@code securityContext} of a container. */
    public record SecurityContext(@Nullable Boolean privileged) {}

    /** {@code status}. */
    public record Status(
            @Nullable List<@Nullable ContainerStatus> initContainerStatuses,
            @Nullable List<@Nullable ContainerStatus> containerStatuses,
            @Nullable List<@Nullable ContainerStatus> ephemeralContainerStatuses) {}

    /** The state of a container. */
    public record ContainerStatus(
            @Nullable String name, @Nullable State state) {}

    /** {@code state}. */
    public record State(@Nullable Waiting waiting) {}

    /** {@code waiting}. */
    public record Waiting(@Nullable String reason) {}
}
