package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import org.jspecify.annotations.Nullable;

/** RD DC-01. Docker's mirrors serve docker.io only. */
final class RegistryMirrors extends DockerSetting {

    RegistryMirrors() {
        super(info(
                "DC-01",
                "registry-mirrors",
                Severity.BLOCKER,
                "Docker's registry mirrors are known to containerd",
                "Set config_path = \"/etc/containerd/certs.d\" in containerd's registry table"
                        + " (plugins.\"io.containerd.grpc.v1.cri\".registry in 1.x,"
                        + " plugins.\"io.containerd.cri.v1.images\".registry in 2.x), and name the mirrors in"
                        + " /etc/containerd/certs.d/docker.io/hosts.toml. Restart containerd."));
    }

    @Override
    @Nullable
    String set(DockerConfig config) {
        return config.registryMirrors() == 0 ? null : Words.count(config.registryMirrors(), "registry mirror");
    }

    @Override
    Verdict successor(DockerConfig config, Successor successor, NodeEvidence evidence) {
        return inContainerd(evidence, successor, containerd -> {
            if (containerd.configPath() && containerd.legacyMirrors() > 0) {
                return successor.lost("containerd has both config_path and the old mirrors, which it refuses");
            }
            if (!containerd.dockerHubHosts()) {
                return successor.lost("containerd has no hosts for docker.io");
            }
            if (containerd.configPath()) {
                return successor.found("containerd has hosts for docker.io");
            }
            return containerd.legacyMirrors() > 0
                    ? successor.found("containerd has mirrors of the old, deprecated form")
                    : successor.lost("containerd has hosts for docker.io, and no config_path that leads to them");
        });
    }
}
