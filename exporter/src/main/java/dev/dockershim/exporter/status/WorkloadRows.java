package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.evidence.Observed.Seen;
import dev.dockershim.exporter.workloads.Agent;
import dev.dockershim.exporter.workloads.Workload;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import dev.dockershim.exporter.workloads.WorkloadFindings.Method;
import dev.dockershim.exporter.workloads.WorkloadFindings.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who needs Docker: what was found of pods and what was found of templates, a workload a row. An evaluation keeps a
 * limited number of findings, each a workload and one way in which it uses Docker, or an agent: of what it cut it is not
 * known how many workloads that were, and the last one that it kept may have lost some of its ways.
 *
 * @param known whether pods or templates were seen
 * @param complete whether pods and every kind of template were seen, so that what is not here is not there
 * @param access workloads that use Docker
 * @param agents vendors' agents
 * @param accessDropped at least so many findings of workloads were cut
 * @param agentsDropped at least so many findings of agents were cut
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
     * @param whole whether none of its findings can have been cut; else there may be more methods, and more pods
     */
    record AccessRow(Workload workload, Set<Method> methods, int pods, boolean whole) {}

    /**
     * A workload that is a vendor's agent.
     *
     * @param namespace its namespace
     * @param workload its name
     * @param vendor whose
     * @param verdict the surer one
     * @param pods number of its pods now; -1 if unknown
     * @param whole whether none of its findings can have been cut; else the verdict may be surer, and there may be more
     *     pods
     */
    record VendorRow(String namespace, String workload, String vendor, Verdict verdict, int pods, boolean whole) {}

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
        FindingsCut cutPods = FindingsCut.of(pods);
        FindingsCut cutTemplates = FindingsCut.of(templates);
        Map<Workload, AccessRow> rows = new TreeMap<>();
        for (Access found : pods == null ? List.<Access>of() : pods.access()) {
            add(rows, found, found.pods(), cutPods, cutTemplates);
        }
        for (Access found : templates == null ? List.<Access>of() : templates.access()) {
            int without = pods == null || cutPods.mayHaveCut(found.workload()) ? -1 : 0;
            add(rows, found, without, cutPods, cutTemplates);
        }
        return List.copyOf(rows.values());
    }

    private static void add(
            Map<Workload, AccessRow> rows, Access found, int pods, FindingsCut cutPods, FindingsCut cutTemplates) {
        Workload workload = found.workload();
        AccessRow row = rows.get(workload);
        Set<Method> methods = EnumSet.of(found.method());
        if (row != null) {
            methods.addAll(row.methods());
        }
        rows.put(
                workload,
                new AccessRow(
                        workload,
                        methods,
                        Math.max(pods, row == null ? -1 : row.pods()),
                        !cutPods.mayHaveCut(workload) && !cutTemplates.mayHaveCut(workload)));
    }

    private static List<VendorRow> agents(@Nullable WorkloadFindings pods, @Nullable WorkloadFindings templates) {
        FindingsCut cutPods = FindingsCut.of(pods);
        FindingsCut cutTemplates = FindingsCut.of(templates);
        Map<String, VendorRow> rows = new TreeMap<>();
        for (AgentRow found : pods == null ? List.<AgentRow>of() : pods.agents()) {
            boolean whole = !cutPods.mayHaveCut(found) && !cutTemplates.mayHaveCut(found);
            rows.merge(key(found), row(found, found.pods(), whole), WorkloadRows::both);
        }
        for (AgentRow found : templates == null ? List.<AgentRow>of() : templates.agents()) {
            boolean whole = !cutPods.mayHaveCut(found) && !cutTemplates.mayHaveCut(found);
            int without = pods == null || cutPods.mayHaveCut(found) ? -1 : 0;
            VendorRow row = rows.get(key(found));
            rows.put(key(found), row == null ? row(found, without, whole) : both(row, row(found, 0, whole)));
        }
        return new ArrayList<>(rows.values());
    }

    private static String key(AgentRow found) {
        return found.namespace() + "/" + found.workload() + "/" + found.vendor();
    }

    private static VendorRow row(AgentRow found, int pods, boolean whole) {
        return new VendorRow(found.namespace(), found.workload(), found.vendor(), found.verdict(), pods, whole);
    }

    private static VendorRow both(VendorRow one, VendorRow other) {
        Verdict surer = one.verdict().compareTo(other.verdict()) >= 0 ? one.verdict() : other.verdict();
        return new VendorRow(
                one.namespace(),
                one.workload(),
                one.vendor(),
                surer,
                one.pods() + other.pods(),
                one.whole() && other.whole());
    }

    /** Workloads that use Docker. */
    FoundCount accessCount() {
        return new FoundCount(access.size(), !complete || accessDropped > 0);
    }

    /** Vendors' agents. */
    FoundCount agentCount() {
        return new FoundCount(agents.size(), !complete || agentsDropped > 0);
    }

    /**
     * Workloads that fail a check; null if the rows do not tell. A use of images of the node fails {@code WL-07} on some
     * nodes only; and of what was cut the check's own detail knows more.
     */
    @Nullable
    FoundCount failing(String check) {
        Method method = method(check);
        if (!known || method == Method.LOCAL_IMAGE) {
            return null;
        }
        if (method != null) {
            return accessDropped > 0 ? null : count(method);
        }
        if (agentsDropped > 0) {
            return null;
        }
        if (check.equals("TA-B")) {
            return agents(row -> row.verdict() == Verdict.CONFIRMED);
        }
        return Agent.all().stream()
                .filter(agent -> agent.id().equals(check))
                .findFirst()
                .map(agent -> agents(row -> row.vendor().equals(agent.vendor())))
                .orElse(null);
    }

    private FoundCount agents(Predicate<VendorRow> which) {
        return new FoundCount(
                Math.toIntExact(agents.stream()
                        .filter(which)
                        .map(row -> row.namespace() + "/" + row.workload())
                        .distinct()
                        .count()),
                !complete);
    }

    /** Workloads that use Docker in this way. */
    FoundCount count(Method method) {
        return new FoundCount(
                Math.toIntExact(access.stream()
                        .filter(row -> row.methods().contains(method))
                        .count()),
                !complete || accessDropped > 0);
    }

    /** How those use Docker that may fail this check of workloads; null if it is no such check. */
    static @Nullable Method method(String check) {
        for (Method method : Method.values()) {
            if (check(method).equals(check)) {
                return method;
            }
        }
        return null;
    }

    /** The address of the workloads that may fail a check of workloads. */
    static String address(String check) {
        Method method = method(check);
        return "/?view=workloads" + (method == null ? "" : "&method=" + method.label());
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
