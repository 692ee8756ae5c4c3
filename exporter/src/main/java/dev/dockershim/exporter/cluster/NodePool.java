package dev.dockershim.exporter.cluster;

/**
 * A group of nodes that a managed cloud makes and replaces together; values of labels, so at most 63 letters, digits,
 * dashes, dots and underscores each.
 *
 * @param name its name; empty if the node tells of none
 * @param cluster its cluster's name; empty if the node does not tell, as on most clouds
 */
public record NodePool(String name, String cluster) {

    /** None, or not told. */
    public static final NodePool NONE = new NodePool("", "");
}
