package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;

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
import java.util.Set;

/**
 * RD WN-01. A Windows node moves by other commands than a Linux node, those of the guide's tab "Windows (PowerShell)". What
 * else they ask for (an exclusion of Windows Defender) is not to be seen from elsewhere.
 */
final class WindowsNode implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "WN-01",
            "windows-node",
            Severity.WARNING,
            Section.CONTAINERD,
            "No Windows node is on Docker with a kubelet that has dockershim",
            "Follow the tab \"Windows (PowerShell)\" of the guide: unpack containerd to $Env:ProgramFiles\\containerd, run"
                    + " .\\containerd.exe config default | Out-File config.toml -Encoding ascii, review sandbox_image and"
                    + " the bin_dir and conf_dir of CNI in it, then .\\containerd.exe --register-service and"
                    + " Start-Service containerd. The endpoint is npipe:////./pipe/containerd-containerd.",
            Set.of(E1));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        NodeObject node = evidence.node().orNull();
        if (node == null) {
            return Lacking.because("The node's system was not to be seen.", evidence.node());
        }
        if (node.os().isEmpty()) {
            return Lacking.because("The node does not tell its system.");
        }
        if (!node.os().equals("windows")) {
            return new Pass("The node is no Windows node.");
        }
        RuntimeInUse use = RuntimeInUse.of(evidence);
        if (use.name().kind() == Kind.UNKNOWN) {
            return Lacking.because("The node runs Windows, and nothing names the runtime.");
        }
        if (use.name().kind() != Kind.DOCKER) {
            return Lacking.unlessCertain(
                    use, "The node runs Windows, and its runtime is " + Words.runtime(use.name()) + ".", evidence);
        }
        Version kubelet = KubeletVersions.of(evidence);
        if (kubelet == null) {
            return Lacking.because("The node runs Windows on Docker; the kubelet's version was not to be seen.");
        }
        return KubeletVersions.hasDockershim(kubelet)
                ? new Fail("The node runs Windows on Docker, with kubelet " + kubelet + ".")
                : Lacking.unlessCertain(
                        use,
                        "The node runs Windows on Docker, and kubelet " + kubelet + " has no dockershim.",
                        evidence);
    }
}
