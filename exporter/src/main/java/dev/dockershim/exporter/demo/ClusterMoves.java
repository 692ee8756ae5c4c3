package dev.dockershim.exporter.demo;

import java.time.Duration;
import java.util.List;

/**
 * How the nodes of the recorded cluster that move get on: one after the other, in steps of half a minute, then all begins
 * anew. A function of the step alone.
 *
 * @param nodes those that move, in their order
 */
record ClusterMoves(List<String> nodes) {

    /** Twice as long as the phase of a node must hold to be believed, in two steps that show the same. */
    static final Duration STEP = Duration.ofSeconds(30);

    private static final int REST = 6;

    ClusterMoves {
        nodes = List.copyOf(nodes);
    }

    /** How far a node is, each stage on top of the one before. */
    enum Stage {
        /** As it was recorded. */
        NOT_BEGUN,
        /** Nothing new is scheduled to it. */
        CORDONED,
        /** What can be evicted is elsewhere. */
        DRAINED,
        /** Its kubelet is stopped. */
        STOPPED,
        /** Its kubelet runs with the new runtime. */
        CHANGED,
        /** kubeadm's annotation names the new runtime. */
        ANNOTATED,
        /** In service again. */
        BACK
    }

    /** The stage of a node at a step; of one that does not move the first. */
    Stage stage(String node, long step) {
        int turn = nodes.indexOf(node);
        Stage[] stages = Stage.values();
        long since = step % cycle() - (long) turn * (stages.length - 1);
        return turn < 0 ? Stage.NOT_BEGUN : stages[(int) Math.max(0, Math.min(since, stages.length - 1))];
    }

    /** The nodes that were drained up to a step, the last one last. */
    List<String> drained(long step) {
        return nodes.stream()
                .filter(node -> stage(node, step).compareTo(Stage.DRAINED) >= 0)
                .toList();
    }

    private long cycle() {
        return (long) nodes.size() * (Stage.values().length - 1) + REST;
    }
}
