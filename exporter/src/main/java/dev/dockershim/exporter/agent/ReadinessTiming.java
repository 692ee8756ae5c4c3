package dev.dockershim.exporter.agent;

import dev.dockershim.exporter.readiness.PhaseTiming;
import java.time.Duration;

/**
 * How time counts while a node's readiness is followed.
 *
 * @param phases of its phase
 * @param held how long what seldom changes is believed while nothing else runs: the kubelet's version, its configuration
 *     and its pods
 * @param refused how long a source that was refused for want of a permission is left alone
 * @param idleIntervals a node that has arrived, and of which nothing changes, is judged each so many intervals only
 */
public record ReadinessTiming(PhaseTiming phases, Duration held, Duration refused, int idleIntervals) {

    /** A grant is seen within ten minutes; until then nobody's log fills with refusals. */
    public static final ReadinessTiming DEFAULT =
            new ReadinessTiming(PhaseTiming.DEFAULT, Duration.ofMinutes(10), Duration.ofMinutes(10), 5);
}
