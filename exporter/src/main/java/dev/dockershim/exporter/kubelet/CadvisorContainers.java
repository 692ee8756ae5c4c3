package dev.dockershim.exporter.kubelet;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The containers that the kubelet names at {@code /metrics/cadvisor}, with the labels that it prints for them.
 *
 * @param containers one entry for each cgroup whose {@code id} ends in a container id, or whose label for the
 *     container's name is not empty; sandboxes included
 * @param samples which of the families asked for it has, by {@link Labels#id()}; nothing for a container that has none
 * @param machine which of them it has for the machine, {@code id="/"}
 */
public record CadvisorContainers(List<Labels> containers, Map<String, FamilySamples> samples, FamilySamples machine) {

    /** Containers of which no family was asked for. */
    public CadvisorContainers(List<Labels> containers) {
        this(containers, Map.of(), FamilySamples.NONE);
    }

    /** What the kubelet prints for a container besides its labels. */
    public FamilySamples samplesOf(Labels container) {
        return samples.getOrDefault(container.id(), FamilySamples.NONE);
    }

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
