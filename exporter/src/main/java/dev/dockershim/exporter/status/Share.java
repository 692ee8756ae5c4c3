package dev.dockershim.exporter.status;

import java.util.Locale;

/**
 * What a node is in the picture of a cluster's way: how far it came, and of those that arrived whether all is well there.
 * Only {@link #DONE} is plainly green. From the best to the worst of a phase.
 */
enum Share {
    /** Arrived, and nothing is left. */
    DONE("✓", "with nothing left"),
    /** Arrived; whether nothing is left is not known. */
    OPEN("?", "not fully known"),
    /** Arrived, and a blocker fails. */
    BLOCKED("!", "with a failing blocker"),
    /** Between two runtimes. */
    MIGRATING("●", ""),
    /** Cordoned, and still on dockershim. */
    DRAINING("◐", ""),
    /** Yet to move. */
    LEFT("▲", ""),
    /** It does not work. */
    BAD("✕", ""),
    /** Not known. */
    UNKNOWN("?", "");

    private final String mark;
    private final String words;

    Share(String mark, String words) {
        this.mark = mark;
        this.words = words;
    }

    /** Its shape. */
    String mark() {
        return mark;
    }

    /** What tells it from others that arrived; empty if it did not arrive. */
    String words() {
        return words;
    }

    /** The name of its style. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Share of(NodeRow row, boolean acceptCriDockerd) {
        if (row.standing() == Standing.UNKNOWN) {
            return UNKNOWN;
        }
        return switch (row.phase()) {
            case UNSUPPORTED -> BAD;
            case UNKNOWN -> UNKNOWN;
            case DOCKERSHIM -> LEFT;
            case DRAINING -> DRAINING;
            case MIGRATING -> MIGRATING;
            case CRI_DOCKERD -> acceptCriDockerd ? arrived(row) : LEFT;
            case MIGRATED -> arrived(row);
        };
    }

    private static Share arrived(NodeRow row) {
        if (row.blockers() > 0) {
            return BLOCKED;
        }
        return row.standing() == Standing.DONE ? DONE : OPEN;
    }
}
