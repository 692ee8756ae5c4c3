package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.workloads.WorkloadFindings;
import dev.dockershim.exporter.workloads.WorkloadFindings.AgentRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cluster judged once, with what follows from it.
 *
 * @param readiness what was judged
 * @param upgrade whether it may be upgraded; null if nobody asked
 * @param plan what to do, node by node
 * @param failing checks that fail, the worst first
 * @param unknown checks that cannot be told
 * @param workloads who uses Docker; null if neither pods nor templates were to be seen
 * @param agents vendors' agents; null likewise
 * @param dropped rows of both that a cap has cut
 * @param gaps what was not to be seen
 * @param acceptCriDockerd whether cri-dockerd is an end of the way
 */
public record Report(
        ClusterReadiness readiness,
        @Nullable Upgrade upgrade,
        Plan plan,
        List<CheckRow> failing,
        List<CheckRow> unknown,
        @Nullable List<WorkloadRow> workloads,
        @Nullable List<AgentRow> agents,
        int dropped,
        List<Gap> gaps,
        boolean acceptCriDockerd) {

    /** Copies the lists. */
    public Report {
        failing = List.copyOf(failing);
        unknown = List.copyOf(unknown);
        workloads = workloads == null ? null : List.copyOf(workloads);
        agents = agents == null ? null : List.copyOf(agents);
        gaps = List.copyOf(gaps);
    }

    /**
     * The report on {@code readiness}.
     *
     * @param question whether it may be upgraded; null to leave that out
     * @param acceptCriDockerd whether cri-dockerd is an end of the way
     * @param kubectl kubectl as the reader has to type it
     */
    public static Report of(
            ClusterReadiness readiness, @Nullable UpgradeQuestion question, boolean acceptCriDockerd, Kubectl kubectl) {
        WorkloadFindings pods = readiness.pods().orNull();
        WorkloadFindings templates = readiness.templates().orNull();
        boolean blind = pods == null && templates == null;
        return new Report(
                readiness,
                question == null ? null : UpgradeRules.judge(readiness, question),
                Plan.of(readiness, acceptCriDockerd, kubectl),
                CheckRow.failing(readiness),
                CheckRow.unknown(readiness),
                blind ? null : WorkloadRow.of(pods, templates),
                blind ? null : agents(pods, templates),
                dropped(pods) + dropped(templates),
                Gap.of(readiness.evidence()),
                acceptCriDockerd);
    }

    /**
     * The process' exit code: that of the answer; without a question 0, or 2 if the nodes were not to be seen, so that
     * there is nothing to report on.
     */
    public int exitCode() {
        if (upgrade != null) {
            return upgrade.answer().exitCode();
        }
        return readiness.evidence().nodes() instanceof Observed.Missing<?> ? UpgradeAnswer.UNKNOWN.exitCode() : 0;
    }

    /** Agents by their pods; those of which only a template is there, by that, with no pod. */
    private static List<AgentRow> agents(@Nullable WorkloadFindings pods, @Nullable WorkloadFindings templates) {
        return AgentRows.join(
                pods == null ? List.of() : pods.agents(), templates == null ? List.of() : templates.agents());
    }

    private static int dropped(@Nullable WorkloadFindings findings) {
        return findings == null ? 0 : findings.accessDropped() + findings.agentsDropped();
    }
}
