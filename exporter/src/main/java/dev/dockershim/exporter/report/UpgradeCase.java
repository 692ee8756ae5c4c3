package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.report.UpgradeQuestion.Assumption;
import java.util.List;
import java.util.function.Predicate;

/**
 * An upgrade that is asked about, and the cluster that it is for.
 *
 * @param readiness the cluster
 * @param question the upgrade
 * @param all every node with a kubelet; none if they were not to be seen
 * @param virtual nodes that are assumed to have neither kubelet nor runtime
 */
record UpgradeCase(
        ClusterReadiness readiness, UpgradeQuestion question, List<UpgradeNode> all, List<UpgradeNode> virtual) {

    static UpgradeCase of(ClusterReadiness readiness, UpgradeQuestion question) {
        List<UpgradeNode> nodes =
                readiness.nodes().stream().map(UpgradeNode::new).toList();
        Predicate<UpgradeNode> virtual =
                question.assumed().contains(Assumption.VIRTUAL_NODES) ? UpgradeNode::mayBeVirtual : node -> false;
        return new UpgradeCase(
                readiness,
                question,
                nodes.stream().filter(virtual.negate()).toList(),
                nodes.stream().filter(virtual).toList());
    }

    int minor() {
        return question.minor();
    }

    /** As people write it: {@code 1.24}. */
    String version() {
        return question.version();
    }

    boolean assumes(Assumption assumption) {
        return question.assumed().contains(assumption);
    }

    /** The nodes whose kubelet is upgraded. */
    List<UpgradeNode> upgraded() {
        return question.controlPlaneOnly()
                ? all.stream().filter(UpgradeNode::isControlPlane).toList()
                : all;
    }

    /** Those that are not of the control plane. */
    List<UpgradeNode> workers() {
        return all.stream().filter(node -> !node.isControlPlane()).toList();
    }
}
