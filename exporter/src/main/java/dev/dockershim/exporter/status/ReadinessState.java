package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.NodeReadiness;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of a node's readiness.
 *
 * @param on whether it is evaluated at all
 * @param last the last evaluation; null before the first
 * @param staleAfter the age from which an evaluation tells nothing of now
 * @param acceptCriDockerd whether the phase cri-dockerd is an end of the way
 */
public record ReadinessState(boolean on, @Nullable NodeReadiness last, Duration staleAfter, boolean acceptCriDockerd) {

    /** Readiness is turned off. */
    public static final ReadinessState OFF = new ReadinessState(false, null, Duration.ZERO, true);

    boolean isStale(NodeReadiness readiness, Instant now) {
        return Duration.between(readiness.evidence().at(), now).compareTo(staleAfter) > 0;
    }
}
