package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.NodePool;
import java.util.List;

/**
 * A node's pool, and who else of it is in the plan.
 *
 * @param pool the pool; none if the node tells of none, or is of no cloud's
 * @param nodes those of the pool that are to be moved, in the plan's order; this node alone if it is of no pool
 */
record PoolPlace(NodePool pool, List<String> nodes) {

    /** Copies the list. */
    PoolPlace {
        nodes = List.copyOf(nodes);
    }

    String first() {
        return nodes.get(0);
    }

    boolean isFirst(String node) {
        return first().equals(node);
    }

    boolean isLast(String node) {
        return nodes.get(nodes.size() - 1).equals(node);
    }

    /** The pool's name, or what the reader has to fill in. */
    String name(String otherwise) {
        return pool.name().isEmpty() ? otherwise : pool.name();
    }

    String cluster(String otherwise) {
        return pool.cluster().isEmpty() ? otherwise : pool.cluster();
    }
}
