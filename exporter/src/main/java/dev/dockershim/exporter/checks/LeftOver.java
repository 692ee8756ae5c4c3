package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.evidence.DockerDaemon;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.DockerRole;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.function.Function;

/** What DK-01 to DK-03 share: something of Docker that is a left-over only where the kubelet does not use Docker. */
final class LeftOver {

    private LeftOver() {}

    /**
     * Judges it.
     *
     * @param left what is left, in a sentence; empty if nothing is
     * @param gone that nothing is left, in a sentence
     */
    static Verdict judge(
            NodeEvidence evidence, Function<DockerDaemon, String> left, Function<DockerDaemon, String> gone) {
        DockerRole role = RuntimeInUse.of(evidence).dockerRole();
        if (role == DockerRole.DOCKERSHIM || role == DockerRole.CRI_DOCKERD) {
            return new Pass("The kubelet uses Docker Engine.");
        }
        DockerDaemon docker = evidence.docker().orNull();
        if (docker == null) {
            return Lacking.because("What there is of Docker on this host was not to be seen.", evidence.docker());
        }
        String found = left.apply(docker);
        if (found.isEmpty()) {
            return new Pass(gone.apply(docker));
        }
        return role == DockerRole.NONE
                ? new Fail(found)
                : Lacking.because(
                        found + " Whether the kubelet needs it was not to be seen.",
                        evidence.process(),
                        evidence.node());
    }
}
