package dev.dockershim.exporter.evidence;

import java.util.Locale;

/** Whose socket a CRI endpoint is, by its path. */
public enum EndpointClass {
    /** The kubelet's own adapter, gone since Kubernetes 1.24. */
    DOCKERSHIM,
    /** Mirantis' adapter, which keeps Docker Engine. */
    CRI_DOCKERD,
    /** containerd, also where a distribution puts it elsewhere. */
    CONTAINERD,
    /** CRI-O. */
    CRI_O,
    /** A path that tells nothing: the runtime's name does. */
    OTHER;

    /** As a label value: {@code cri-dockerd}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
