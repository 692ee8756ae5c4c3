package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E5;
import static dev.dockershim.exporter.evidence.EvidenceSource.E6;

import dev.dockershim.exporter.evidence.CniConfig;
import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.Set;

/** RD CN-04: no plug-in is needed where containerd makes the loopback itself. */
final class LoopbackPlugin implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "CN-04",
            "loopback-1.0.0",
            Severity.WARNING,
            Section.CNI,
            "The CNI plug-in loopback knows version 1.0.0",
            "Install containernetworking/plugins 1.0.0 or later into /opt/cni/bin.",
            Set.of(E5, E6));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        CriStatus cri = evidence.cri().orNull();
        ContainerdConfig config = evidence.containerd().orNull();
        if ((cri != null && Boolean.TRUE.equals(cri.internalLoopback()))
                || (config != null && Boolean.TRUE.equals(config.internalLoopback()))) {
            return new Pass("containerd makes the loopback itself.");
        }
        CniConfig cni = evidence.cni().orNull();
        if (cni == null) {
            return Lacking.because("The CNI plug-ins were not to be seen.", evidence.cni());
        }
        return switch (cni.loopback()) {
            case CNI_1_0 -> new Pass("The plug-in loopback knows version 1.0.0.");
            case CNI_0_4 -> new Fail("The plug-in loopback knows version 0.4.0 at most.");
            case UNKNOWN -> new Unknown("The plug-in loopback does not tell which versions it knows.");
            case ABSENT -> new Fail("The plug-in loopback is not in the directory of CNI plug-ins.");
        };
    }
}
