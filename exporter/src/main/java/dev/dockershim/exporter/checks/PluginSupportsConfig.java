package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E6;

import dev.dockershim.exporter.evidence.CniConfig;
import dev.dockershim.exporter.evidence.CniConfig.PluginSupport;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.Set;

/** RD CN-03: by the build information in the plug-ins, which are not run. */
final class PluginSupportsConfig implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "CN-03",
            "plugin-supports-config",
            Severity.BLOCKER,
            Section.CNI,
            "The CNI plug-ins know the version of their configuration",
            "Install CNI plug-ins (containernetworking/plugins 1.0.0 or later, and the network's "
                    + "own) that know the configuration's version, or declare a version that they know.",
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
        if (cni.plugins() == PluginSupport.ABSENT) {
            return new Fail("A plug-in that the CNI configuration names is not in the directory of CNI plug-ins.");
        }
        Version version = cni.version();
        if (version == null) {
            return cni.versionDeclared()
                    ? new Unknown("The CNI configuration declares something that is no version.")
                    : new Pass("The CNI configuration declares no version: plug-ins take it as an old one.");
        }
        if (!version.atLeast(1, 0, 0)) {
            return new Pass("The CNI configuration is of version " + version + ", which all plug-ins know.");
        }
        return switch (cni.plugins()) {
            case CNI_1_0 ->
                version.atLeast(1, 1, 0)
                        ? new Unknown("The CNI configuration is of version " + version
                                + "; that its plug-ins know 1.0.0 does not tell whether they know that.")
                        : new Pass("The CNI configuration is of version " + version + ", and its plug-ins know it.");
            case CNI_0_4, ABSENT ->
                new Fail("The CNI configuration is of version " + version + ", and a plug-in knows 0.4.0 at most.");
            case UNKNOWN ->
                new Unknown(
                        "The CNI configuration is of version " + version + "; a plug-in does not tell what it knows.");
        };
    }
}
