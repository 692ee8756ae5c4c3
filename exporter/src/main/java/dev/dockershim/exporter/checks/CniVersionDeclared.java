package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E6;

import dev.dockershim.exporter.evidence.CniConfig;
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

/** RD CN-02: only the first file counts; without a version pods cannot be stopped. */
final class CniVersionDeclared implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "CN-02",
            "cni-version-declared",
            Severity.WARNING,
            Section.CNI,
            "The CNI configuration in use declares its version",
            "Add \"cniVersion\": \"1.0.0\" (or the version that its plug-ins know) to the first file "
                    + "of /etc/cni/net.d in lexical order.",
            Set.of(E6));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        CniConfig cni = evidence.cni().orNull();
        if (cni == null) {
            return Lacking.because("No CNI configuration was to be seen.", evidence.cni());
        }
        if (!cni.versionDeclared()) {
            return new Fail("The first CNI configuration declares no version.");
        }
        return cni.version() == null
                ? new Unknown("The first CNI configuration declares something that is no version.")
                : new Pass("The first CNI configuration declares version " + cni.version() + ".");
    }
}
