package dev.dockershim.exporter.report;

import java.util.Locale;

/** Why a node has its place in the plan; in the order of the plan. */
public enum Stage {
    /** It does not work, or has arrived and something on it is broken. */
    REPAIR("repair"),
    /** Its move has begun: one that is finished is worth two that are not. */
    FINISH("finish what has begun"),
    /** Nobody knows where it stands. */
    FIND_OUT("find out"),
    /** It is to be moved, and its pods have another place. */
    WORKER("move"),
    /** It is to be moved, and has something that no other node has, that is lost, or that may not be evicted now. */
    WORKER_WITH_CARE("move with care"),
    /** It has the control plane: one after the other, when the workers have shown that it works. */
    CONTROL_PLANE("control plane");

    private final String title;

    Stage(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }

    /** Whether its nodes are to be moved. */
    boolean isMove() {
        return switch (this) {
            case FINISH, WORKER, WORKER_WITH_CARE, CONTROL_PLANE -> true;
            case REPAIR, FIND_OUT -> false;
        };
    }

    /** As a word of the JSON: {@code find-out}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
