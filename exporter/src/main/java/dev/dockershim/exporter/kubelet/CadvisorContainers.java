package dev.dockershim.exporter.kubelet;

import java.util.List;

/**
 * The containers that the kubelet names at {@code /metrics/cadvisor}, with the labels that it prints for them.
 *
 * @param containers one entry for each cgroup whose {@code id} ends in a container id, sandboxes included
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

        /** The 64 hexadecimal digits that {@code id} ends with; empty if it does not. */
        public String containerId() {
            String last = id.substring(id.lastIndexOf('/') + 1);
            return last.length() == 64 ? last : "";
        }
    }
}
