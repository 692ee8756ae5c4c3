package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;

import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.Set;

/** The node is cordoned, as it is for an upgrade. */
final class Cordoned implements Escalation.Condition {

    @Override
    public String words() {
        return "the node is cordoned";
    }

    @Override
    public Set<EvidenceSource> evidence() {
        return Set.of(E1);
    }

    @Override
    public Verdict holds(NodeEvidence evidence) {
        NodeObject node = evidence.node().orNull();
        if (node == null) {
            return Lacking.because("The Node object was not to be seen.", evidence.node());
        }
        return node.unschedulable() ? new Fail("The node is cordoned.") : new Pass("The node is schedulable.");
    }
}
