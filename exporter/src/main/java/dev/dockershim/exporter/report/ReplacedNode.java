package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.report.Step.Where;
import java.util.ArrayList;
import java.util.List;

/**
 * Managed nodes: their runtime comes with their image, so pools are changed, not nodes. The first node of a pool in the
 * plan has what is done once for all of it. Capitals stand for what no Node tells.
 */
final class ReplacedNode {

    private ReplacedNode() {}

    static List<Step> steps(Distribution distribution, boolean windows, KubectlSteps common, PoolPlace place) {
        if (distribution == Distribution.EKS) {
            return eks(common, place);
        }
        if (!place.isFirst(common.node())) {
            return List.of(new Step(
                    Where.PROVIDER,
                    "Nothing but to wait for its pool",
                    List.of(),
                    List.of("Pool " + place.pool().name() + " is changed as a whole: see the steps of " + place.first()
                            + ".")));
        }
        return switch (distribution) {
            case GKE -> gke(windows, common, place);
            case AKS -> aks(common, place);
            default -> ack(common);
        };
    }

    /** "Migrate from dockershim to containerd" of the Amazon EKS user guide. */
    private static List<Step> eks(KubectlSteps common, PoolPlace place) {
        List<Step> steps = new ArrayList<>();
        if (place.isFirst(common.node())) {
            steps.add(common.group("eks.amazonaws.com/nodegroup,alpha.eksctl.io/nodegroup-name"));
            steps.add(Step.of(
                            Where.PROVIDER,
                            "Make a node group on containerd",
                            "eksctl create nodegroup --config-file=FILE")
                    .noting(List.of(
                            "Amazon's images have containerd alone from 1.24 on. Before, FILE asks for it with"
                                    + " containerRuntime: containerd (Amazon Linux 2), or the launch template with"
                                    + " --container-runtime containerd of bootstrap.sh.",
                            "https://docs.aws.amazon.com/eks/latest/userguide/dockershim-deprecation.html")));
            steps.add(common.cordon(place.nodes()));
        }
        Step empty = common.empty();
        steps.add(
                place.isFirst(common.node())
                        ? empty
                        : empty.notingFirst("First, the new node group, and its old nodes cordoned: steps of "
                                + place.first() + "."));
        if (place.isLast(common.node())) {
            steps.add(Step.of(
                            Where.PROVIDER,
                            "Only when no node of it is needed any more, delete the old node group",
                            "eksctl delete nodegroup --cluster=" + place.cluster("CLUSTER") + " --name="
                                    + place.name("NODEGROUP"))
                    .noting(List.of(
                            "It drains and deletes every node of the group, those on containerd too. They do not"
                                    + " come back: nothing is to be uncordoned.")));
        }
        return steps;
    }

    /** "Migrate from Docker to containerd node images" of Google Kubernetes Engine. */
    private static List<Step> gke(boolean windows, KubectlSteps common, PoolPlace place) {
        return List.of(
                common.group("cloud.google.com/gke-nodepool"),
                Step.of(
                                Where.PROVIDER,
                                "Give the pool an image with containerd",
                                "gcloud container clusters upgrade CLUSTER --node-pool=" + place.name("POOL")
                                        + " --image-type=" + (windows ? "WINDOWS_LTSC_CONTAINERD" : "COS_CONTAINERD"))
                        .noting(List.of(
                                "It drains and replaces the pool's nodes one after the other, so that nothing is to be"
                                        + " drained by hand. UBUNTU_CONTAINERD if the pool is Ubuntu's.",
                                "https://cloud.google.com/kubernetes-engine/docs/how-to/migrate-containerd")));
    }

    /** "Upgrade node pools in Azure Kubernetes Service". */
    private static List<Step> aks(KubectlSteps common, PoolPlace place) {
        return List.of(
                common.group("kubernetes.azure.com/agentpool"),
                Step.of(
                                Where.PROVIDER,
                                "Upgrade the pool to a version with containerd",
                                "az aks nodepool upgrade --resource-group GROUP --cluster-name CLUSTER --name "
                                        + place.name("POOL") + " --kubernetes-version VERSION")
                        .noting(List.of(
                                "Pools are on containerd from 1.19 on, Windows pools from 1.23 on. It drains and"
                                        + " replaces the pool's nodes, so that nothing is to be drained by hand.",
                                "https://learn.microsoft.com/azure/aks/upgrade-node-pools")));
    }

    /** "Migrate the container runtime from Docker to containerd" of Alibaba Cloud ACK. */
    private static List<Step> ack(KubectlSteps common) {
        return List.of(
                common.group("alibabacloud.com/nodepool-id"),
                new Step(
                        Where.PROVIDER,
                        "Upgrade the runtime of the pool",
                        List.of(),
                        List.of(
                                "In the console: Node Pools, More, Kubelet Upgrade, with the upgrade of the runtime. It"
                                        + " drains the nodes in batches and replaces their system disks: save what"
                                        + " is on them. Or make a pool with containerd, and move workloads there.",
                                "https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/"
                                        + "change-the-container-runtime-from-docker-to-containerd")));
    }
}
