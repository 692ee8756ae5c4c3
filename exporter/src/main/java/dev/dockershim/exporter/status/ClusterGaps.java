package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.WorkloadKind;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which resources of the API server were seen, and the rules of RBAC that grant those that it refuses. */
final class ClusterGaps {

    private ClusterGaps() {}

    /**
     * A resource.
     *
     * @param group its API group; empty for the core
     * @param resource as in rules of RBAC; {@code /version} for the server's version
     * @param observed whether it was seen; the value does not matter
     */
    record Item(String group, String resource, Observed<?> observed) {}

    /** All that a watcher reads. */
    static List<Item> of(ClusterEvidence evidence) {
        List<Item> items = new ArrayList<>();
        items.add(new Item("", "nodes", evidence.nodes()));
        items.add(new Item("", "pods", evidence.pods()));
        for (WorkloadKind kind : WorkloadKind.values()) {
            Observed<?> templates = evidence.templates().get(kind);
            items.add(new Item(
                    group(kind),
                    kind.resource(),
                    templates == null
                            ? Observed.missing(Reason.NOT_CONFIGURED, "these are not asked for")
                            : templates));
        }
        items.add(new Item("", "events", evidence.events()));
        items.add(new Item("", "/version", evidence.server()));
        return items;
    }

    /** Rules of a ClusterRole for what is refused; empty if nothing is. */
    static String rules(List<Item> items) {
        Map<String, List<String>> refused = new TreeMap<>();
        boolean version = false;
        for (Item item : items) {
            if (item.observed() instanceof Missing<?> missing && missing.reason() == Reason.FORBIDDEN) {
                if (item.resource().startsWith("/")) {
                    version = true;
                } else {
                    refused.computeIfAbsent(item.group(), group -> new ArrayList<>())
                            .add(item.resource());
                }
            }
        }
        StringBuilder rules = new StringBuilder();
        refused.forEach((group, resources) -> rules.append("- apiGroups: [")
                .append(group.isEmpty() ? "\"\"" : group)
                .append("]\n  resources: [")
                .append(String.join(", ", resources))
                .append("]\n  verbs: [list, watch]\n"));
        return version ? rules + "- nonResourceURLs: [/version]\n  verbs: [get]\n" : rules.toString();
    }

    private static String group(WorkloadKind kind) {
        return switch (kind) {
            case DEPLOYMENT, STATEFUL_SET, DAEMON_SET, REPLICA_SET -> "apps";
            case JOB, CRON_JOB -> "batch";
        };
    }
}
