package dev.dockershim.exporter.readiness;

import java.util.Locale;

/** Where a node is on its way from dockershim; exactly one at a time. */
public enum Phase {
    /** It cannot work, or not after the next start of the kubelet. */
    UNSUPPORTED,
    /** Not enough is known. */
    UNKNOWN,
    /** On dockershim, and nothing has been begun. */
    DOCKERSHIM,
    /** On dockershim, and cordoned. */
    DRAINING,
    /** Between two runtimes. */
    MIGRATING,
    /** On Docker Engine by cri-dockerd. */
    CRI_DOCKERD,
    /** On a runtime without Docker. */
    MIGRATED;

    /** As a label value: {@code cri-dockerd}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
