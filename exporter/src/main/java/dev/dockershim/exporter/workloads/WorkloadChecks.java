package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The checks of workloads, WL-01 to WL-07, and of vendors' agents, TA-01 to TA-07. What weighs more together has an id
 * of its own ({@code -B}), and so has what weighs less ({@code -W}): the severity of an id is fixed.
 *
 * <p>A pod's volumes do not show what a CSI driver or a local volume brings, nor its manifest what is in its image.
 */
public final class WorkloadChecks {

    private static final String VENDOR = "Follow the vendor's steps for your runtime.";
    private static final String BUILD =
            "Build images with a builder that needs no daemon, such as BuildKit or kaniko, and"
                    + " push them to a registry.";

    private WorkloadChecks() {}

    /** All, in the order of their ids. */
    public static List<WorkloadCheck> all() {
        List<WorkloadCheck> checks = new ArrayList<>(List.of(
                socketMount(),
                unmountedSocket(),
                parentMount(),
                provenParentMount(),
                directories(),
                cli(),
                cliOfNode(),
                env(),
                provenEnv(),
                dockershimSocket(),
                new LocalImages(localImages())));
        Agent.all().forEach(agent -> checks.add(new AgentCheck(agent)));
        checks.add(confirmedAgent());
        return List.copyOf(checks);
    }

    private static WorkloadCheck socketMount() {
        return new PodCheck(
                info(
                        "WL-01",
                        "docker-socket-mount",
                        Severity.BLOCKER,
                        Section.AGENTS,
                        "No container mounts Docker's socket",
                        VENDOR + " " + BUILD + " Then remove the volume of /var/run/docker.sock."),
                DockerAccess::socket);
    }

    private static WorkloadCheck unmountedSocket() {
        return new PodCheck(
                info(
                        "WL-01-W",
                        "docker-socket-volume",
                        Severity.WARNING,
                        Section.AGENTS,
                        "No pod has a volume of Docker's socket that no container mounts",
                        "Remove the volume: with type Socket the pod does not start on a node without Docker."),
                DockerAccess::unmountedSocket);
    }

    private static WorkloadCheck parentMount() {
        return new PodCheck(
                        info(
                                "WL-02",
                                "docker-parent-mount",
                                Severity.WARNING,
                                Section.AGENTS,
                                "No container mounts a directory above Docker's socket",
                                "Find out whether the container uses docker.sock below the mount. If not, mount what it"
                                        + " needs and no more. " + VENDOR),
                        DockerAccess::suspectParent)
                .whereHidden(pod -> DockerAccess.parent(pod) && DockerAccess.hiddenEnv(pod))
                .exceptFor(DockerAccess::parent);
    }

    private static WorkloadCheck provenParentMount() {
        return new PodCheck(
                        info(
                                "WL-02-B",
                                "docker-parent-used",
                                Severity.BLOCKER,
                                Section.AGENTS,
                                "No container uses Docker by a directory above its socket",
                                VENDOR + " The pod has such a mount, and names Docker in its variables, arguments or"
                                        + " commands; or it is an agent that has such a mount for Docker's sake, and"
                                        + " nothing leads it to the socket of containerd or CRI-O."),
                        pod -> DockerAccess.parent(pod) && DockerAccess.provenUse(pod))
                .whereHidden(pod -> DockerAccess.parent(pod) && DockerAccess.hiddenEnv(pod));
    }

    private static WorkloadCheck directories() {
        return new PodCheck(
                info(
                        "WL-03",
                        "docker-directories",
                        Severity.WARNING,
                        Section.AFFECTED,
                        "No container mounts Docker's directories",
                        "Remove mounts of /var/lib/docker, /etc/docker and Docker's binaries. Log agents mount"
                                + " /var/lib/docker/containers only to follow links: it is empty after the move, and"
                                + " /var/log/pods has the logs."),
                DockerAccess::directory);
    }

    private static WorkloadCheck cli() {
        return new PodCheck(
                info(
                        "WL-04",
                        "docker-cli-use",
                        Severity.WARNING,
                        Section.AFFECTED,
                        "No container calls Docker",
                        "Use kubectl, or crictl on the node, instead of the docker command. " + BUILD),
                DockerAccess::cli);
    }

    private static WorkloadCheck cliOfNode() {
        return new PodCheck(
                info(
                        "WL-04-B",
                        "docker-cli-privileged",
                        Severity.BLOCKER,
                        Section.AFFECTED,
                        "No privileged container, and none among the node's processes, calls Docker",
                        "Make sure that no privileged pod runs docker commands, restarts docker.service, or edits"
                                + " /etc/docker/daemon.json: do it with the new runtime's means."),
                DockerAccess::cliOfNode);
    }

    private static WorkloadCheck env() {
        return new PodCheck(
                        info(
                                "WL-05",
                                "docker-env",
                                Severity.WARNING,
                                Section.AGENTS,
                                "No container's variables or arguments lead to the node's Docker",
                                "Remove DOCKER_HOST, arguments that name docker.sock, and their like, or let them lead to a Docker of the pod's own. "
                                        + VENDOR),
                        DockerAccess::env)
                .whereHidden(DockerAccess::hiddenEnv);
    }

    private static WorkloadCheck provenEnv() {
        return new PodCheck(
                        info(
                                "WL-05-B",
                                "docker-env-mounted",
                                Severity.BLOCKER,
                                Section.AGENTS,
                                "No container's variables or arguments lead to Docker in a pod that mounts its socket",
                                VENDOR + " " + BUILD),
                        pod -> reachesSocket(pod) && DockerAccess.env(pod))
                .whereHidden(pod -> reachesSocket(pod) && DockerAccess.hiddenEnv(pod));
    }

    private static boolean reachesSocket(PodSpec pod) {
        return DockerAccess.socket(pod) || DockerAccess.parent(pod);
    }

    private static WorkloadCheck dockershimSocket() {
        return new PodCheck(
                info(
                        "WL-06",
                        "dockershim-socket-mount",
                        Severity.BLOCKER,
                        Section.AGENTS,
                        "No container mounts dockershim's socket",
                        "Upgrade what mounts it: older releases of the Amazon VPC CNI (aws-node) did. Mount the"
                                + " runtime's own CRI socket instead."),
                DockerAccess::dockershimSocket);
    }

    private static CheckInfo localImages() {
        return new CheckInfo(
                "WL-07",
                "local-images",
                Severity.WARNING,
                Section.AFFECTED,
                "No pod needs images that only Docker has",
                "Push the images to a registry and let pods pull them. Where there is none, import them into the"
                        + " runtime: ctr -n k8s.io images import <file>.",
                Set.of(EvidenceSource.E7, EvidenceSource.E5, EvidenceSource.E1));
    }

    private static WorkloadCheck confirmedAgent() {
        return new PodCheck(
                        info(
                                "TA-B",
                                "agent-uses-docker",
                                Severity.BLOCKER,
                                Section.AGENTS,
                                "No vendor's agent is seen to use Docker",
                                "Follow the hint of the vendor's own check (TA-02 to TA-07) before the move: afterwards the"
                                        + " agent sees no containers."),
                        Agent::isAnyConfirmed)
                .whereHidden(pod -> DockerAccess.hiddenEnv(pod) && Agent.isAny(pod));
    }

    private static CheckInfo info(
            String id, String name, Severity severity, Section section, String title, String remedy) {
        return new CheckInfo(id, name, severity, section, title, remedy, Set.of(EvidenceSource.E7));
    }
}
