package dev.dockershim.exporter.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code kubectl drain} meets on a node now; pods are named {@code namespace/name}, workloads too. Sorted.
 *
 * @param evictable number of pods that it evicts
 * @param budgets PodDisruptionBudgets that let none of their pods go now: it waits for them; null if unknown
 * @param shared pods that several PodDisruptionBudgets protect: evicting them is an error for as long as that is so;
 *     their budgets are among {@code budgets}. Empty if budgets are unknown
 * @param singletons workloads whose only pod is here: they are away while it moves
 * @param together workloads of several pods that are all here: they may be away at once
 * @param bare pods that no controller makes again, since they have none or it is gone: it refuses them without {@code
 *     --force}
 * @param localData pods with an emptyDir: it refuses them without {@code --delete-emptydir-data}
 */
public record Drain(
        int evictable,
        @Nullable List<String> budgets,
        List<String> shared,
        List<String> singletons,
        List<String> together,
        List<String> bare,
        List<String> localData) {

    /** Copies the lists. */
    public Drain {
        budgets = budgets == null ? null : List.copyOf(budgets);
        shared = List.copyOf(shared);
        singletons = List.copyOf(singletons);
        together = List.copyOf(together);
        bare = List.copyOf(bare);
        localData = List.copyOf(localData);
    }

    /** Whether something is there that only this node has, that is lost, or that may not be evicted now. */
    boolean needsCare() {
        return (budgets != null && !budgets.isEmpty())
                || !singletons.isEmpty()
                || !together.isEmpty()
                || !bare.isEmpty()
                || !localData.isEmpty();
    }
}
