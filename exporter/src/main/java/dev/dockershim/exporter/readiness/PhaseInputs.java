package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import org.jspecify.annotations.Nullable;

/**
 * All that the phase depends on.
 *
 * @param runtime which runtime; {@link Kind#UNKNOWN} if nothing tells
 * @param certain whether that is known well enough
 * @param disputed whether something else than the kubelet names another runtime
 * @param tooOld whether the runtime is a containerd without version 1 of CRI
 * @param kubelet the kubelet's version; null if unknown
 * @param running the endpoint in use; null if not seen
 * @param configured the endpoint that files name; null if not seen
 * @param removedFlag whether files give a flag that the kubelet lost with 1.27
 * @param annotation kubeadm's annotation; null if it is not there, or not seen
 * @param cordoned whether the node is cordoned
 * @param ready whether the node is ready; false if unknown
 * @param changedLately whether the runtime or its endpoint changed in the last minutes
 * @param nodeSeen whether the Node object was seen
 * @param complete whether all was seen that could say anything less good of a node that has left dockershim
 */
record PhaseInputs(
        Kind runtime,
        boolean certain,
        boolean disputed,
        boolean tooOld,
        @Nullable Version kubelet,
        @Nullable EndpointClass running,
        @Nullable EndpointClass configured,
        boolean removedFlag,
        @Nullable EndpointClass annotation,
        boolean cordoned,
        boolean ready,
        boolean changedLately,
        boolean nodeSeen,
        boolean complete) {

    /** Of a node. */
    static PhaseInputs of(NodeEvidence evidence, boolean changedLately) {
        RuntimeInUse use = RuntimeInUse.of(evidence);
        NodeObject node = evidence.node().orNull();
        KubeletFiles files = evidence.files().orNull();
        KubeletProcess process = evidence.process().orNull();
        Version version = use.name().version();
        boolean containerd = use.name().kind() == Kind.CONTAINERD;
        // A distribution's flag of that name is its own, and does not reach the kubelet.
        boolean embedded = process != null && process.embedded();
        return new PhaseInputs(
                use.name().kind(),
                use.certain(),
                use.disputed(),
                containerd && version != null && !version.atLeast(1, 6, 0),
                use.kubelet(),
                use.endpoint().runningKind(),
                use.endpoint().configuredKind(),
                files != null && !embedded && files.flags().givesContainerRuntime(),
                node == null || node.criSocket() == null
                        ? null
                        : node.criSocket().kind(),
                node != null && node.unschedulable(),
                node != null && Boolean.TRUE.equals(node.ready()),
                changedLately,
                node != null,
                node != null
                        && files != null
                        && evidence.kubeletVersion().orNull() != null
                        && node.runtime().version() != null
                        && node.runtime().kind() == use.name().kind()
                        && use.endpointFits()
                        && !ofNoKnownPath(EffectiveEndpoint.of(evidence, use.kubelet())));
    }

    /** Whether a path tells nothing by itself, and only the runtime's name does. */
    private static boolean ofNoKnownPath(EffectiveEndpoint asWritten) {
        return asWritten.runningKind() == EndpointClass.OTHER || asWritten.configuredKind() == EndpointClass.OTHER;
    }
}
