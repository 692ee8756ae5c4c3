package dev.dockershim.exporter.cri;

import org.jspecify.annotations.Nullable;

/**
 * What does not change while a sandbox lives, and costs a call of its own to learn. All of it on containerd; CRI-O has
 * no snapshots, and without {@code image} there no pause container either ({@code drop_infra_ctr}, its default);
 * cri-dockerd tells nothing.
 *
 * @param cgroupPath the pause container's cgroup as the kubelet would print it in {@code id}; null if not told
 * @param image name of the pause image as the runtime was configured with it; null if not told, or without a name
 * @param snapshotter which of containerd's snapshotters holds its writable layer; null if not told
 * @param snapshotKey the layer's key in it; null if not told
 */
public record SandboxDetails(
        @Nullable String cgroupPath,
        @Nullable String image,
        @Nullable String snapshotter,
        @Nullable String snapshotKey) {}
