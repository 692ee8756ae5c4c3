package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E4;
import static dev.dockershim.exporter.evidence.EvidenceSource.E5;
import static dev.dockershim.exporter.evidence.EvidenceSource.E6;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.Set;

/** RD DK-02. Never proposes to remove the package of containerd. */
final class DockerPackages implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "DK-02",
            "docker-packages",
            Severity.INFO,
            Section.CONTAINERD,
            "Docker Engine is not installed where the kubelet no longer needs it",
            "Remove Docker Engine alone: apt-get purge docker-ce docker-ce-cli, or yum remove "
                    + "docker-ce docker-ce-cli. Take care: Docker's own steps for removal would take "
                    + "containerd with it, which now runs the pods; keep its package.",
            Set.of(E1, E2, E3, E4, E5, E6));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        return LeftOver.judge(
                evidence,
                docker -> docker.installed() ? "Docker Engine is still installed." : "",
                docker -> "Docker Engine is not installed.");
    }
}
