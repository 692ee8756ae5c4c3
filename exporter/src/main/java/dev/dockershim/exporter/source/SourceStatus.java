package dev.dockershim.exporter.source;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a source did when it was last read.
 *
 * @param name the value of the label {@code source}
 * @param optional whether it only adds detail, and does without a permission that is not granted
 * @param up whether the last reading was fresh; null before the first one
 * @param forbidden whether the last reading was refused for want of a permission
 * @param reason why the last reading failed; null if it did not
 * @param durationSeconds how long the last reading took, failed ones included; 0 before the first one
 * @param lastSuccess when a reading was last fresh; null if never
 */
public record SourceStatus(
        String name,
        boolean optional,
        @Nullable Boolean up,
        boolean forbidden,
        @Nullable String reason,
        double durationSeconds,
        @Nullable Instant lastSuccess) {

    static SourceStatus unread(String name, boolean optional) {
        return new SourceStatus(name, optional, null, false, null, 0, null);
    }

    /** Whether this is an optional source that lacks a permission: no failure, but no evidence either. */
    public boolean isNotGranted() {
        return optional && forbidden;
    }

    SourceStatus succeeded(double seconds, Instant now) {
        return new SourceStatus(name, optional, true, false, null, seconds, now);
    }

    SourceStatus failed(String why, boolean isForbidden, double seconds) {
        return new SourceStatus(name, optional, false, isForbidden, why, seconds, lastSuccess);
    }
}
