package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something of the cluster that was not to be seen.
 *
 * @param group its API group, as in rules of RBAC; empty for the core group
 * @param resource the resource, as in rules of RBAC; {@code /version} for the API server's version
 * @param reason why
 * @param text what is missing and how to grant it
 */
public record Gap(String group, String resource, Reason reason, String text) {

    static List<Gap> of(ClusterEvidence evidence) {
        List<Gap> gaps = new ArrayList<>();
        add(gaps, "", "/version", evidence.server());
        add(gaps, "", "nodes", evidence.nodes());
        add(gaps, "", "pods", evidence.pods());
        for (WorkloadKind kind : WorkloadKind.values()) {
            Observed<?> templates = evidence.templates().get(kind);
            if (templates != null) {
                add(gaps, group(kind), kind.resource(), templates);
            }
        }
        add(gaps, "", "events", evidence.events());
        add(gaps, "policy", "poddisruptionbudgets", evidence.budgets());
        return gaps;
    }

    /** The rules of RBAC that grant what was refused; empty if nothing was. */
    static String grant(List<Gap> gaps) {
        Map<String, List<String>> byGroup = new LinkedHashMap<>();
        for (Gap gap : gaps) {
            if (gap.reason() == Reason.FORBIDDEN && !gap.resource().startsWith("/")) {
                byGroup.computeIfAbsent(gap.group(), any -> new ArrayList<>()).add(gap.resource());
            }
        }
        if (byGroup.isEmpty()) {
            return "";
        }
        StringBuilder rules = new StringBuilder("rules:\n");
        byGroup.forEach((group, resources) -> rules.append("  - apiGroups: [\"")
                .append(group)
                .append("\"]\n    resources: [")
                .append(String.join(", ", resources))
                .append("]\n    verbs: [list]\n"));
        return rules.toString();
    }

    private static String group(WorkloadKind kind) {
        return switch (kind) {
            case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, REPLICA_SET -> "apps";
            case JOB, CRON_JOB -> "batch";
        };
    }

    private static void add(List<Gap> gaps, String group, String resource, Observed<?> observed) {
        if (observed instanceof Missing<?> missing) {
            gaps.add(new Gap(group, resource, missing.reason(), missing.text()));
        }
    }
}
