package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Version;
import org.jspecify.annotations.Nullable;

/** What changed with which version of the kubelet. */
public final class KubeletVersions {

    private KubeletVersions() {}

    /** The node's; its own word before the Node object's. Null if neither is known. */
    public static @Nullable Version of(NodeEvidence evidence) {
        Version own = evidence.kubeletVersion().orNull();
        NodeObject node = evidence.node().orNull();
        return own != null || node == null ? own : node.kubelet();
    }

    /** Whether dockershim is in it: up to 1.23 (KEP-2221). */
    public static boolean hasDockershim(Version kubelet) {
        return !kubelet.atLeast(1, 24, 0);
    }

    /** Whether it wants version 1 of CRI, which containerd has since 1.6: from 1.26 on. */
    public static boolean wantsCriV1(Version kubelet) {
        return kubelet.atLeast(1, 26, 0);
    }

    /** Whether {@code containerRuntimeEndpoint} is in its configuration, and {@code --container-runtime} is gone. */
    public static boolean hasEndpointInConfig(Version kubelet) {
        return kubelet.atLeast(1, 27, 0);
    }
}
