package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.evidence.Observed.Seen;
import dev.dockershim.exporter.workloads.Agent;
import dev.dockershim.exporter.workloads.Workload;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import dev.dockershim.exporter.workloads.WorkloadFindings.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Who needs Docker: what was found of pods and what was found of templates, a workload a row.
 *
 * @param known whether pods or templates were seen
 * @param complete whether pods and every kind of template were seen, so that what is not here is not there
 * @param access workloads that use Docker
 * @param agents vendors' agents
 * @param accessDropped rows of workloads that the evaluation had no room for
 * @param agentsDropped rows of agents that it had no room for
 */
record WorkloadRows(
        boolean known,
        boolean complete,
        List<AccessRow> access,
        List<VendorRow> agents,
        int accessDropped,
        int agentsDropped) {

    /**
     * A workload that uses Docker.
     *
     * @param workload which
     * @param methods how, by its pods and by its template
     * @param pods number of its pods now, by the method that most of them use; -1 if unknown
     */
    record AccessRow(Workload workload, Set<Method> methods, int pods) {}

    /**
     * A workload that is a vendor's agent.
     *
     * @param namespace its namespace
     * @param workload its name
     * @param vendor whose
     * @param verdict the surer one
     * @param pods number of its pods now; -1 if unknown
     */
    record VendorRow(String namespace, String workload, String vendor, Verdict verdict, int pods) {}

    static WorkloadRows of(ClusterReadiness readiness) {
        WorkloadFindings pods = readiness.pods().orNull();
        WorkloadFindings templates = readiness.templates().orNull();
        boolean everyKind = !readiness.evidence().templates().isEmpty()
                && readiness.evidence().templates().values().stream().allMatch(Seen.class::isInstance);
        return new WorkloadRows(
                pods != null || templates != null,
                pods != null && templates != null && everyKind,
                access(pods, templates),
                agents(pods, templates),
                dropped(pods == null ? 0 : pods.accessDropped(), templates == null ? 0 : templates.accessDropped()),
                dropped(pods == null ? 0 : pods.agentsDropped(), templates == null ? 0 : templates.agentsDropped()));
    }

    /** Many of both are the same workloads: at least the larger number is missing. */
    private static int dropped(int pods, int templates) {
        return Math.max(pods, templates);
    }

    private static List<AccessRow> access(@Nullable WorkloadFindings pods, @Nullable WorkloadFindings templates) {
        Map<Workload, AccessRow> rows = new TreeMap<>();
        for (Access found : pods == null ? List.<Access>of() : pods.access()) {
            add(rows, found, found.pods());
        }
        int without = without(pods == null ? -1 : pods.accessDropped());
        for (Access found : templates == null ? List.<Access>of() : templates.access()) {
            add(rows, found, without);
        }
        return List.copyOf(rows.values());
    }

    private static void add(Map<Workload, AccessRow> rows, Access found, int pods) {
        AccessRow row = rows.get(found.workload());
        Set<Method> methods = EnumSet.of(found.method());
        if (row != null) {
            methods.addAll(row.methods());
        }
        rows.put(
                found.workload(),
                new AccessRow(found.workload(), methods, Math.max(pods, row == null ? -1 : row.pods())));
    }

    private static List<VendorRow> agents(@Nullable WorkloadFindings pods, @Nullable WorkloadFindings templates) {
        Map<String, VendorRow> rows = new TreeMap<>();
        for (WorkloadFindings.AgentRow found : pods == null ? List.<WorkloadFindings.AgentRow>of() : pods.agents()) {
            rows.merge(key(found), row(found, found.pods()), WorkloadRows::both);
        }
        int without = without(pods == null ? -1 : pods.agentsDropped());
        for (WorkloadFindings.AgentRow found :
                templates == null ? List.<WorkloadFindings.AgentRow>of() : templates.agents()) {
            VendorRow row = rows.get(key(found));
            rows.put(key(found), row == null ? row(found, without) : both(row, row(found, 0)));
        }
        return new ArrayList<>(rows.values());
    }

    /** Pods of a workload of which none was found: none, if pods were seen and none of the findings was dropped. */
    private static int without(int dropped) {
        return dropped == 0 ? 0 : -1;
    }

    private static String key(WorkloadFindings.AgentRow found) {
        return found.namespace() + "/" + found.workload() + "/" + found.vendor();
    }

    private static VendorRow row(WorkloadFindings.AgentRow found, int pods) {
        return new VendorRow(found.namespace(), found.workload(), found.vendor(), found.verdict(), pods);
    }

    private static VendorRow both(VendorRow one, VendorRow other) {
        Verdict surer = one.verdict().compareTo(other.verdict()) >= 0 ? one.verdict() : other.verdict();
        return new VendorRow(one.namespace(), one.workload(), one.vendor(), surer, one.pods() + other.pods());
    }

    /** Workloads that fail a check of workloads; -1 if it is none that tells which, or they are not known. */
    int failing(String check) {
        if (!known) {
            return -1;
        }
        for (Method method : Method.values()) {
            if (check(method).equals(check)) {
                return count(method);
            }
        }
        if (check.equals("TA-B")) {
            return Math.toIntExact(agents.stream()
                    .filter(row -> row.verdict() == Verdict.CONFIRMED)
                    .count());
        }
        return Agent.all().stream()
                .filter(agent -> agent.id().equals(check))
                .findFirst()
                .map(agent -> Math.toIntExact(agents.stream()
                        .filter(row -> row.vendor().equals(agent.vendor()))
                        .count()))
                .orElse(-1);
    }

    /** Workloads that use Docker in this way. */
    int count(Method method) {
        return Math.toIntExact(
                access.stream().filter(row -> row.methods().contains(method)).count());
    }

    /** The address of the workloads that fail a check of workloads. */
    static String address(String check) {
        String address = "/?view=workloads";
        for (Method method : Method.values()) {
            if (check(method).equals(check)) {
                return address + "&method=" + method.label();
            }
        }
        return address;
    }

    /** The check that fails if a pod uses Docker in this way. */
    static String check(Method method) {
        return switch (method) {
            case SOCKET -> "WL-01";
            case PARENT -> "WL-02";
            case DIRECTORY -> "WL-03";
            case CLI -> "WL-04";
            case ENV -> "WL-05";
            case DOCKERSHIM_SOCKET -> "WL-06";
            case LOCAL_IMAGE -> "WL-07";
        };
    }
}
