package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E4;
import static dev.dockershim.exporter.evidence.EvidenceSource.E5;
import static dev.dockershim.exporter.evidence.EvidenceSource.E6;

import dev.dockershim.exporter.evidence.DockerDaemon;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.Set;

/** RD DK-01. An enabled docker.socket starts a stopped service again; an empty directory at the socket's path is left by pods that mount it. */
final class DockerdRunning implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "DK-01",
            "dockerd-still-running",
            Severity.WARNING,
            Section.CONTAINERD,
            "Docker Engine does not run where the kubelet no longer needs it",
            "systemctl disable docker.service docker.socket --now. If builds on this node need "
                    + "Docker on purpose (as on GKE), leave it, and move the builds later.",
            Set.of(E1, E2, E3, E4, E5, E6));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        return LeftOver.judge(evidence, DockerdRunning::left, DockerdRunning::gone);
    }

    private static String gone(DockerDaemon docker) {
        return docker.socketDirectory()
                ? "dockerd does not run; a directory is at its socket's path: a pod mounts it still."
                : "dockerd does not run, and nothing starts it.";
    }

    private static String left(DockerDaemon docker) {
        if (docker.running()) {
            return docker.socketEnabled() ? "dockerd runs, and docker.socket starts it again." : "dockerd runs.";
        }
        if (docker.socketEnabled()) {
            return "dockerd does not run, and docker.socket is enabled, which starts it when it is called.";
        }
        return docker.serviceEnabled()
                ? "dockerd does not run, and docker.service is enabled: the next boot starts it."
                : "";
    }
}
