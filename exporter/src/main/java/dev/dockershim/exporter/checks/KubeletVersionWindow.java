package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E7;
import static dev.dockershim.exporter.evidence.EvidenceSource.E9;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.KubeletVersions;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.Set;

/** RD RT-02: dockershim ends with 1.23 (one translation of the guide says 1.24, wrongly). */
final class KubeletVersionWindow implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "RT-02",
            "kubelet-version-window",
            Severity.BLOCKER,
            Section.OVERVIEW,
            "The next version of the kubelet can run this node",
            "dockershim was removed in Kubernetes 1.24: move the node to another runtime, or to "
                    + "cri-dockerd, before its kubelet leaves 1.23.",
            Set.of(E1, E2, E3, E7, E9));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        Version kubelet = KubeletVersions.of(evidence);
        if (kubelet == null) {
            return Lacking.because(
                    "The kubelet's version was not to be seen.", evidence.kubeletVersion(), evidence.node());
        }
        if (!KubeletVersions.hasDockershim(kubelet)) {
            return new Pass("The kubelet is " + kubelet + ", which has no dockershim.");
        }
        return switch (RuntimeInUse.of(evidence).dockerRole()) {
            case DOCKERSHIM ->
                new Fail("The kubelet is " + kubelet + " and uses dockershim: it cannot be upgraded to 1.24 as it is.");
            case CRI_DOCKERD, NONE ->
                new Pass("The kubelet is " + kubelet + " and does not use dockershim. This version is out of support.");
            case UNKNOWN ->
                Lacking.because(
                        "The kubelet is " + kubelet + "; whether it uses dockershim was not to be seen.",
                        evidence.process(),
                        evidence.files());
        };
    }
}
