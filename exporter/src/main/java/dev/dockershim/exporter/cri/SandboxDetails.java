package dev.dockershim.exporter.cri;

import org.jspecify.annotations.Nullable;

/**
 * What does not change while a sandbox lives, and costs a call of its own to learn. All of it on containerd; CRI-O has
 * no snapshots, and often no pause container either ({@code drop_infra_ctr}, its default); of cri-dockerd only the
 * configured image is known.
 *
 * @param cgroupPath the pause container's cgroup as the kubelet would print it in {@code id}; null if not told
 * @param image name of the pause image as the runtime was configured with it when the sandbox started; where its status
 *     does not tell that, as configured when it was first asked for; null if not told, or without a name
 * @param snapshotter which of containerd's snapshotters holds its writable layer; null if not told
 * @param snapshotKey the layer's key in it; null if not told
 */
public record SandboxDetails(
        @Nullable String cgroupPath,
        @Nullable String image,
        @Nullable String snapshotter,
        @Nullable String snapshotKey) {

    /** The same with another image. */
    SandboxDetails withImage(String other) {
        return new SandboxDetails(cgroupPath, other, snapshotter, snapshotKey);
    }
}
