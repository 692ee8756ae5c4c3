package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.List;

/**
 * WL-07. Images that Docker built or pulled are in Docker's store: no other runtime sees them ("Check whether dockershim
 * removal affects you"). An image that is never pulled may have been imported into the runtime's own store; only one
 * that is missing shows that it was not.
 *
 * @param info what it is about
 */
record LocalImages(CheckInfo info) implements Check {

    @Override
    public Verdict judge(NodeEvidence evidence) {
        if (evidence.pods() instanceof Observed.Missing<List<PodSpec>> missing) {
            return new Unknown("The node's pods were not to be seen. " + missing.sentence());
        }
        List<PodSpec> seen = evidence.pods().orNull();
        List<PodSpec> pods = seen == null ? List.of() : seen;
        WorkloadNames local = WorkloadNames.of(pods, pod -> DockerAccess.build(pod) || DockerAccess.neverPull(pod));
        WorkloadNames missing = WorkloadNames.of(pods, DockerAccess::imageMissing);
        if (!missing.isEmpty()) {
            return new Fail("An image that may not be pulled is not there for " + missing + ".");
        }
        if (local.isEmpty()) {
            return new Pass("Found in none of the " + pods.size() + " pods of this node.");
        }
        return switch (RuntimeInUse.told(evidence).kind()) {
            case UNKNOWN ->
                new Unknown("The container runtime is not known; these use images of the node: " + local + ".");
            case DOCKER ->
                new Pass("Docker's images serve this node as long as it keeps Docker; on another runtime they would be"
                        + " missing to " + local + ".");
            case CONTAINERD, CRI_O, OTHER -> withoutDocker(pods);
        };
    }

    private static Verdict withoutDocker(List<PodSpec> pods) {
        WorkloadNames building = WorkloadNames.of(pods, DockerAccess::build);
        if (!building.isEmpty()) {
            return new Fail("Images built with Docker are not seen by this node's runtime; these build them: "
                    + building + ".");
        }
        return new Unknown("Whether images that are never pulled were imported on purpose cannot be told: "
                + WorkloadNames.of(pods, DockerAccess::neverPull) + ".");
    }
}
