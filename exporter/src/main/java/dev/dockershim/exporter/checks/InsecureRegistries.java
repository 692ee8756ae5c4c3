package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import org.jspecify.annotations.Nullable;

/** RD DC-02. containerd's default search path reads Docker's certificates too, from 2.x on without being told. */
final class InsecureRegistries extends DockerSetting {

    InsecureRegistries() {
        super(info(
                "DC-02",
                "insecure-registries",
                Severity.BLOCKER,
                "Registries without TLS, or with certificates of their own, are known to containerd",
                "For each registry write /etc/containerd/certs.d/<host>_<port>_/hosts.toml with an http:// server, or"
                        + " with skip_verify or ca, and set config_path in containerd's registry table."
                        + " Restart containerd."));
    }

    @Override
    @Nullable
    String set(DockerConfig config) {
        return config.insecureRegistries() == 0
                ? null
                : config.insecureRegistries() == 1
                        ? "1 registry without TLS or with certificates"
                        : config.insecureRegistries() + " registries without TLS or with certificates";
    }

    @Override
    Verdict successor(DockerConfig config, Successor successor, NodeEvidence evidence) {
        int wanted = config.insecureRegistries();
        return inContainerd(evidence, successor, containerd -> {
            if (containerd.configPath() && containerd.legacyMirrors() > 0) {
                return successor.lost("containerd has both config_path and the old mirrors, which it refuses");
            }
            if (containerd.configPath()) {
                int found = containerd.hostDirectories();
                return found >= wanted
                        ? successor.found("containerd has as many")
                        : successor.lost("containerd has " + found);
            }
            return containerd.legacyMirrors() >= wanted
                    ? successor.found("containerd has mirrors of the old, deprecated form")
                    : successor.lost("containerd has no config_path that leads to them");
        });
    }
}
