package dev.dockershim.exporter.real;

import dev.dockershim.exporter.real.RealContainerd.Pod;
import dev.dockershim.exporter.real.cri.Capability;
import dev.dockershim.exporter.real.cri.ContainerConfig;
import dev.dockershim.exporter.real.cri.ContainerMetadata;
import dev.dockershim.exporter.real.cri.ImageSpec;
import dev.dockershim.exporter.real.cri.KeyValue;
import dev.dockershim.exporter.real.cri.LinuxContainerConfig;
import dev.dockershim.exporter.real.cri.LinuxContainerSecurityContext;
import dev.dockershim.exporter.real.cri.LinuxPodSandboxConfig;
import dev.dockershim.exporter.real.cri.LinuxSandboxSecurityContext;
import dev.dockershim.exporter.real.cri.Mount;
import dev.dockershim.exporter.real.cri.NamespaceMode;
import dev.dockershim.exporter.real.cri.NamespaceOption;
import dev.dockershim.exporter.real.cri.PodSandboxConfig;
import dev.dockershim.exporter.real.cri.PodSandboxMetadata;
import dev.dockershim.exporter.real.cri.SecurityProfile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the kubelet would ask the runtime for: names, labels, log paths and cgroups as it sets them. */
final class KubeletConfigs {

    private KubeletConfigs() {}

    /** A burstable pod in the host's network, with the cgroupfs driver. */
    static PodSandboxConfig sandbox(String namespace, String name, String uid, Path logs) {
        NamespaceOption namespaces = NamespaceOption.newBuilder()
                .setNetwork(NamespaceMode.NODE)
                .setPid(NamespaceMode.CONTAINER)
                .build();
        return PodSandboxConfig.newBuilder()
                .setMetadata(PodSandboxMetadata.newBuilder()
                        .setName(name)
                        .setNamespace(namespace)
                        .setUid(uid))
                .setLogDirectory(
                        logs.resolve(namespace + "_" + name + "_" + uid).toString())
                .putAllLabels(labels(namespace, name, uid))
                .setLinux(LinuxPodSandboxConfig.newBuilder()
                        .setCgroupParent("/kubepods/burstable/pod" + uid)
                        .setSecurityContext(
                                LinuxSandboxSecurityContext.newBuilder().setNamespaceOptions(namespaces)))
                .build();
    }

    /** A container that runs a shell script. */
    static ContainerConfig container(Pod pod, String name, int attempt, String script) {
        return container(pod, name, attempt)
                .setImage(ImageSpec.newBuilder().setImage(BusyboxImage.APP))
                .addAllCommand(List.of("/bin/sh", "-c", script))
                .build();
    }

    /** A container whose pod keeps to Pod Security <em>restricted</em>, with a read-only root besides. */
    static ContainerConfig restricted(Pod pod, RestrictedContainer wanted) {
        return container(pod, wanted.name(), 0)
                .setImage(ImageSpec.newBuilder().setImage(wanted.image()))
                .addAllCommand(wanted.command())
                .addAllArgs(wanted.args())
                .addAllEnvs(wanted.environment().entrySet().stream()
                        .map(variable -> KeyValue.newBuilder()
                                .setKey(variable.getKey())
                                .setValue(variable.getValue())
                                .build())
                        .toList())
                .addAllMounts(wanted.mounts().entrySet().stream()
                        .map(mount -> Mount.newBuilder()
                                .setContainerPath(mount.getKey())
                                .setHostPath(mount.getValue().toString())
                                .setReadonly(true)
                                .build())
                        .toList())
                .setLinux(LinuxContainerConfig.newBuilder()
                        .setSecurityContext(LinuxContainerSecurityContext.newBuilder()
                                .setCapabilities(Capability.newBuilder().addDropCapabilities("ALL"))
                                .setNamespaceOptions(NamespaceOption.newBuilder()
                                        .setNetwork(NamespaceMode.NODE)
                                        .setPid(NamespaceMode.CONTAINER))
                                .setReadonlyRootfs(true)
                                .setNoNewPrivs(true)
                                .setSeccomp(SecurityProfile.newBuilder()
                                        .setProfileType(SecurityProfile.ProfileType.RuntimeDefault))))
                .build();
    }

    private static ContainerConfig.Builder container(Pod pod, String name, int attempt) {
        return ContainerConfig.newBuilder()
                .setMetadata(ContainerMetadata.newBuilder().setName(name).setAttempt(attempt))
                .putAllLabels(labels(pod.namespace(), pod.name(), pod.uid()))
                .putLabels("io.kubernetes.container.name", name)
                .putAnnotations("io.kubernetes.container.restartCount", String.valueOf(attempt))
                .setLogPath(name + "/" + attempt + ".log");
    }

    /** kubernetes pkg/kubelet/kuberuntime/labels.go. */
    private static Map<String, String> labels(String namespace, String name, String uid) {
        return Map.of(
                "io.kubernetes.pod.namespace", namespace, "io.kubernetes.pod.name", name, "io.kubernetes.pod.uid", uid);
    }
}
