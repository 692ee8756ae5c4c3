package dev.dockershim.exporter.cluster;

import java.util.Set;

/**
 * A PodDisruptionBudget that allows no eviction now: a drain waits for it.
 *
 * @param namespace its namespace
 * @param name its name
 * @param pods names of the pods that it protects
 */
public record TightBudget(String namespace, String name, Set<String> pods) {

    /** Copies the set. */
    public TightBudget {
        pods = Set.copyOf(pods);
    }
}
