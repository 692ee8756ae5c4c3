package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.PodSpec;

/**
 * A pod. Strings that many pods have in common are the same objects, so that 150,000 of these fit.
 *
 * @param namespace its namespace
 * @param name its name
 * @param node the node it was bound to; empty if to none yet
 * @param controller who made it
 * @param finished whether it has ended (phase Succeeded or Failed): it uses nothing any more
 * @param agent whether it is an agent of this exporter that is ready, and so speaks for its node
 * @param localData whether it has an emptyDir: a drain refuses it without {@code --delete-emptydir-data}
 * @param spec what it tells about Docker; of a pod without any of that a shared value without names, volumes and
 *     containers, which tells no more than the kind of its owner and whether it is static
 */
public record ClusterPod(
        String namespace,
        String name,
        String node,
        Controller controller,
        boolean finished,
        boolean agent,
        boolean localData,
        PodSpec spec) {

    /** Whether its spec tells anything about Docker. */
    public boolean concernsDocker() {
        return !spec.name().isEmpty();
    }
}
