package dev.dockershim.exporter.watch;

import java.time.Duration;

/**
 * The API server did not give what was asked for. The message is a sentence of our own without capital and full stop:
 * nothing of an answer is in it.
 */
final class ApiException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final Duration pause;

    enum Kind {
        /** No connection, or no credentials to send: whatever is asked for. */
        UNREACHABLE,
        /** 401: whatever is asked for. */
        UNAUTHENTICATED,
        /** 403. */
        FORBIDDEN,
        /** 404: it serves no such resource. */
        ABSENT,
        /** 410: what was to be continued is too old to be continued. */
        GONE,
        /** No answer, a fault, or too many requests. */
        FAILED,
        /** An answer that is not understood. */
        INVALID
    }

    ApiException(Kind kind, String message) {
        this(kind, message, Duration.ZERO);
    }

    /**
     * With a time that the API server asks to wait.
     *
     * @param pause {@code Retry-After}; zero if it did not say
     */
    ApiException(Kind kind, String message, Duration pause) {
        super(message);
        this.kind = kind;
        this.pause = pause;
    }

    Kind kind() {
        return kind;
    }

    Duration pause() {
        return pause;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
