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
import java.util.Set;

/** RD RT-07, its trap: the socket of containerd is there on each Docker host, and useless with CRI turned off. */
final class CriPreflight implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "RT-07-W",
            "cri-preflight",
            Severity.WARNING,
            Section.CONTAINERD,
            "containerd has CRI turned on before a node leaves dockershim",
            "Docker's package of containerd ships disabled_plugins = [\"cri\"]: containerd config "
                    + "default | sudo tee /etc/containerd/config.toml, then systemctl restart containerd, "
                    + "as part of the move.",
            Set.of(E1, E2, E3, E5, E6));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        DockerRole role = RuntimeInUse.of(evidence).dockerRole();
        if (role == DockerRole.CRI_DOCKERD || role == DockerRole.NONE) {
            return new Pass("The node is not on dockershim.");
        }
        if (role == DockerRole.UNKNOWN) {
            return Lacking.because(
                    "Whether the node is on dockershim was not to be seen.", evidence.process(), evidence.files());
        }
        ContainerdConfig config = evidence.containerd().orNull();
        CriStatus cri = evidence.cri().orNull();
        if (config != null) {
            return config.criDisabled()
                    ? new Fail("containerd's configuration turns CRI off: after the move no pod would start.")
                    : new Pass("containerd's configuration leaves CRI on.");
        }
        if (cri == null || cri.runtime().kind() == Kind.DOCKER) {
            return Lacking.because(
                    "containerd's configuration was not to be seen.", evidence.containerd(), evidence.cri());
        }
        return cri.answers()
                ? new Pass(Words.runtime(cri.runtime()) + " answers CRI.")
                : new Fail("A runtime was asked by CRI and does not answer: after the move no pod would start.");
    }
}
