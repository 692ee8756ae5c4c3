package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E5;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import java.util.Set;

/** RD CN-01; containerd/containerd#6876. A distribution may have mended it without a new number. */
final class ContainerdRelease implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "CN-01",
            "containerd-1.6.0-1.6.3",
            Severity.WARNING,
            Section.CNI,
            "containerd is not one of 1.6.0 to 1.6.3",
            "Drain the node, upgrade containerd to 1.6.4 or later with the CNI plug-ins and the "
                    + "configuration that belong to it, restart containerd, uncordon.",
            Set.of(E1, E5));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        RuntimeInUse use = RuntimeInUse.of(evidence);
        RuntimeName name = use.name();
        Version version = name.version();
        return switch (name.kind()) {
            case DOCKER, CRI_O, OTHER -> Lacking.unlessCertain(use, "The runtime is not containerd.", evidence);
            case UNKNOWN -> Lacking.because("Nothing names the runtime.", evidence.node(), evidence.cri());
            case CONTAINERD -> {
                if (version == null) {
                    yield Lacking.because("containerd's version was not to be seen.", evidence.node(), evidence.cri());
                }
                String text = "containerd is " + version + ".";
                yield version.atLeast(1, 6, 0) && !version.atLeast(1, 6, 4)
                        ? new Fail(text + " A distribution may have mended it without a new number.")
                        : Lacking.unlessCertain(use, text, evidence);
            }
        };
    }
}
