package dev.dockershim.exporter.report;

import dev.dockershim.exporter.report.Step.Where;
import java.util.List;

/**
 * containerd on a Linux node, as "Container Runtimes" of Kubernetes' documentation wants it. What was there stays as
 * {@code config.toml.dockershim}; what works already is kept.
 */
final class ContainerdSetup {

    static final String SOCKET = "unix:///run/containerd/containerd.sock";

    private static final String FILE = "/etc/containerd/config.toml";
    private static final String BACKUP = FILE + ".dockershim";

    private ContainerdSetup() {}

    /** All that can be done while Docker still runs. */
    static Step prepare() {
        return Step.of(
                        Where.NODE,
                        "Have containerd ready before Docker stops",
                        "containerd --version || sudo apt-get install -y containerd.io",
                        "printf '%s\\n' overlay br_netfilter | sudo tee /etc/modules-load.d/dockershim-move.conf",
                        "sudo modprobe -a overlay br_netfilter",
                        "printf '%s\\n' 'net.ipv4.ip_forward = 1' 'net.bridge.bridge-nf-call-iptables = 1'"
                                + " 'net.bridge.bridge-nf-call-ip6tables = 1'"
                                + " | sudo tee /etc/sysctl.d/99-dockershim-move.conf",
                        "sudo sysctl -p /etc/sysctl.d/99-dockershim-move.conf")
                .noting(
                        List.of(
                                "1.6.4 or later, because of CNI. Docker Engine brings containerd.io along; without it, or"
                                        + " with yum or dnf:"
                                        + " https://github.com/containerd/containerd/blob/main/docs/getting-started.md",
                                "If kubespray or another tool looks after this node, change the runtime there instead"
                                        + " (kubespray: container_manager: containerd): it would undo changes by hand.",
                                "If Docker has to stay, cri-dockerd takes dockershim's place, and its socket,"
                                        + " unix:///var/run/cri-dockerd.sock, containerd's; Docker is not stopped then:"
                                        + " https://kubernetes.io/docs/tasks/administer-cluster/migrating-from-dockershim/migrate-dockershim-dockerd/"));
    }

    /**
     * Packages bring a file that turns CRI off, which gives way to containerd's defaults; one that sets up runc is kept.
     * The kubelet's flags count more than its file, and its default is cgroupfs.
     */
    static Step configure() {
        return Step.of(
                        Where.NODE,
                        "Configure containerd",
                        "sudo mkdir -p /etc/containerd",
                        "sudo test ! -e " + FILE + " || sudo test -e " + BACKUP + " || sudo cp -p " + FILE + " "
                                + BACKUP,
                        "sudo grep -qs '^ *\\[.*runc.*options' " + FILE + " || containerd config default | sudo tee "
                                + FILE + " > /dev/null",
                        "sudo sed -i -E '/^ *disabled_plugins/s/[\"\\x27]cri[\"\\x27](, *)?//' " + FILE,
                        "driver=$(sudo cat /var/lib/kubelet/config.yaml " + KubeletFlags.FILE
                                + " /etc/default/kubelet /etc/sysconfig/kubelet 2> /dev/null"
                                + " | sed -nE 's/^[^#]*cgroup-?[dD]river[:=] *\"?([a-z]+).*/\\1/p' | tail -n 1)",
                        "if [ \"$driver\" = systemd ]; then systemd=true; else systemd=false; fi",
                        "sudo grep -q 'SystemdCgroup *=' " + FILE
                                + " || sudo sed -i -E '/^ *\\[.*runc.*options\\]/a\\  SystemdCgroup = '\"$systemd\" "
                                + FILE,
                        "sudo sed -i -E 's/(SystemdCgroup *= *)(true|false)/\\1'\"$systemd\"'/' " + FILE,
                        "sudo grep -H -e SystemdCgroup -e disabled_plugins -e sandbox_image " + FILE,
                        "sudo systemctl enable containerd",
                        "sudo systemctl restart containerd",
                        "sudo ctr plugins ls | grep -w cri")
                .noting(List.of(
                        "A file that was there stays as " + BACKUP + ".",
                        "SystemdCgroup follows the kubelet's cgroupDriver. The last line has to say ok.",
                        "Carry over what /etc/docker/daemon.json says: mirrors, registries, proxies (DC-01 to DC-07);"
                                + " sandbox_image has to be reachable."));
    }
}
