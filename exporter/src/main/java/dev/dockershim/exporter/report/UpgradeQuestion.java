package dev.dockershim.exporter.report;

import java.util.Locale;
import java.util.Set;

/**
 * May this cluster be upgraded?
 *
 * @param minor to Kubernetes 1.{@code minor}
 * @param controlPlaneOnly the control plane alone, and its own nodes: the others keep their kubelets for now
 * @param assumed what cannot be seen by the API server, and the asker has seen to
 */
public record UpgradeQuestion(int minor, boolean controlPlaneOnly, Set<Assumption> assumed) {

    /** Copies the set. */
    public UpgradeQuestion {
        assumed = Set.copyOf(assumed);
    }

    /** What no Node object tells. */
    public enum Assumption {
        /** No kubelet is given {@code --container-runtime}, which 1.27 lost. */
        REMOVED_FLAG,
        /**
         * Nodes that may use cri-dockerd do, in 0.3.0 or later, which speaks version 1 of CRI: those with its socket in
         * kubeadm's annotation, and those on Docker that have no annotation.
         */
        CRI_DOCKERD,
        /** The API server will have gone through the versions between. */
        STEPS_BETWEEN,
        /** Nodes that name no runtime, and are not kubeadm's, have none: virtual-kubelet, which no runtime concerns. */
        VIRTUAL_NODES;

        /** As a word of the flag: {@code removed-flag}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** As people write it: {@code 1.24}. */
    public String version() {
        return "1." + minor;
    }
}
