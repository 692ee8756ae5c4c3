package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;

/** Evidence that a reader cannot give. Its message is our own sentence and holds nothing that was read. */
final class MissingFileException extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    MissingFileException(Reason reason, String text) {
        super(text, null, false, false);
        this.reason = reason;
    }

    /**
     * That {@code what} cannot be read.
     *
     * @param what a name for people, never a path that was read
     * @param missing why; its own text may hold a path that was read, and is left out
     */
    static MissingFileException of(String what, Missing<?> missing) {
        String text = switch (missing.reason()) {
            case FORBIDDEN -> what + " may not be read";
            case ABSENT -> what + " is not there";
            case INVALID -> what + " is no regular file";
            case FAILED, NOT_CONFIGURED, PENDING -> what + " could not be read, or is too large";
        };
        return new MissingFileException(missing.reason(), text);
    }

    Reason reason() {
        return reason;
    }

    <T> Observed<T> observed() {
        return Observed.missing(reason, String.valueOf(getMessage()));
    }
}
