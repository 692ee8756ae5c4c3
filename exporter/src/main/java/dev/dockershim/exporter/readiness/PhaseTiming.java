package dev.dockershim.exporter.readiness;

import java.time.Duration;

/**
 * How time counts for a node's phase.
 *
 * @param hold how long a new phase must have held before it is published
 * @param lately how long a cordoned node counts as between two runtimes after one took the other's place
 */
public record PhaseTiming(Duration hold, Duration lately) {

    /** So that no flap is published, and no move is called done before its runtime has run for a while. */
    public static final PhaseTiming DEFAULT = new PhaseTiming(Duration.ofSeconds(30), Duration.ofMinutes(10));
}
