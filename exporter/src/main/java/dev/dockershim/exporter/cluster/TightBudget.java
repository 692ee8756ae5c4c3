package dev.dockershim.exporter.cluster;

import java.util.Set;

/**
 * A PodDisruptionBudget that allows no eviction now, so that a drain waits for it, or that is one of several of the same
 * pod: the API server refuses to evict such a pod for as long as that is so.
 *
 * @param namespace its namespace
 * @param name its name
 * @param pods names of the pods that it keeps from being evicted
 * @param shared those of them that another budget protects too
 */
public record TightBudget(String namespace, String name, Set<String> pods, Set<String> shared) {

    /** Copies the sets. */
    public TightBudget {
        pods = Set.copyOf(pods);
        shared = Set.copyOf(shared);
    }

    /** One that is the only one of each of its pods. */
    public TightBudget(String namespace, String name, Set<String> pods) {
        this(namespace, name, pods, Set.of());
    }
}
