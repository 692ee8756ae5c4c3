package dev.dockershim.exporter.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code kubectl drain} meets on a node now; pods are named {@code namespace/name}, workloads too. Sorted.
 *
 * @param evictable number of pods that it evicts
 * @param budgets PodDisruptionBudgets that let none of their pods go now: it waits for them; null if unknown
 * @param singletons workloads whose only pod is here: they are away while it moves
 * @param bare pods that no controller makes again: it refuses them without {@code --force}
 * @param localData pods with an emptyDir: it refuses them without {@code --delete-emptydir-data}
 */
public record Drain(
        int evictable,
        @Nullable List<String> budgets,
        List<String> singletons,
        List<String> bare,
        List<String> localData) {

    /** Copies the lists. */
    public Drain {
        budgets = budgets == null ? null : List.copyOf(budgets);
        singletons = List.copyOf(singletons);
        bare = List.copyOf(bare);
        localData = List.copyOf(localData);
    }

    /** Whether something is there that only this node has, or that may not be evicted now. */
    boolean needsCare() {
        return (budgets != null && !budgets.isEmpty()) || !singletons.isEmpty() || !bare.isEmpty();
    }
}
