package dev.dockershim.exporter.watch;

import dev.dockershim.exporter.cluster.TightBudget;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * PodDisruptionBudgets that are in the way of evictions, and the pods that each protects: those that run and are not on
 * their way out, since all others are evicted without asking it (kubernetes
 * pkg/registry/core/pod/storage/eviction.go, canIgnorePDB). A budget is in the way if it allows no eviction now, or if
 * another one protects the same pod: then the same file answers with an error, whatever both allow.
 */
final class BudgetPods {

    private final Map<String, List<Budget>> byNamespace = new HashMap<>();

    private record Budget(String name, boolean tight, LabelSelector selector, Set<String> pods, Set<String> shared) {}

    /** Takes one; one that does not say what it allows allows nothing. */
    void add(ApiObject.Budget budget) {
        ApiObject.Metadata metadata = budget.metadata();
        if (metadata == null || metadata.name() == null || metadata.namespace() == null) {
            return;
        }
        byNamespace
                .computeIfAbsent(metadata.namespace(), namespace -> new ArrayList<>())
                .add(new Budget(
                        metadata.name(),
                        !allows(budget),
                        new LabelSelector(
                                budget.spec() == null ? null : budget.spec().selector()),
                        new HashSet<>(),
                        new HashSet<>()));
    }

    private static boolean allows(ApiObject.Budget budget) {
        return budget.status() != null
                && Objects.requireNonNullElse(budget.status().disruptionsAllowed(), 0) > 0;
    }

    /** Looks which of them protect {@code pod}. */
    void look(ApiObject.Pod pod) {
        ApiObject.Metadata metadata = pod.metadata();
        if (metadata == null || metadata.name() == null || !isProtected(metadata, pod)) {
            return;
        }
        List<Budget> protecting = byNamespace.getOrDefault(String.valueOf(metadata.namespace()), List.of()).stream()
                .filter(budget -> budget.selector.matches(metadata.labels()))
                .toList();
        boolean several = protecting.size() > 1;
        for (Budget budget : protecting) {
            if (several) {
                budget.shared.add(metadata.name());
            }
            if (several || budget.tight) {
                budget.pods.add(metadata.name());
            }
        }
    }

    private static boolean isProtected(ApiObject.Metadata metadata, ApiObject.Pod pod) {
        return PodKeeper.phase(pod).equals("Running") && metadata.deletionTimestamp() == null;
    }

    /** The budgets that are in the way, and the pods that were seen. */
    List<TightBudget> toList() {
        List<TightBudget> budgets = new ArrayList<>();
        byNamespace.forEach((namespace, here) -> here.stream()
                .filter(budget -> budget.tight || !budget.pods.isEmpty())
                .forEach(budget -> budgets.add(new TightBudget(namespace, budget.name, budget.pods, budget.shared))));
        return budgets;
    }

    /** Forgets the pods, and with {@code all} the budgets, since their list begins anew. */
    void forget(boolean all) {
        if (all) {
            byNamespace.clear();
        }
        byNamespace
                .values()
                .forEach(budgets -> budgets.forEach(budget -> {
                    budget.pods.clear();
                    budget.shared.clear();
                }));
    }

    /** A label selector (apimachinery pkg/apis/meta/v1, LabelSelectorAsSelector). */
    private record LabelSelector(ApiObject.@Nullable Selector selector) {

        /** None matches nothing, an empty one everything, as in policy/v1. */
        boolean matches(@Nullable Map<String, @Nullable String> given) {
            if (selector == null) {
                return false;
            }
            Map<String, @Nullable String> labels = given == null ? Map.of() : given;
            if (selector.matchLabels() != null
                    && !selector.matchLabels().entrySet().stream()
                            .allMatch(entry -> Objects.equals(labels.get(entry.getKey()), entry.getValue()))) {
                return false;
            }
            return selector.matchExpressions() == null
                    || selector.matchExpressions().stream()
                            .allMatch(requirement -> requirement != null && isMet(requirement, labels));
        }

        private static boolean isMet(ApiObject.Requirement requirement, Map<String, @Nullable String> labels) {
            String value = requirement.key() == null ? null : labels.get(requirement.key());
            List<@Nullable String> values = requirement.values() == null ? List.of() : requirement.values();
            return switch (requirement.operator() == null ? "" : requirement.operator()) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                case "DoesNotExist" -> value == null;
                default -> false;
            };
        }
    }
}
