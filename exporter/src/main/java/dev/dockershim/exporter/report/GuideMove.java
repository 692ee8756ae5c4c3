package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.report.Step.Where;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * "Changing the Container Runtime on a Node from Docker Engine to containerd", for Linux nodes that their owner has set
 * up: what the page lets one edit by hand is done by commands, and what it leaves out is noted.
 */
final class GuideMove {

    private static final String SOCKET = "unix:///run/containerd/containerd.sock";
    private static final String ENV_FILE = "/var/lib/kubelet/kubeadm-flags.env";

    /** Flags of dockershim's years: the endpoint is set anew, and {@code --network-plugin} is gone with 1.24. */
    private static final String OLD_FLAGS = "container-runtime|container-runtime-endpoint|network-plugin";

    private GuideMove() {}

    static List<Step> steps(ClusterNode node, KubectlSteps common) {
        Version kubelet = node.object().kubelet();
        boolean kubeadm = node.distribution() == Distribution.KUBEADM;
        List<Step> steps = new ArrayList<>();
        steps.add(common.empty());
        steps.add(stopDocker());
        steps.add(containerd());
        steps.add(kubeadm ? kubeadmFlags(kubelet) : otherFlags(kubelet));
        if (kubeadm) {
            steps.add(usesInstanceConfig(node) ? instanceConfig() : common.annotate(SOCKET));
        }
        steps.add(Step.of(Where.NODE, "Start the kubelet", "sudo systemctl start kubelet"));
        steps.add(common.takeBack("containerd://"));
        steps.add(removeDocker());
        return steps;
    }

    /** For a kubelet of 1.26 or later on containerd before 1.6 (RT-08). */
    static List<Step> upgradeContainerd(KubectlSteps common) {
        return List.of(
                common.empty(),
                Step.of(
                                Where.NODE,
                                "Upgrade containerd",
                                "sudo systemctl restart containerd",
                                "sudo systemctl restart kubelet")
                        .noting(List.of(
                                "First, upgrade its package (containerd.io, or the distribution's containerd) to"
                                        + " a release that is tested with this kubelet, 1.6.4 at least.")),
                common.takeBack("containerd://1.6.4 or later"));
    }

    private static Step stopDocker() {
        return Step.of(
                Where.NODE,
                "Stop the kubelet and Docker",
                "sudo systemctl stop kubelet",
                "sudo systemctl disable docker.service docker.socket --now");
    }

    private static Step containerd() {
        return Step.of(
                        Where.NODE,
                        "Install and configure containerd",
                        "sudo mkdir -p /etc/containerd",
                        "containerd config default | sudo tee /etc/containerd/config.toml > /dev/null",
                        "grep -i cgroupDriver /var/lib/kubelet/config.yaml",
                        "sudo systemctl restart containerd")
                .noting(
                        List.of(
                                "First, install the package containerd.io of Docker's repositories"
                                        + " (https://github.com/containerd/containerd/blob/main/docs/getting-started.md);"
                                        + " 1.6.4 or later, because of CNI. It may be there already, with CRI turned off.",
                                "If cgroupDriver is systemd, set SystemdCgroup = true in config.toml before the restart.",
                                "Carry over what /etc/docker/daemon.json says: mirrors, registries, proxies (DC-01 to DC-07)."));
    }

    /** Up to 1.23 an endpoint alone still means dockershim; from 1.27 on the kubelet knows no --container-runtime. */
    private static Step kubeadmFlags(@Nullable Version kubelet) {
        return Step.of(
                        Where.NODE,
                        "Let the kubelet use containerd",
                        "sudo sed -i.dockershim -E 's/ *--(" + OLD_FLAGS
                                + ")=[^\" ]*//g; s#^(KUBELET_KUBEADM_ARGS=\") *#\\1" + endpointFlags(kubelet) + " #' "
                                + ENV_FILE,
                        "cat " + ENV_FILE)
                .noting(List.of("The old file stays as " + ENV_FILE + ".dockershim."
                        + (wantsRemote(kubelet) ? " Remove --container-runtime=remote before 1.27." : "")));
    }

    private static Step otherFlags(@Nullable Version kubelet) {
        return Step.of(Where.NODE, "Let the kubelet use containerd", "systemctl cat kubelet")
                .noting(List.of(
                        "Where this kubelet has its flags from is its installer's matter: set " + endpointFlags(kubelet)
                                + " there, and remove --network-plugin.",
                        "If the installer has a setting for the runtime (kubespray, kOps and others do), change that"
                                + " instead: it would undo changes by hand."));
    }

    private static String endpointFlags(@Nullable Version kubelet) {
        return (wantsRemote(kubelet) ? "--container-runtime=remote " : "") + "--container-runtime-endpoint=" + SOCKET;
    }

    /** Whether the kubelet takes another runtime for granted only with {@code --container-runtime=remote}. */
    static boolean wantsRemote(@Nullable Version kubelet) {
        return kubelet == null || !kubelet.atLeast(1, 24, 0);
    }

    /** kubeadm writes no annotation from 1.34 on; one that is there still comes first. */
    private static boolean usesInstanceConfig(ClusterNode node) {
        Version kubelet = node.object().kubelet();
        return node.object().criSocket() == null && kubelet != null && kubelet.atLeast(1, 34, 0);
    }

    private static Step instanceConfig() {
        return Step.of(
                Where.NODE,
                "Tell kubeadm the new socket",
                "printf '%s\\n' 'apiVersion: kubelet.config.k8s.io/v1beta1' 'kind: KubeletConfiguration'"
                        + " 'containerRuntimeEndpoint: \"" + SOCKET
                        + "\"' | sudo tee /var/lib/kubelet/instance-config.yaml");
    }

    private static Step removeDocker() {
        return Step.of(
                        Where.NODE,
                        "When all is well, remove Docker Engine",
                        "sudo apt-get purge docker-ce docker-ce-cli")
                .noting(List.of(
                        "Or yum remove, or dnf remove. Keep containerd.io: it runs the pods now, and Docker's own steps"
                                + " for removal would take it along."));
    }
}
