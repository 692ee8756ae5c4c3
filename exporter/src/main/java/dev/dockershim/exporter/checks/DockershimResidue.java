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

/** RD DK-03. On cri-dockerd Docker's data is alive. */
final class DockershimResidue implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "DK-03",
            "dockershim-residue",
            Severity.INFO,
            Section.CONTAINERD,
            "Nothing is left of dockershim and of Docker's data",
            "Images, containers, volumes and configuration stay after Docker Engine is removed. "
                    + "Once nothing needs them: rm -rf /var/lib/docker /var/lib/dockershim.",
            Set.of(E1, E2, E3, E4, E5, E6));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        return LeftOver.judge(
                evidence,
                docker -> docker.dockershimResidue() || docker.dataDirectory()
                        ? "Data of Docker or of dockershim is left."
                        : "",
                docker -> "Nothing of Docker's data is left.");
    }
}
