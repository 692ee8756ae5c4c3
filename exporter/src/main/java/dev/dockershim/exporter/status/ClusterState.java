package dev.dockershim.exporter.status;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What there is to tell of a cluster's readiness.
 *
 * @param synced whether all that is watched was listed at least once, or refused
 * @param last the last evaluation; null before the first
 * @param staleAfter the age from which an evaluation tells nothing of now
 * @param acceptCriDockerd whether the phase cri-dockerd is an end of the way
 */
public record ClusterState(
        boolean synced, @Nullable ClusterReadiness last, Duration staleAfter, boolean acceptCriDockerd) {

    boolean isStale(ClusterReadiness readiness, Instant now) {
        return Duration.between(readiness.at(), now).compareTo(staleAfter) > 0;
    }
}
