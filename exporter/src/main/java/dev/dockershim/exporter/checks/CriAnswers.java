package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E5;
import static dev.dockershim.exporter.evidence.EvidenceSource.E6;

import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.DockerRole;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.Set;

/** RD RT-07; containerd/containerd#4581. With dockershim the kubelet needs no CRI: see {@link CriPreflight}. */
final class CriAnswers implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "RT-07",
            "cri-answers",
            Severity.BLOCKER,
            Section.CONTAINERD,
            "The runtime answers CRI, and is ready for pods and their network",
            "If containerd has CRI turned off (disabled_plugins, as Docker's package ships it): "
                    + "containerd config default | sudo tee /etc/containerd/config.toml, then systemctl "
                    + "restart containerd. If the network is not ready, see to the CNI plug-in.",
            Set.of(E1, E2, E3, E5, E6));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        CriStatus cri = evidence.cri().orNull();
        DockerRole role = RuntimeInUse.of(evidence).dockerRole();
        if (cri == null) {
            return Lacking.because("Whether the runtime answers is not known.", evidence.cri());
        }
        if (role == DockerRole.DOCKERSHIM && (!cri.answers() || cri.runtime().kind() != Kind.DOCKER)) {
            return new Pass("The node is on dockershim: what was asked is not its runtime yet.");
        }
        if (!cri.answers()) {
            return new Fail("The runtime does not answer CRI.");
        }
        String runtime = Words.runtime(cri.runtime());
        if (Boolean.FALSE.equals(cri.runtimeReady()) || Boolean.FALSE.equals(cri.networkReady())) {
            return new Fail(runtime + " answers, and its "
                    + (Boolean.FALSE.equals(cri.runtimeReady()) ? "condition RuntimeReady" : "condition NetworkReady")
                    + " is false.");
        }
        ContainerdConfig config = evidence.containerd().orNull();
        if (config != null && config.criDisabled() && cri.runtime().kind() == Kind.CONTAINERD) {
            return new Fail(runtime + " answers, and its configuration turns CRI off: its next start ends that.");
        }
        return cri.runtimeReady() == null || cri.networkReady() == null
                ? new Unknown(runtime + " answers, and does not tell whether it is ready.")
                : new Pass(runtime + " answers, and is ready.");
    }
}
