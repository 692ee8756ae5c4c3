package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.NodeObject;

/**
 * A Node.
 *
 * @param name its name
 * @param object what it tells of the node's runtime
 * @param distribution who made its Kubernetes, for the commands of the guide
 * @param controlPlane whether it has the role label of a control plane
 * @param pool the managed cloud's pool that it is of
 */
public record ClusterNode(
        String name, NodeObject object, Distribution distribution, boolean controlPlane, NodePool pool) {

    /** One that is of no pool. */
    public ClusterNode(String name, NodeObject object, Distribution distribution, boolean controlPlane) {
        this(name, object, distribution, controlPlane, NodePool.NONE);
    }
}
