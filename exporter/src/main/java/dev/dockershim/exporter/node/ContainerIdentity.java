package dev.dockershim.exporter.node;

import java.util.Comparator;

/**
 * The labels of a container's {@code container_fs_*} series, as the kubelet prints them on that node for its other
 * series; empty where unknown. Ordered by label value, as the kubelet prints its samples.
 *
 * @param container container name
 * @param device what the file system of the writable layer is mounted from, such as {@code /dev/sda1}
 * @param id cgroup path
 * @param image image as cAdvisor names it
 * @param name container id on containerd, {@code k8s_...} on Docker and CRI-O
 * @param namespace namespace of the pod
 * @param pod name of the pod
 */
public record ContainerIdentity(
        String container, String device, String id, String image, String name, String namespace, String pod)
        implements Comparable<ContainerIdentity> {

    private static final Comparator<ContainerIdentity> BY_LABEL_VALUES = Comparator.comparing(
                    ContainerIdentity::container)
            .thenComparing(ContainerIdentity::device)
            .thenComparing(ContainerIdentity::id)
            .thenComparing(ContainerIdentity::image)
            .thenComparing(ContainerIdentity::name)
            .thenComparing(ContainerIdentity::namespace)
            .thenComparing(ContainerIdentity::pod);

    @Override
    public int compareTo(ContainerIdentity other) {
        return BY_LABEL_VALUES.compare(this, other);
    }
}
