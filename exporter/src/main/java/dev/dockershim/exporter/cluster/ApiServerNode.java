package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import java.time.Instant;

/**
 * A node's evidence as the API server shows it: its Node object, and nothing that only the node can tell. Its pods are
 * judged beside it.
 */
final class ApiServerNode {

    private static final String UNSEEN = "an API server does not show it: run an agent on the node";

    private ApiServerNode() {}

    /** What {@code object} tells at that time. */
    static NodeEvidence evidence(NodeObject object, Instant at) {
        return new NodeEvidence(
                at,
                kubelet(object, at),
                Observed.seen(object),
                unseen(),
                unseen(),
                unseen(),
                unseen(),
                unseen(),
                unseen(),
                unseen(),
                unseen(),
                unseen(),
                unseen(),
                unseen(),
                unseen());
    }

    /**
     * The same object with the time of its last word taken for now, or for none if that is too old to count: nodes that
     * tell the same are equal then, and nothing that is judged of them differs.
     */
    static NodeObject withoutTime(NodeObject object, Instant at) {
        return new NodeObject(
                object.runtime(),
                object.kubelet(),
                object.os(),
                object.unschedulable(),
                object.ready(),
                RuntimeInUse.fresh(object, at) ? at : null,
                object.criSocket(),
                object.kubeadm());
    }

    private static Observed<Version> kubelet(NodeObject object, Instant at) {
        if (!RuntimeInUse.fresh(object, at)) {
            return Observed.missing(Reason.FAILED, "the node has been silent for too long");
        }
        return object.kubelet() == null
                ? Observed.missing(Reason.INVALID, "the Node object tells no version of the kubelet")
                : Observed.seen(object.kubelet());
    }

    private static <T> Observed<T> unseen() {
        return Observed.missing(Reason.NOT_CONFIGURED, UNSEEN);
    }
}
