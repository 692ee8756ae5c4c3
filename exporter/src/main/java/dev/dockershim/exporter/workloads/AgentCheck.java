package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.List;
import java.util.Set;

/**
 * TA-01 to TA-07: a vendor's agents. By name alone one is suspected; it is confirmed by what its pod shows.
 *
 * @param agent the vendor
 * @param info what it is about
 */
record AgentCheck(Agent agent, CheckInfo info) implements WorkloadCheck {

    private static final String INDEPENDENT = "By the guide, this agent does not depend on the runtime.";

    AgentCheck(Agent agent) {
        this(agent, info(agent));
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        return isIndependent() ? new Pass(INDEPENDENT) : WorkloadCheck.super.judge(evidence);
    }

    @Override
    public Verdict judge(List<Subject> subjects, String none) {
        if (isIndependent()) {
            return new Pass(INDEPENDENT);
        }
        WorkloadNames confirmed = WorkloadNames.ofPods(subjects, pod -> agent.matches(pod) && agent.isConfirmed(pod));
        WorkloadNames suspected = WorkloadNames.ofPods(subjects, pod -> agent.matches(pod) && !agent.isConfirmed(pod));
        if (confirmed.isEmpty() && suspected.isEmpty()) {
            return new Pass(none);
        }
        return new Fail((confirmed.isEmpty() ? "" : "Confirmed by mounts or variables: " + confirmed + ".")
                + (confirmed.isEmpty() || suspected.isEmpty() ? "" : " ")
                + (suspected.isEmpty() ? "" : "Suspected by name: " + suspected + "."));
    }

    private boolean isIndependent() {
        return isIndependent(agent);
    }

    private static CheckInfo info(Agent agent) {
        return new CheckInfo(
                agent.id(),
                agent.vendor() + "-agent",
                Severity.WARNING,
                CheckInfo.Section.AGENTS,
                isIndependent(agent)
                        ? agent.title() + "'s agent needs no change"
                        : agent.title() + " has no pod here that might use Docker",
                agent.hint() + " See \"" + agent.documentation() + "\".",
                isIndependent(agent) ? Set.of() : Set.of(EvidenceSource.E7));
    }

    private static boolean isIndependent(Agent agent) {
        return agent.names().isEmpty() && agent.images().isEmpty();
    }
}
