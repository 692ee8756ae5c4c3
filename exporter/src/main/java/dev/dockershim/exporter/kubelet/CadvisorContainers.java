package dev.dockershim.exporter.kubelet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The containers that the kubelet names at {@code /metrics/cadvisor}, with the labels that it prints for them.
 *
 * @param containers one entry for each cgroup whose {@code id} ends in a container id, or whose label for the
 *     container's name is not empty; sandboxes included
 */
public record CadvisorContainers(List<Labels> containers) {

    /**
     * The labels of one container cgroup, verbatim; empty where the kubelet prints them empty.
     *
     * @param id cgroup path
     * @param startTimeSeconds {@code container_start_time_seconds} of that cgroup, or -1 if it was not printed
     */
    public record Labels(
            String container,
            String id,
            String image,
            String name,
            String namespace,
            String pod,
            long startTimeSeconds) {

        /**
         * The bare id of the container or sandbox whose cgroup this is; null if {@code id} names another cgroup. Knows
         * the forms of both cgroup drivers, and the bare id that kubelets print with {@code PodAndContainerStatsFromCRI}.
         */
        public @Nullable String containerId() {
            return CgroupIds.containerId(id);
        }
    }
}
