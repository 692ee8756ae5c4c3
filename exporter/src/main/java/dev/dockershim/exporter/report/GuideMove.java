package dev.dockershim.exporter.report;

import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.cluster.ClusterNodeReadiness;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.report.Step.Where;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * "Changing the Container Runtime on a Node from Docker Engine to containerd", for Linux nodes of kubeadm: what the page
 * lets one edit by hand is done by commands. Each block may be pasted again, and what can be had before Docker stops
 * comes before.
 */
final class GuideMove {

    private GuideMove() {}

    static List<Step> steps(ClusterNodeReadiness readiness, KubectlSteps common) {
        ClusterNode node = readiness.node();
        Version kubelet = node.object().kubelet();
        boolean adapter = usesAdapter(readiness);
        List<Step> steps = new ArrayList<>();
        if (isOffDocker(readiness)) {
            return finish(common);
        }
        if (readiness.phase() == Phase.DRAINING || readiness.phase() == Phase.MIGRATING) {
            steps.add(KubeletFlags.look());
        }
        if (node.controlPlane()) {
            steps.add(common.saveEtcd());
        }
        steps.add(common.empty());
        steps.add(ContainerdSetup.prepare());
        boolean instanceConfig = usesInstanceConfig(node);
        if (!instanceConfig) {
            // While the API server is there: it may be this node's, and stop with Docker.
            steps.add(common.annotate(ContainerdSetup.SOCKET));
        }
        steps.add(stopDocker(node.controlPlane(), adapter));
        steps.add(ContainerdSetup.configure());
        steps.add(KubeletFlags.edit(kubelet));
        if (instanceConfig) {
            steps.add(KubeletFlags.instanceConfig());
        }
        steps.add(Step.of(Where.NODE, "Start the kubelet", "sudo systemctl start kubelet"));
        steps.add(common.healthy("containerd://"));
        steps.add(common.takeBack());
        steps.addAll(wayBack(node, adapter, common));
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
                                "sudo apt-get update",
                                "sudo apt-get install -y --only-upgrade containerd.io && sudo systemctl restart containerd"
                                        + " kubelet",
                                "containerd --version")
                        .noting(List.of(
                                "Or dnf upgrade, or yum update; the package may be the distribution's own, containerd. It"
                                        + " needs a release that is tested with this kubelet, 1.6.4 at least.")),
                common.healthy("containerd://1.6.4 or later"),
                common.takeBack());
    }

    /** Its kubelet tells of another runtime already: there is no Docker to stop for it, and nothing to drain again. */
    private static boolean isOffDocker(ClusterNodeReadiness node) {
        RuntimeName.Kind kind = node.node().object().runtime().kind();
        return node.phase() == Phase.MIGRATING && kind != RuntimeName.Kind.DOCKER && kind != RuntimeName.Kind.UNKNOWN;
    }

    private static List<Step> finish(KubectlSteps common) {
        return List.of(
                KubeletFlags.look()
                        .noting(List.of(
                                "Its kubelet tells of another runtime than Docker already: neither drain it again"
                                        + " nor change its files again, if they name that runtime's endpoint.")),
                common.annotate(ContainerdSetup.SOCKET)
                        .noting(List.of("If the runtime is containerd; of another one, its own socket.")),
                common.healthy("containerd://"),
                common.takeBack(),
                removeDocker());
    }

    private static boolean usesAdapter(ClusterNodeReadiness node) {
        return node.phase() == Phase.CRI_DOCKERD
                || (node.node().object().criSocket() != null
                        && node.node().object().criSocket().kind() == EndpointClass.CRI_DOCKERD);
    }

    private static Step stopDocker(boolean controlPlane, boolean adapter) {
        List<String> notes = new ArrayList<>();
        if (controlPlane) {
            notes.add(
                    "From here until its kubelet runs again, this node's API server and etcd are away. If it is the only"
                            + " one of the control plane, kubectl gets no answer until then.");
        }
        notes.add("With live-restore Docker would leave containers running: that is why they are stopped one by one.");
        return Step.of(
                        Where.NODE,
                        "Stop the kubelet and Docker",
                        "containerd --version && sudo systemctl stop kubelet",
                        "containerd --version && sudo docker ps --quiet --filter name=k8s_"
                                + " | xargs --no-run-if-empty sudo docker stop --time 30",
                        "containerd --version && sudo systemctl disable --now " + dockerUnits(adapter))
                .noting(notes);
    }

    private static String dockerUnits(boolean adapter) {
        return (adapter ? "cri-docker.service cri-docker.socket " : "") + "docker.service docker.socket";
    }

    /** kubeadm writes no annotation from 1.34 on; one that is there still comes first. */
    private static boolean usesInstanceConfig(ClusterNode node) {
        Version kubelet = node.object().kubelet();
        return node.object().criSocket() == null && kubelet != null && kubelet.atLeast(1, 34, 0);
    }

    /** Where there was something that worked: dockershim up to 1.23, or cri-dockerd. */
    private static List<Step> wayBack(ClusterNode node, boolean adapter, KubectlSteps common) {
        @Nullable Version kubelet = node.object().kubelet();
        if (!adapter && !KubeletFlags.wantsRemote(kubelet)) {
            return List.of();
        }
        String socket = adapter ? "unix:///var/run/cri-dockerd.sock" : "/var/run/dockershim.sock";
        return List.of(
                Step.of(
                                Where.NODE,
                                "Only if it stays unhealthy: the way back to Docker",
                                "sudo systemctl stop kubelet",
                                "sudo crictl --runtime-endpoint " + ContainerdSetup.SOCKET + " rmp -f -a",
                                "sudo cp -p " + KubeletFlags.BACKUP + " " + KubeletFlags.FILE,
                                "sudo systemctl enable --now " + dockerUnits(adapter),
                                "sudo systemctl start kubelet")
                        .noting(List.of(
                                "Pods made on containerd are removed first: their ports would be taken.",
                                "First, see why: journalctl -u kubelet -u containerd --since -10min")),
                common.annotate(socket, "After the way back, tell kubeadm the old socket"));
    }

    private static Step removeDocker() {
        return Step.of(
                        Where.NODE,
                        "Optional, when no way back is needed: remove Docker Engine",
                        "sudo apt-mark manual containerd.io",
                        "sudo apt-get purge docker-ce docker-ce-cli")
                .noting(List.of(
                        "Or yum remove, or dnf remove. Keep containerd.io: it runs the pods now, and Docker's own steps"
                                + " for removal would take it along."));
    }
}
