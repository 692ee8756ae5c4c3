package dev.dockershim.exporter.evidence;

import org.jspecify.annotations.Nullable;

/**
 * What one place says of the kubelet's runtime: its command line, {@code kubeadm-flags.env}, its configuration files, or
 * {@code /configz}. Null is "not said there".
 *
 * @param endpoint {@code --container-runtime-endpoint} or {@code containerRuntimeEndpoint}; null also if it is empty
 * @param containerRuntime {@code --container-runtime}, or k3s' own {@code --docker}
 * @param cgroupDriver {@code cgroupDriver}
 * @param logMaxSize whether {@code containerLogMaxSize} is set
 * @param logMaxFiles whether {@code containerLogMaxFiles} is set
 */
public record KubeletSettings(
        @Nullable Endpoint endpoint,
        @Nullable ContainerRuntimeFlag containerRuntime,
        @Nullable CgroupDriver cgroupDriver,
        boolean logMaxSize,
        boolean logMaxFiles) {

    /** Says nothing. */
    public static final KubeletSettings NONE = new KubeletSettings(null, null, null, false, false);

    /** Whether {@code --container-runtime} is given, which the kubelet lost with 1.27; {@code --docker} is k3s' own. */
    public boolean givesContainerRuntime() {
        return containerRuntime != null && containerRuntime != ContainerRuntimeFlag.K3S_DOCKER;
    }

    /** Values of {@code --container-runtime}. */
    public enum ContainerRuntimeFlag {
        /** Docker by dockershim, the default up to 1.23. */
        DOCKER,
        /**
         * No value of it, but k3s' {@code --docker}: dockershim up to 1.23, and since then the cri-dockerd within k3s (k3s
         * pkg/agent/cridockerd).
         */
        K3S_DOCKER,
        /** CRI. */
        REMOTE,
        /** Anything else. */
        OTHER
    }
}
