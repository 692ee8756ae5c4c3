package dev.dockershim.exporter.agent;

import java.util.List;

/**
 * What is counted of the node's pods, capped.
 *
 * @param access workloads that use Docker
 * @param accessDropped rows of them beyond the cap
 * @param agents vendors' telemetry and security agents
 * @param agentsDropped rows of them beyond the cap
 */
record PodFindings(List<Access> access, int accessDropped, List<VendorAgent> agents, int agentsDropped) {

    /** Nothing. */
    static final PodFindings NONE = new PodFindings(List.of(), 0, List.of(), 0);

    /** Copies the lists. */
    PodFindings {
        access = List.copyOf(access);
        agents = List.copyOf(agents);
    }

    /**
     * A workload that uses Docker in one way.
     *
     * @param type {@code deployment}, {@code daemonset} and so on
     * @param method one of a closed list: {@code socket}
     * @param pods how many of its pods on this node
     */
    record Access(String namespace, String workload, String type, String method, int pods) {}

    /**
     * A workload that is a vendor's agent.
     *
     * @param verdict {@code suspected} or {@code confirmed}
     * @param pods how many of its pods on this node
     */
    record VendorAgent(String namespace, String workload, String vendor, String verdict, int pods) {}
}
