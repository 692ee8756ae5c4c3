package dev.dockershim.exporter.workloads;

import dev.dockershim.exporter.evidence.PodSpec;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is to be counted of pods: the rows of {@code dockershim_workload_docker_access_pods} and
 * {@code dockershim_telemetry_agent_pods}. In the order of namespaces and names, so that a cut takes the same rows each
 * time.
 *
 * @param access who uses Docker, and how
 * @param accessDropped rows of it beyond the cap
 * @param agents vendors' agents
 * @param agentsDropped rows of them beyond the cap
 * @param breaking those of {@code access} that break without Docker: one of their pods fails a check that blocks
 */
public record WorkloadFindings(
        List<Access> access, int accessDropped, List<AgentRow> agents, int agentsDropped, Set<Workload> breaking) {

    /** Rows of each kind at most. */
    public static final int CAP = 500;

    /** Copies the lists and the set. */
    public WorkloadFindings {
        access = List.copyOf(access);
        agents = List.copyOf(agents);
        breaking = Set.copyOf(breaking);
    }

    /**
     * A workload that uses Docker in one way.
     *
     * @param workload the workload
     * @param method how
     * @param pods number of its pods that do
     */
    public record Access(Workload workload, Method method, int pods) {}

    /**
     * A workload that is a vendor's agent.
     *
     * @param namespace the workload's namespace
     * @param workload its name
     * @param vendor as a label value
     * @param verdict whether it is sure that it uses Docker
     * @param pods number of its pods
     */
    public record AgentRow(String namespace, String workload, String vendor, Verdict verdict, int pods) {}

    /** How a pod uses Docker. */
    public enum Method {
        /** WL-01. */
        SOCKET,
        /** WL-02, without those known to have other reasons. */
        PARENT,
        /** WL-03. */
        DIRECTORY,
        /** WL-04. */
        CLI,
        /** WL-05. */
        ENV,
        /** WL-06. */
        DOCKERSHIM_SOCKET,
        /** WL-07. */
        LOCAL_IMAGE;

        boolean isUsedBy(PodSpec pod) {
            return switch (this) {
                case SOCKET -> DockerAccess.socket(pod);
                case PARENT -> DockerAccess.suspectParent(pod);
                case DIRECTORY -> DockerAccess.directory(pod);
                case CLI -> DockerAccess.cli(pod);
                case ENV -> DockerAccess.env(pod);
                case DOCKERSHIM_SOCKET -> DockerAccess.dockershimSocket(pod);
                case LOCAL_IMAGE -> DockerAccess.build(pod) || DockerAccess.neverPull(pod);
            };
        }

        /** As a label value: {@code dockershim_socket}. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How sure it is that an agent uses Docker. */
    public enum Verdict {
        /** Its name says that it may. */
        SUSPECTED,
        /** Its mounts or variables show it. */
        CONFIRMED;

        /** As a label value. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Of {@code pods}, with at most {@code cap} rows of each kind. */
    public static WorkloadFindings of(List<PodSpec> pods, int cap) {
        FindingsCounter counter = new FindingsCounter();
        for (PodSpec pod : pods) {
            Workload workload = Workload.of(pod);
            counter.addAccess(workload, pod);
            counter.addAgent(workload, pod);
        }
        return counter.findings(cap);
    }
}
