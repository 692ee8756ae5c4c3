package dev.dockershim.exporter.status;

import dev.dockershim.exporter.workloads.Workload;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.Access;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of which workloads findings may have been cut: findings are in order, and those after the cap are cut, so that it can
 * be the last one that was kept, or a later one.
 *
 * @param access whether findings of workloads were cut
 * @param lastAccess the last workload that was kept; null if none was
 * @param agents whether findings of agents were cut
 * @param lastAgent the last agent that was kept; null if none was
 */
record FindingsCut(
        boolean access,
        @Nullable Workload lastAccess,
        boolean agents,
        @Nullable AgentRow lastAgent) {

    private static final FindingsCut NOTHING = new FindingsCut(false, null, false, null);

    private static final Comparator<AgentRow> ORDER = Comparator.comparing(AgentRow::namespace)
            .thenComparing(AgentRow::workload)
            .thenComparing(AgentRow::vendor);

    static FindingsCut of(@Nullable WorkloadFindings findings) {
        if (findings == null) {
            return NOTHING;
        }
        List<Access> access = findings.access();
        List<AgentRow> agents = findings.agents();
        return new FindingsCut(
                findings.accessDropped() > 0,
                access.isEmpty() ? null : access.get(access.size() - 1).workload(),
                findings.agentsDropped() > 0,
                agents.isEmpty() ? null : agents.get(agents.size() - 1));
    }

    boolean mayHaveCut(Workload workload) {
        return access && (lastAccess == null || workload.compareTo(lastAccess) >= 0);
    }

    boolean mayHaveCut(AgentRow agent) {
        return agents && (lastAgent == null || ORDER.compare(agent, lastAgent) >= 0);
    }
}
