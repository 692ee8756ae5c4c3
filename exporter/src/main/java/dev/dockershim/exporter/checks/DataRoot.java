package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import org.jspecify.annotations.Nullable;

/** RD DC-04. A disk of its own for Docker's data is of no use to containerd: its images fill another one. */
final class DataRoot extends DockerSetting {

    DataRoot() {
        super(info(
                "DC-04",
                "data-root",
                Severity.WARNING,
                "Where and how Docker keeps its data has a successor",
                "Set root in containerd's configuration to a directory on the disk that held Docker's data-root, and"
                        + " choose the snapshotter that the storage driver stands for. Restart containerd."));
    }

    @Override
    @Nullable
    String set(DockerConfig config) {
        String storage = config.storage() == 0 ? "" : Words.count(config.storage(), "storage setting");
        if (!config.dataRoot()) {
            return storage.isEmpty() ? null : storage;
        }
        return storage.isEmpty() ? "a data-root of its own" : "a data-root of its own and " + storage;
    }

    @Override
    Verdict successor(DockerConfig config, Successor successor, NodeEvidence evidence) {
        return inContainerd(evidence, successor, containerd -> {
            if (config.dataRoot() && !containerd.root()) {
                return successor.lost("containerd keeps its data on the disk of its default directory");
            }
            return config.storage() > 0
                    ? successor.unclear("whether containerd's snapshotter does the same cannot be told")
                    : successor.found("containerd has a root of its own");
        });
    }
}
