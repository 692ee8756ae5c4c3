package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E4;
import static dev.dockershim.exporter.evidence.EvidenceSource.E7;
import static dev.dockershim.exporter.evidence.EvidenceSource.E9;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
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
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RD MX-05; kubernetes/kubernetes#111077: from 1.24 on the kubelet's cAdvisor knows containers of containerd and CRI-O only. */
final class CriDockerdLabels implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "MX-05",
            "cri-dockerd-loses-labels",
            Severity.WARNING,
            Section.CRI_DOCKERD,
            "The kubelet tells which container a series is of",
            "Scrape this exporter's /metrics/cadvisor in place of the kubelet's: it puts "
                    + "container, image, name, namespace and pod back. Or move on to containerd.",
            Set.of(E1, E2, E3, E4, E7, E9));

    /** Behind dockershim and behind cri-dockerd alike. */
    private static final String STILL_KNOWN = "The kubelet is %s, which still knows Docker's containers.";

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        NodeObject node = evidence.node().orNull();
        if (node != null && !node.os().equals("linux")) {
            return new Unknown(
                    node.os().isEmpty()
                            ? "The series are those of Linux; the node does not tell its system."
                            : "The series are those of Linux; the node runs another system.");
        }
        RuntimeInUse use = RuntimeInUse.of(evidence);
        Version kubelet = KubeletVersions.of(evidence);
        return switch (use.dockerRole()) {
            case NONE, DOCKERSHIM -> new Pass("The node is not on cri-dockerd.");
            case UNKNOWN ->
                knowsDocker(use, kubelet)
                        ? new Pass(STILL_KNOWN.formatted(kubelet))
                        : Lacking.because(
                                "Whether the node is on cri-dockerd was not to be seen.",
                                evidence.node(),
                                evidence.process(),
                                evidence.files());
            case CRI_DOCKERD -> {
                if (kubelet == null) {
                    yield Lacking.because(
                            "The node is on cri-dockerd; the kubelet's version was not to be seen.",
                            evidence.kubeletVersion(),
                            evidence.node());
                }
                yield KubeletVersions.hasDockershim(kubelet)
                        ? new Pass(STILL_KNOWN.formatted(kubelet))
                        : new Fail("The node is on cri-dockerd with kubelet " + kubelet
                                + ": the kubelet's series have no container, image, name, namespace and pod.");
            }
        };
    }

    /** Whichever of the two adapters it is. */
    private static boolean knowsDocker(RuntimeInUse use, @Nullable Version kubelet) {
        return use.certain()
                && use.name().kind() == Kind.DOCKER
                && kubelet != null
                && KubeletVersions.hasDockershim(kubelet);
    }
}
