package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.PodSpec.Container;
import dev.dockershim.exporter.evidence.PodSpec.DockerEnv;
import dev.dockershim.exporter.evidence.PodSpec.Target;

/** The ways in which one pod can be seen to use the node's Docker. */
final class DockerAccess {

    private DockerAccess() {}

    static boolean socket(PodSpec pod) {
        return mounts(pod, Target.DOCKER_SOCKET);
    }

    static boolean dockershimSocket(PodSpec pod) {
        return mounts(pod, Target.DOCKERSHIM_SOCKET);
    }

    static boolean unmountedSocket(PodSpec pod) {
        return pod.volumes().stream()
                .anyMatch(volume -> !volume.mounted()
                        && (volume.target() == Target.DOCKER_SOCKET || volume.target() == Target.DOCKERSHIM_SOCKET));
    }

    static boolean parent(PodSpec pod) {
        return mounts(pod, Target.PARENT_OF_SOCKET);
    }

    /** A parent, mounted by something that is not known to want it for another reason, or shown to use Docker. */
    static boolean suspectParent(PodSpec pod) {
        return parent(pod) && (provenUse(pod) || !LegitimateParents.include(pod));
    }

    static boolean directory(PodSpec pod) {
        return mounts(pod, Target.DOCKER_DIRECTORY) || mounts(pod, Target.DOCKER_LOGS);
    }

    static boolean cli(PodSpec pod) {
        return pod.containers().stream().anyMatch(Container::dockerCli);
    }

    /** A container with the CLI that may do as it likes on the node. */
    static boolean cliOfNode(PodSpec pod) {
        return pod.containers().stream().anyMatch(c -> c.dockerCli() && (pod.hostPid() || c.privileged()));
    }

    static boolean env(PodSpec pod) {
        return hasEnv(pod, DockerEnv.HOST);
    }

    /** Whether variables of Docker's come from where nobody looks. */
    static boolean hiddenEnv(PodSpec pod) {
        return hasEnv(pod, DockerEnv.REFERENCED);
    }

    static boolean build(PodSpec pod) {
        return pod.containers().stream().anyMatch(Container::dockerBuild);
    }

    static boolean neverPull(PodSpec pod) {
        return pod.containers().stream().anyMatch(Container::neverPull);
    }

    static boolean imageMissing(PodSpec pod) {
        return pod.containers().stream().anyMatch(Container::imageMissing);
    }

    /** What makes of a mounted parent more than a possibility. */
    static boolean provenUse(PodSpec pod) {
        return env(pod) || cli(pod) || Agent.all().stream().anyMatch(agent -> agent.matches(pod));
    }

    private static boolean mounts(PodSpec pod, Target target) {
        return pod.volumes().stream().anyMatch(volume -> volume.mounted() && volume.target() == target);
    }

    private static boolean hasEnv(PodSpec pod, DockerEnv env) {
        return pod.containers().stream().anyMatch(container -> container.dockerEnv() == env);
    }
}
