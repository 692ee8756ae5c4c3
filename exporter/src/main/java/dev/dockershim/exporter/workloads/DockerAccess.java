package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.evidence.PodSpec.Container;
import dev.dockershim.exporter.evidence.PodSpec.DockerEnv;
import dev.dockershim.exporter.evidence.PodSpec.Target;
import java.util.function.Predicate;

/**
 * The ways in which one pod can be seen to use the node's Docker. Loops, not streams: a watcher asks each of them of some
 * ten thousand pods again and again.
 */
final class DockerAccess {

    private DockerAccess() {}

    static boolean socket(PodSpec pod) {
        return mounts(pod, Target.DOCKER_SOCKET);
    }

    static boolean dockershimSocket(PodSpec pod) {
        return mounts(pod, Target.DOCKERSHIM_SOCKET);
    }

    static boolean unmountedSocket(PodSpec pod) {
        for (PodSpec.HostPath volume : pod.volumes()) {
            if (!volume.mounted()
                    && (volume.target() == Target.DOCKER_SOCKET || volume.target() == Target.DOCKERSHIM_SOCKET)) {
                return true;
            }
        }
        return false;
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
        return any(pod, Container::dockerCli);
    }

    /** A container with the CLI that may do as it likes on the node. */
    static boolean cliOfNode(PodSpec pod) {
        return any(pod, pod.hostPid() ? Container::dockerCli : c -> c.dockerCli() && c.privileged());
    }

    static boolean env(PodSpec pod) {
        return hasEnv(pod, DockerEnv.HOST);
    }

    /** Whether variables or arguments lead to the socket of containerd or CRI-O. */
    static boolean otherRuntime(PodSpec pod) {
        return hasEnv(pod, DockerEnv.OTHER_RUNTIME);
    }

    /** Whether variables of Docker's come from where nobody looks. */
    static boolean hiddenEnv(PodSpec pod) {
        return hasEnv(pod, DockerEnv.REFERENCED);
    }

    static boolean build(PodSpec pod) {
        return any(pod, Container::dockerBuild);
    }

    static boolean neverPull(PodSpec pod) {
        return any(pod, Container::neverPull);
    }

    static boolean imageMissing(PodSpec pod) {
        return any(pod, Container::imageMissing);
    }

    /** What makes of a mounted parent more than a possibility. */
    static boolean provenUse(PodSpec pod) {
        return env(pod) || cli(pod) || Agent.isAnyByParent(pod);
    }

    private static boolean mounts(PodSpec pod, Target target) {
        for (PodSpec.HostPath volume : pod.volumes()) {
            if (volume.mounted() && volume.target() == target) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEnv(PodSpec pod, DockerEnv env) {
        for (Container container : pod.containers()) {
            if (container.dockerEnv() == env) {
                return true;
            }
        }
        return false;
    }

    private static boolean any(PodSpec pod, Predicate<Container> which) {
        for (Container container : pod.containers()) {
            if (which.test(container)) {
                return true;
            }
        }
        return false;
    }
}
