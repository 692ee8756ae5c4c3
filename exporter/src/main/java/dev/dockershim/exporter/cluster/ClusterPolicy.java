package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.readiness.PhaseTiming;
import java.time.Duration;

/**
 * How a cluster is judged.
 *
 * @param stall how long a node that has arrived may stay out of service before RT-09 fails
 * @param findings rows of each kind of finding at most
 * @param deferToAgents whether a node with a ready agent is left to that
 * @param phases how time counts for the nodes' phases
 */
public record ClusterPolicy(Duration stall, int findings, boolean deferToAgents, PhaseTiming phases) {

    /** Two hours, as the alert of a stalled move; 500 rows; agents speak for their nodes. */
    public static final ClusterPolicy DEFAULT = new ClusterPolicy(Duration.ofHours(2), 500, true);

    /** With the usual timing of phases. */
    public ClusterPolicy(Duration stall, int findings, boolean deferToAgents) {
        this(stall, findings, deferToAgents, PhaseTiming.DEFAULT);
    }
}
