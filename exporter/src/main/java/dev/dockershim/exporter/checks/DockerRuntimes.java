package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E5;

import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import org.jspecify.annotations.Nullable;

/** RD DC-06. With CRI a pod names its runtime by a RuntimeClass. */
final class DockerRuntimes extends DockerSetting {

    DockerRuntimes() {
        super(info(
                "DC-06",
                "runtimes",
                Severity.BLOCKER,
                "Docker's further runtimes, such as nvidia, are known to containerd",
                "Add each runtime to containerd's table of runtimes (nvidia-ctk runtime configure --runtime=containerd does"
                        + " it for NVIDIA's) with a RuntimeClass for it, or set default_runtime_name. Restart containerd.",
                E5));
    }

    @Override
    @Nullable
    String set(DockerConfig config) {
        return config.runtimes() == 0 ? null : Words.count(config.runtimes(), "setting") + " of runtimes";
    }

    @Override
    Verdict successor(DockerConfig config, Successor successor, NodeEvidence evidence) {
        CriStatus cri = evidence.cri().orNull();
        if (cri != null && cri.runtime().kind() != Kind.DOCKER && cri.runtimeHandlers() > 0) {
            return found(successor, cri.runtimeHandlers());
        }
        return inContainerd(
                evidence,
                successor,
                containerd -> containerd.runtimes() > 0
                        ? found(successor, containerd.runtimes())
                        : successor.lost("containerd has its default runtime only"));
    }

    private static Verdict found(Successor successor, int runtimes) {
        return successor.found("the runtime beyond Docker has " + Words.count(runtimes, "further runtime"));
    }
}
