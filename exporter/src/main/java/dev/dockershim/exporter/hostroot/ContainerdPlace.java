package dev.dockershim.exporter.hostroot;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a distribution keeps containerd's configuration.
 *
 * @param config the file
 * @param units the services one of which starts it
 * @param environmentFile variables that its start script reads; empty if there is none
 */
record ContainerdPlace(String config, List<String> units, String environmentFile) {

    /** containerd by itself. */
    static final ContainerdPlace OWN =
            new ContainerdPlace("/etc/containerd/config.toml", List.of("containerd.service"), "");

    /**
     * All of them. A distribution's own file is there only while it is installed, and then its kubelet uses it whatever lies
     * in {@code /etc/containerd}.
     */
    static final List<ContainerdPlace> ALL = List.of(
            new ContainerdPlace(
                    "/var/lib/rancher/k3s/agent/etc/containerd/config.toml",
                    List.of("k3s.service", "k3s-agent.service"),
                    ""),
            new ContainerdPlace(
                    "/var/lib/rancher/rke2/agent/etc/containerd/config.toml",
                    List.of("rke2-server.service", "rke2-agent.service"),
                    ""),
            new ContainerdPlace(
                    "/var/snap/microk8s/current/args/containerd.toml",
                    List.of("snap.microk8s.daemon-containerd.service"),
                    "/var/snap/microk8s/current/args/containerd-env"),
            new ContainerdPlace("/etc/k0s/containerd.toml", List.of("k0sworker.service", "k0scontroller.service"), ""),
            OWN);

    /** Places that show that containerd is installed where it has no configuration file. */
    static final List<String> INSTALLED =
            List.of("/usr/bin/containerd", "/usr/local/bin/containerd", "/run/containerd");

    List<ServiceUnit> services(HostRoot host) throws MissingFileException {
        List<ServiceUnit> services = new ArrayList<>();
        for (String unit : units) {
            services.add(ServiceUnit.read(host, unit));
        }
        if (!environmentFile.isEmpty()) {
            services.get(0).with(environmentFile);
        }
        return services;
    }
}
