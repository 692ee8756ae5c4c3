package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.PodSpec.DockerEnv;

/** Tells the few pods that any check of workloads could say something of from the many of which none could. */
public final class DockerConcern {

    private DockerConcern() {}

    /** Whether {@code pod} tells anything about Docker, or is a vendor's agent by its name. */
    public static boolean of(PodSpec pod) {
        return !pod.volumes().isEmpty() || pod.containers().stream().anyMatch(DockerConcern::of) || Agent.isAny(pod);
    }

    private static boolean of(PodSpec.Container container) {
        return container.dockerCli()
                || container.dockerBuild()
                || container.neverPull()
                || container.imageMissing()
                || container.dockerEnv() == DockerEnv.HOST
                || container.dockerEnv() == DockerEnv.REFERENCED;
    }
}
