package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.readiness.PhaseTracker.Published;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The nodes of one evaluation.
 *
 * @param members each node that is watched
 */
record Census(List<Member> members) {

    /**
     * A node.
     *
     * @param node the node
     * @param seen what its Node object comes to
     * @param phase its phase
     */
    record Member(ClusterNode node, SeenNode seen, Published phase) {}

    /** The runtime of each, by name; unknown ones too. */
    Map<String, Kind> runtimes() {
        Map<String, Kind> runtimes = new HashMap<>(2 * members.size());
        members.forEach(
                member -> runtimes.put(member.node().name(), member.seen().runtime()));
        return runtimes;
    }

    /** The runtime that each node has; unknown if they differ, or one is unknown, or there is none. */
    Kind commonRuntime() {
        Kind common = Kind.UNKNOWN;
        for (Member member : members) {
            Kind runtime = member.seen().runtime();
            if (runtime == Kind.UNKNOWN || (common != Kind.UNKNOWN && common != runtime)) {
                return Kind.UNKNOWN;
            }
            common = runtime;
        }
        return common;
    }
}
