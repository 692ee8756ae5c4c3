package dev.dockershim.exporter.status;

import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.Phase;
import java.util.Locale;

/**
 * How a phase is to be taken; its shape and its colour. Green needs an end of the way, seen, now, and no blocker. From
 * the best to the worst.
 */
enum Standing {
    /** At an end of the way. */
    DONE("✓"),
    /** On the way, or at an end with something left to see to. */
    GOING("●"),
    /** Something is to be done. */
    TODO("▲"),
    /** It does not work. */
    BAD("✕"),
    /** Not known. */
    UNKNOWN("?");

    private final String mark;

    Standing(String mark) {
        this.mark = mark;
    }

    /** Its shape. */
    String mark() {
        return mark;
    }

    /** The name of its style. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Of a node.
     *
     * @param blockers number of its checks that fail, and are blockers
     * @param doubtful whether what was judged tells nothing of now
     */
    static Standing of(Phase phase, Confidence confidence, int blockers, boolean doubtful, boolean acceptCriDockerd) {
        if (doubtful) {
            return UNKNOWN;
        }
        return switch (phase) {
            case UNSUPPORTED -> BAD;
            case UNKNOWN -> UNKNOWN;
            case DOCKERSHIM -> TODO;
            case DRAINING, MIGRATING -> GOING;
            case CRI_DOCKERD, MIGRATED -> {
                if (blockers > 0 || (phase == Phase.CRI_DOCKERD && !acceptCriDockerd)) {
                    yield TODO;
                }
                yield confidence == Confidence.OBSERVED ? DONE : GOING;
            }
        };
    }
}
