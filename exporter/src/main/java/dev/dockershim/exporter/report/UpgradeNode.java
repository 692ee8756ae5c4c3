package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.Phase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What rules ask of a node.
 *
 * @param readiness the node
 */
record UpgradeNode(ClusterNodeReadiness readiness) {

    String name() {
        return readiness.node().name();
    }

    boolean isIn(Phase... phases) {
        return List.of(phases).contains(readiness.phase());
    }

    boolean isObserved() {
        return readiness.confidence() == Confidence.OBSERVED;
    }

    boolean isControlPlane() {
        return readiness.node().controlPlane();
    }

    Distribution distribution() {
        return readiness.node().distribution();
    }

    /** Whether somebody installs its kubelet and its runtime one by one, perhaps by kubeadm; else both come together. */
    boolean isSetUpByHand() {
        return !distribution().isWithoutKubeadm();
    }

    /** Whether nothing speaks against a virtual-kubelet, which runs pods elsewhere. */
    boolean mayBeVirtual() {
        return isIn(Phase.UNKNOWN)
                && runs(RuntimeName.Kind.UNKNOWN)
                && !readiness.node().object().kubeadm();
    }

    @Nullable
    Version kubelet() {
        return readiness.node().object().kubelet();
    }

    /** Whether its kubelet is before 1.{@code minor}, or may be. */
    boolean isBefore(int minor) {
        Version kubelet = kubelet();
        return kubelet == null || kubelet.minor() < minor;
    }

    RuntimeName runtime() {
        return readiness.node().object().runtime();
    }

    boolean runs(RuntimeName.Kind kind) {
        return runtime().kind() == kind;
    }

    /** Whose socket kubeadm's annotation names; null if there is none. */
    @Nullable
    EndpointClass annotation() {
        Endpoint socket = readiness.node().object().criSocket();
        return socket == null ? null : socket.kind();
    }
}
