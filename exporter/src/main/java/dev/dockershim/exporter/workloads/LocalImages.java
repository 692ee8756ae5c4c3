package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.readiness.CheckInfo;
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
record LocalImages(CheckInfo info) implements WorkloadCheck {

    @Override
    public Verdict judge(List<Subject> subjects, String none) {
        WorkloadNames missing = WorkloadNames.ofPods(subjects, DockerAccess::imageMissing);
        if (!missing.isEmpty()) {
            return new Fail("An image that may not be pulled is not there for " + missing + ".");
        }
        WorkloadNames local = WorkloadNames.ofPods(subjects, LocalImages::isLocal);
        if (local.isEmpty()) {
            return new Pass(none);
        }
        WorkloadNames building = WorkloadNames.of(
                subjects, subject -> isWithoutDocker(subject.runtime()) && DockerAccess.build(subject.pod()));
        if (!building.isEmpty()) {
            return new Fail("Images built with Docker are not seen by another runtime; these build them on nodes that"
                    + " have left Docker: " + building + ".");
        }
        WorkloadNames undecided =
                WorkloadNames.of(subjects, subject -> subject.runtime() == Kind.UNKNOWN && isLocal(subject.pod()));
        if (!undecided.isEmpty()) {
            return new Unknown("The container runtime is not known; these use images of the node: " + undecided + ".");
        }
        WorkloadNames kept = WorkloadNames.of(
                subjects, subject -> isWithoutDocker(subject.runtime()) && DockerAccess.neverPull(subject.pod()));
        return kept.isEmpty()
                ? new Pass("Docker's images serve a node as long as it keeps Docker; on another runtime they would be"
                        + " missing to " + local + ".")
                : new Unknown(
                        "Whether images that are never pulled were imported on purpose cannot be told: " + kept + ".");
    }

    private static boolean isLocal(PodSpec pod) {
        return DockerAccess.build(pod) || DockerAccess.neverPull(pod);
    }

    private static boolean isWithoutDocker(Kind runtime) {
        return switch (runtime) {
            case CONTAINERD, CRI_O, OTHER -> true;
            case DOCKER, UNKNOWN -> false;
        };
    }
}
