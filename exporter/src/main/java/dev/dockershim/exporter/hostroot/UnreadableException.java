package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;

/** Something of the host that is there could not be read or understood, so that what depends on it is unknown. */
final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /**
     * With a text of our own.
     *
     * @param reason why
     * @param text for people; nothing that was read
     */
    UnreadableException(Reason reason, String text) {
        super(text, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    /** What a reader answers then. */
    <T> Observed<T> missing() {
        return Observed.missing(reason, String.valueOf(getMessage()));
    }
}
