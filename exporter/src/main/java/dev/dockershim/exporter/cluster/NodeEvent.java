package dev.dockershim.exporter.cluster;

import java.time.Instant;

/**
 * What an event told; its text is not kept.
 *
 * @param node the node it happened on
 * @param kind what happened
 * @param last when it was last seen
 */
public record NodeEvent(String node, Kind kind, Instant last) {

    /** What happened. */
    public enum Kind {
        /** {@code incompatible CNI versions}, or {@code failed to destroy network for sandbox}. */
        CNI_ERROR,
        /** ErrImageNeverPull: an image that may not be pulled is not there. */
        IMAGE_NEVER_PULL
    }
}
