package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E9;

import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.KubeletVersions;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.Set;

/** RD RT-04; kubernetes/minikube#16112. A running kubelet of 1.27 proves that its command line is free of it. */
final class RemovedFlag implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "RT-04",
            "removed-flag",
            Severity.BLOCKER,
            Section.CRI_DOCKERD,
            "The kubelet is not given --container-runtime, which 1.27 lost",
            "Remove --container-runtime from /var/lib/kubelet/kubeadm-flags.env and from the "
                    + "kubelet's units before the upgrade to 1.27: the kubelet exits with 'unknown flag' "
                    + "there.",
            Set.of(E1, E2, E3, E9));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        KubeletProcess process = evidence.process().orNull();
        KubeletFiles files = evidence.files().orNull();
        if (process != null && process.embedded()) {
            return new Pass("The kubelet runs within its distribution's process, which gives it the flags it knows.");
        }
        boolean inFiles = files != null && files.flags().givesContainerRuntime();
        boolean inUse = process != null && process.flags().givesContainerRuntime();
        Version kubelet = KubeletVersions.of(evidence);
        if (inFiles || inUse) {
            if (kubelet == null) {
                return Lacking.because(
                        "--container-runtime is given; whether the kubelet knows it depends on its version.",
                        evidence.kubeletVersion(),
                        evidence.node());
            }
            if (inFiles && KubeletVersions.hasEndpointInConfig(kubelet)) {
                return new Fail("The kubelet's files give --container-runtime, and kubelet " + kubelet
                        + " does not know it: it will not start again.");
            }
            return kubelet.atLeast(1, 26, 0)
                    ? new Fail("--container-runtime is given: kubelet " + kubelet + " is the last that knows it.")
                    : new Pass("--container-runtime is given, which kubelet " + kubelet
                            + " knows; it has to go before 1.27.");
        }
        boolean liveTells = process != null && kubelet != null && !KubeletVersions.hasEndpointInConfig(kubelet);
        boolean enough = files != null || liveTells;
        return enough
                ? new Pass("--container-runtime is not given.")
                : Lacking.because(
                        "What the kubelet is given at its next start was not to be seen.",
                        evidence.files(),
                        evidence.process());
    }
}
