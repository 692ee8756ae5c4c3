package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.NodeObject;

/**
 * A Node.
 *
 * @param name its name
 * @param object what it tells of the node's runtime
 * @param distribution who made its Kubernetes, for the commands of the guide
 * @param controlPlane whether it has the role label of a control plane
 */
public record ClusterNode(String name, NodeObject object, Distribution distribution, boolean controlPlane) {}
