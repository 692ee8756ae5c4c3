package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.report.Step.Where;
import java.util.List;

/**
 * Nodes whose installer decides what runs on them, or that nobody knows the installer of: no command touches them before
 * it was asked, since it would undo the change, or the node would not come back.
 */
final class InstallerMove {

    private InstallerMove() {}

    static List<Step> steps(Distribution distribution, KubectlSteps common) {
        return distribution == Distribution.RKE1 ? rke1(common) : other(common);
    }

    /** https://ranchermanager.docs.rancher.com/faq/dockershim. */
    private static List<Step> rke1(KubectlSteps common) {
        return List.of(
                new Step(
                        Where.PROVIDER,
                        "Decide where RKE goes: the node itself cannot leave Docker",
                        List.of(),
                        List.of(
                                "RKE (version 1) runs kubelet, etcd and API server as containers of Docker: with Docker"
                                        + " stopped, the node is gone, and the control plane too. Never stop or remove"
                                        + " Docker here.",
                                "Off dockershim, still on Docker: enable_cri_dockerd: true in cluster.yml, then rke up, or"
                                        + " the same in the cluster's YAML in Rancher; from 1.21 on, needed for 1.24.",
                                "Off Docker: make a cluster of RKE2 or k3s, and move the workloads there.",
                                "https://ranchermanager.docs.rancher.com/faq/dockershim")),
                common.look("See how it is afterwards"));
    }

    private static List<Step> other(KubectlSteps common) {
        return List.of(
                new Step(
                        Where.PROVIDER,
                        "Ask the node's installer how it changes the runtime",
                        List.of(),
                        List.of(
                                "No Node tells who made this one: by hand nothing is to be stopped or removed on it.",
                                "kOps: spec.containerRuntime: containerd, then kops update cluster and kops rolling-update"
                                        + " cluster, which drain by themselves. minikube: a new profile, with"
                                        + " --container-runtime=containerd. Docker Desktop: a new release of it.",
                                "OpenShift 3 has no such way: move to a cluster of OpenShift 4.",
                                "Set up by hand: read the guide,"
                                        + " https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/change-runtime-containerd/"
                                        + ", and see systemctl cat kubelet for where its flags come from.")),
                common.empty().notingFirst("Only if the installer does not drain by itself."),
                new Step(
                        Where.PROVIDER,
                        "Let the installer change the runtime, or replace the node",
                        List.of(),
                        List.of()),
                common.healthy("containerd://"),
                common.takeBack());
    }
}
