package dev.dockershim.exporter.evidence;

import java.util.List;

/**
 * E7: what one pod's specification tells about Docker. Classified where it is read: paths, commands and values of
 * variables do not get in here.
 *
 * @param namespace its namespace
 * @param name its name
 * @param owner name of its controller; empty if it has none
 * @param ownerKind kind of its controller, such as {@code DaemonSet}; empty if it has none
 * @param staticPod whether the kubelet made it from a file
 * @param hostPid whether it shares the host's process ids
 * @param volumes its host paths that concern Docker
 * @param containers its containers, init and ephemeral ones too
 */
public record PodSpec(
        String namespace,
        String name,
        String owner,
        String ownerKind,
        boolean staticPod,
        boolean hostPid,
        List<HostPath> volumes,
        List<Container> containers) {

    /** Copies the lists. */
    public PodSpec {
        volumes = List.copyOf(volumes);
        containers = List.copyOf(containers);
    }

    /**
     * A host path that concerns Docker, once for each of its targets.
     *
     * @param target what lies there, as narrowed by the mount's sub path
     * @param mounted whether a container mounts it
     */
    public record HostPath(Target target, boolean mounted) {}

    /** What lies at a host path. */
    public enum Target {
        /** Docker's socket. */
        DOCKER_SOCKET,
        /** A directory above Docker's socket: {@code /}, {@code /run}, {@code /var}, {@code /var/run}. */
        PARENT_OF_SOCKET,
        /** {@code /var/lib/docker/containers}, which log shippers follow links into. */
        DOCKER_LOGS,
        /** Another of Docker's own directories or files. */
        DOCKER_DIRECTORY,
        /** dockershim's socket. */
        DOCKERSHIM_SOCKET
    }

    /**
     * A container.
     *
     * @param image its image without tag and digest, for vendors and lists of those that may
     * @param privileged whether it is privileged
     * @param neverPull whether {@code imagePullPolicy} is {@code Never}
     * @param imageMissing whether it waits for an image that is not there and may not be pulled (ErrImageNeverPull)
     * @param dockerCli whether its command, arguments, probes or hooks call the node's Docker: by the CLI, its unit or
     *     its configuration; the CLI for a sidecar's Docker does not count
     * @param dockerBuild whether they build images with it
     * @param dockerEnv what its environment and its arguments tell
     */
    public record Container(
            String image,
            boolean privileged,
            boolean neverPull,
            boolean imageMissing,
            boolean dockerCli,
            boolean dockerBuild,
            DockerEnv dockerEnv) {}

    /** What a container's environment, and paths of sockets among its arguments, tell about Docker. */
    public enum DockerEnv {
        /** Nothing. */
        NONE,
        /** It points to the CRI socket of containerd or CRI-O, and to nothing of Docker's. */
        OTHER_RUNTIME,
        /** It points to a sidecar of its own (Docker in Docker), or to another program that talks as Docker does. */
        SIDECAR,
        /** A variable of Docker's comes from a Secret or a ConfigMap, which are never read. */
        REFERENCED,
        /** It points to the host's Docker. */
        HOST
    }
}
