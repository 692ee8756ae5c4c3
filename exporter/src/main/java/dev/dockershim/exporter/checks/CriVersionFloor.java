package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E5;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import java.util.Set;

/** RD RT-08: kubelet 1.26 speaks only version 1 of CRI, which containerd has since 1.6. */
final class CriVersionFloor implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "RT-08",
            "cri-version-floor",
            Severity.WARNING,
            Section.CNI,
            "containerd is 1.6 or later, which the kubelet wants from 1.26 on",
            "Upgrade containerd to a version that is tested with this kubelet, 1.6 at least "
                    + "(drain the node first).",
            Set.of(E1, E5));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        RuntimeInUse use = RuntimeInUse.of(evidence);
        Version version = use.name().version();
        return switch (use.name().kind()) {
            case DOCKER, CRI_O, OTHER -> Lacking.unlessCertain(use, "The runtime is not containerd.", evidence);
            case UNKNOWN -> Lacking.because("Nothing names the runtime.", evidence.node(), evidence.cri());
            case CONTAINERD -> {
                if (version == null) {
                    yield Lacking.because("containerd's version was not to be seen.", evidence.node(), evidence.cri());
                }
                String text = "containerd is " + version + ".";
                // A kubelet that does not start for it is silent: an old word of it still counts.
                yield version.atLeast(1, 6, 0) ? Lacking.unlessCertain(use, text, evidence) : new Fail(text);
            }
        };
    }
}
