package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.List;
import java.util.Set;

/**
 * TA-01 to TA-07: a vendor's agents on this node. By name alone one is suspected; it is confirmed by what its pod shows.
 *
 * @param agent the vendor
 */
record AgentCheck(Agent agent) implements Check {

    @Override
    public CheckInfo info() {
        return new CheckInfo(
                agent.id(),
                agent.vendor() + "-agent",
                Severity.WARNING,
                CheckInfo.Section.AGENTS,
                isIndependent()
                        ? agent.title() + "'s agent needs no change"
                        : agent.title() + " has no pod here that might use Docker",
                agent.hint() + " See \"" + agent.documentation() + "\".",
                isIndependent() ? Set.of() : Set.of(EvidenceSource.E7));
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        if (isIndependent()) {
            return new Pass("By the guide, this agent does not depend on the runtime.");
        }
        if (evidence.pods() instanceof Observed.Missing<List<PodSpec>> missing) {
            return new Unknown("The node's pods were not to be seen. " + missing.sentence());
        }
        List<PodSpec> seen = evidence.pods().orNull();
        List<PodSpec> pods = seen == null ? List.of() : seen;
        WorkloadNames confirmed = WorkloadNames.of(pods, pod -> agent.matches(pod) && agent.isConfirmed(pod));
        WorkloadNames suspected = WorkloadNames.of(pods, pod -> agent.matches(pod) && !agent.isConfirmed(pod));
        if (confirmed.isEmpty() && suspected.isEmpty()) {
            return new Pass("Found in none of the " + pods.size() + " pods of this node.");
        }
        return new Fail((confirmed.isEmpty() ? "" : "Confirmed by mounts or variables: " + confirmed + ".")
                + (confirmed.isEmpty() || suspected.isEmpty() ? "" : " ")
                + (suspected.isEmpty() ? "" : "Suspected by name: " + suspected + "."));
    }

    private boolean isIndependent() {
        return agent.names().isEmpty() && agent.images().isEmpty();
    }
}
