package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;

/** What a drain has to move off a node. */
public final class EvictablePods {

    private EvictablePods() {}

    /**
     * Whether {@code kubectl drain} would evict this pod while it runs: neither a DaemonSet's nor the kubelet's own
     * (kubectl pkg/drain/filters.go). One that has finished is removed without a word, and nothing to wait for.
     */
    public static boolean include(PodSpec pod) {
        return !pod.staticPod() && !pod.ownerKind().equals("DaemonSet");
    }
}
