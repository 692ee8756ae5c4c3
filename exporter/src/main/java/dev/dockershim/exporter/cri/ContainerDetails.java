package dev.dockershim.exporter.cri;

import org.jspecify.annotations.Nullable;

/**
 * What does not change while a container lives, and costs a call of its own to learn.
 *
 * @param logPath absolute path of the container's log file on the node; null if not told
 * @param cgroupPath the container's cgroup as the kubelet prints it in {@code id}; null if not told
 * @param imageName the image as cAdvisor prints it: the first of its names, tags before digests; null if it has none
 * @param imageDigest the image as Docker's kubelet named one that it pulled for this start: the first of its digests in
 *     Docker's short form, such as {@code nginx@sha256:...} (kubernetes pkg/kubelet/dockershim/docker_image.go); null if
 *     it has none
 */
public record ContainerDetails(
        @Nullable String logPath,
        @Nullable String cgroupPath,
        @Nullable String imageName,
        @Nullable String imageDigest) {}
