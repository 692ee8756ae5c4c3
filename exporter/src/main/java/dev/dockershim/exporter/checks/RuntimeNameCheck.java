package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E4;
import static dev.dockershim.exporter.evidence.EvidenceSource.E5;
import static dev.dockershim.exporter.evidence.EvidenceSource.E7;

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

/** RD RT-01: {@code docker://} is a failure only behind dockershim; cri-dockerd calls itself docker too. */
final class RuntimeNameCheck implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "RT-01",
            "runtime-name",
            Severity.BLOCKER,
            Section.FIND_RUNTIME,
            "The kubelet runs containers without dockershim",
            "Check the kubelet's endpoint: kubectl get nodes -o wide shows docker:// for "
                    + "dockershim and for cri-dockerd alike, and cri-dockerd is not affected. If it is "
                    + "dockershim, move the node to containerd (drain it, change the runtime, uncordon it) "
                    + "or to cri-dockerd.",
            Set.of(E1, E2, E3, E4, E5, E7));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        RuntimeInUse use = RuntimeInUse.of(evidence);
        String runtime = Words.runtime(use.name());
        if (!use.certain()) {
            return Lacking.because(
                    use.name().kind() == Kind.UNKNOWN
                            ? "Nothing names the runtime."
                            : "The runtime was last " + runtime + ", and nothing confirms it now.",
                    evidence.node(),
                    evidence.process(),
                    evidence.cri());
        }
        if (use.name().kind() != Kind.DOCKER) {
            return use.dockerRole() == DockerRole.NONE
                    ? new Pass("The runtime is " + runtime + ".")
                    : new Unknown("The runtime is told to be " + runtime
                            + ", while the kubelet's endpoint is dockershim's: it is between two runtimes.");
        }
        return switch (use.dockerRole()) {
            case DOCKERSHIM -> new Fail("The runtime is " + runtime + ", by dockershim.");
            case CRI_DOCKERD -> new Pass("The runtime is " + runtime + ", by cri-dockerd.");
            case NONE, UNKNOWN ->
                Lacking.because(
                        "The runtime is " + runtime
                                + "; whether by dockershim or by cri-dockerd, only the kubelet's endpoint" + " tells.",
                        evidence.process(),
                        evidence.files());
        };
    }
}
