package dev.dockershim.exporter.source;

import org.jspecify.annotations.Nullable;

/**
 * A source could not be read. The message goes to the log as it is: one line that names what failed (such as
 * {@code kubelet answered 403 Forbidden}) and holds no secret and no content of a file or an answer.
 */
public final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean forbidden;

    /** A failure: the source should work and does not. */
    public SourceException(String message) {
        this(message, null, false);
    }

    /** A failure with its cause, whose stack is logged at debug level only. */
    public SourceException(String message, @Nullable Throwable cause) {
        this(message, cause, false);
    }

    private SourceException(String message, @Nullable Throwable cause, boolean forbidden) {
        super(message, cause);
        this.forbidden = forbidden;
    }

    /** The peer answered, and refused: the permission is missing. What is optional is then left alone for a while. */
    public static SourceException forbidden(String message) {
        return new SourceException(message, null, true);
    }

    /** Whether the peer refused for want of a permission, in difference to a fault. */
    public boolean isForbidden() {
        return forbidden;
    }
}
