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
 * PodDisruptionBudgets that allow no eviction now, and the pods that each protects: those that run and are not on their
 * way out, since all others are evicted without asking it (kubernetes pkg/registry/core/pod/storage/eviction.go,
 * canIgnorePDB).
 */
final class BudgetPods {

    private final Map<String, List<Budget>> byNamespace = new HashMap<>();

    private record Budget(String name, LabelSelector selector, Set<String> pods) {}

    /** Takes one, if it allows nothing; one that does not say allows nothing. */
    void add(ApiObject.Budget budget) {
        ApiObject.Metadata metadata = budget.metadata();
        if (metadata == null || metadata.name() == null || metadata.namespace() == null || allows(budget)) {
            return;
        }
        byNamespace
                .computeIfAbsent(metadata.namespace(), namespace -> new ArrayList<>())
                .add(new Budget(
                        metadata.name(),
                        new LabelSelector(
                                budget.spec() == null ? null : budget.spec().selector()),
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
        for (Budget budget : byNamespace.getOrDefault(String.valueOf(metadata.namespace()), List.of())) {
            if (budget.selector.matches(metadata.labels())) {
                budget.pods.add(metadata.name());
            }
        }
    }

    private static boolean isProtected(ApiObject.Metadata metadata, ApiObject.Pod pod) {
        return PodKeeper.phase(pod).equals("Running") && metadata.deletionTimestamp() == null;
    }

    /** The budgets, and the pods that were seen. */
    List<TightBudget> toList() {
        List<TightBudget> budgets = new ArrayList<>();
        byNamespace.forEach((namespace, here) ->
                here.forEach(budget -> budgets.add(new TightBudget(namespace, budget.name, budget.pods))));
        return budgets;
    }

    /** Forgets the pods, and with {@code all} the budgets, since their list begins anew. */
    void forget(boolean all) {
        if (all) {
            byNamespace.clear();
        }
        byNamespace.values().forEach(budgets -> budgets.forEach(budget -> budget.pods.clear()));
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
