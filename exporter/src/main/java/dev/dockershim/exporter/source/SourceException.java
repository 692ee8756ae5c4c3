package dev.dockershim.exporter.source;

import org.jspecify.annotations.Nullable;

/**
 * A source could not be read. The message goes to the log as it is: one line that names what failed (such as
 * {@code kubelet answered 403 Forbidden}) and holds no secret and no content of a file or an answer.
 */
public final class SourceException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;

    private enum Kind {
        FAULT,
        FORBIDDEN,
        ABSENT
    }

    /** A failure: the source should work and does not. */
    public SourceException(String message) {
        this(message, null, Kind.FAULT);
    }

    /** A failure with its cause, whose stack is logged at debug level only. */
    public SourceException(String message, @Nullable Throwable cause) {
        this(message, cause, Kind.FAULT);
    }

    private SourceException(String message, @Nullable Throwable cause, Kind kind) {
        super(message, cause);
        this.kind = kind;
    }

    /** The peer answered, and refused: the permission is missing. What is optional is then left alone for a while. */
    public static SourceException forbidden(String message) {
        return new SourceException(message, null, Kind.FORBIDDEN);
    }

    /** The peer is there, and has nothing of what was asked for: that, too, is an answer. */
    public static SourceException absent(String message, @Nullable Throwable cause) {
        return new SourceException(message, cause, Kind.ABSENT);
    }

    /** Whether the peer refused for want of a permission, in difference to a fault. */
    public boolean isForbidden() {
        return kind == Kind.FORBIDDEN;
    }

    /** Whether the peer told that it has nothing of what was asked for, in difference to a fault. */
    public boolean isAbsent() {
        return kind == Kind.ABSENT;
    }
}
