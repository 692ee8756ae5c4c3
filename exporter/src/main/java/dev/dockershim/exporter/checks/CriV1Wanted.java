package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E9;

import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.KubeletVersions;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.Set;

/** The kubelet wants version 1 of CRI. */
final class CriV1Wanted implements Escalation.Condition {

    @Override
    public String words() {
        return "the kubelet is 1.26 or later";
    }

    @Override
    public Set<EvidenceSource> evidence() {
        return Set.of(E1, E9);
    }

    @Override
    public Verdict holds(NodeEvidence evidence) {
        Version kubelet = KubeletVersions.of(evidence);
        if (kubelet == null) {
            return Lacking.because(
                    "The kubelet's version was not to be seen.", evidence.kubeletVersion(), evidence.node());
        }
        NodeObject node = evidence.node().orNull();
        boolean told =
                evidence.kubeletVersion().orNull() != null || (node != null && RuntimeInUse.fresh(node, evidence.at()));
        if (!told && !KubeletVersions.wantsCriV1(kubelet)) {
            // Silent, as a kubelet is while it is upgraded.
            return Lacking.because(
                    "The kubelet was last " + kubelet + ", and nothing confirms it now.", evidence.kubeletVersion());
        }
        String text = "The kubelet is " + kubelet + ".";
        return KubeletVersions.wantsCriV1(kubelet) ? new Fail(text) : new Pass(text);
    }
}
