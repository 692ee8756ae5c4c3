package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.Set;

/** Docker is known to be behind dockershim, not behind cri-dockerd: by the endpoint in use, or by kubeadm's note of it. */
final class DockershimNamed implements Escalation.Condition {

    @Override
    public String words() {
        return "the endpoint in use or kubeadm's annotation is dockershim's";
    }

    @Override
    public Set<EvidenceSource> evidence() {
        return Set.of(E1);
    }

    @Override
    public Verdict holds(NodeEvidence evidence) {
        NodeObject node = evidence.node().orNull();
        return switch (RuntimeInUse.of(evidence).dockerRole()) {
            case DOCKERSHIM -> new Fail("The kubelet uses dockershim.");
            case CRI_DOCKERD -> new Pass("The kubelet uses cri-dockerd.");
            case NONE -> new Pass("The kubelet does not use Docker.");
            case UNKNOWN ->
                node != null && node.criSocket() != null && node.criSocket().kind() == EndpointClass.DOCKERSHIM
                        ? new Fail("The annotation of kubeadm's names dockershim.")
                        : Lacking.because("The kubelet's endpoint was not to be seen.", evidence.process());
        };
    }
}
