package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.evidence.DockerDaemon;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.DockerRole;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.function.Predicate;

/** What DK-02 and DK-03 share: something of Docker that is a left-over only where the kubelet does not use Docker. */
final class LeftOver {

    private LeftOver() {}

    static Verdict judge(NodeEvidence evidence, Predicate<DockerDaemon> there, String left, String gone) {
        DockerRole role = RuntimeInUse.of(evidence).dockerRole();
        if (role == DockerRole.DOCKERSHIM || role == DockerRole.CRI_DOCKERD) {
            return new Pass("The kubelet uses Docker Engine.");
        }
        DockerDaemon docker = evidence.docker().orNull();
        if (docker == null) {
            return Lacking.because("The host's files were not to be seen.", evidence.docker());
        }
        if (!there.test(docker)) {
            return new Pass(gone);
        }
        return role == DockerRole.NONE
                ? new Fail(left)
                : Lacking.because(
                        left + " Whether the kubelet needs it was not to be seen.",
                        evidence.process(),
                        evidence.node());
    }
}
