package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E4;
import static dev.dockershim.exporter.evidence.EvidenceSource.E6;

import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A setting of Docker's that needs a successor elsewhere (RD DC-01 to DC-07). On dockershim a failure means that no
 * successor was found yet; where Docker is no longer the runtime, that the setting is lost.
 */
abstract class DockerSetting implements Check {

    private final CheckInfo info;

    DockerSetting(CheckInfo info) {
        this.info = info;
    }

    @Override
    public final CheckInfo info() {
        return info;
    }

    @Override
    public final Verdict judge(NodeEvidence evidence) {
        DockerConfig config = evidence.dockerConfig().orNull();
        if (config == null) {
            return Lacking.because("Docker's configuration was not to be seen.", evidence.dockerConfig());
        }
        String set = set(config);
        if (set == null) {
            return new Pass("Docker's configuration does not set it.");
        }
        RuntimeInUse use = RuntimeInUse.of(evidence);
        return switch (use.dockerRole()) {
            case UNKNOWN ->
                Lacking.because(
                        "Docker's configuration has " + set + "; what Docker is to the kubelet was not to be seen.",
                        evidence.process(),
                        evidence.files(),
                        evidence.node());
            case CRI_DOCKERD -> onCriDockerd(config, new Successor(set, true), evidence);
            case DOCKERSHIM -> successor(config, new Successor(set, true), evidence);
            case NONE -> successor(config, new Successor(set, false), evidence);
        };
    }

    /** What is set, as in "2 registry mirrors"; null if it is not, and the check does not apply. */
    abstract @Nullable String set(DockerConfig config);

    /** Whether there is a successor on a node that leaves Docker, or has left it. */
    abstract Verdict successor(DockerConfig config, Successor successor, NodeEvidence evidence);

    /** On cri-dockerd the setting stays in force, unless a check knows better. */
    Verdict onCriDockerd(DockerConfig config, Successor successor, NodeEvidence evidence) {
        return successor.found("Docker Engine stays, and keeps to it");
    }

    /** Judges by containerd's configuration, the only one that is looked into. */
    static Verdict inContainerd(NodeEvidence evidence, Successor successor, Function<ContainerdConfig, Verdict> judge) {
        Kind runtime = RuntimeInUse.of(evidence).name().kind();
        if (!successor.planned() && runtime != Kind.CONTAINERD && runtime != Kind.UNKNOWN) {
            return successor.unclear(
                    "successors are looked for in containerd's configuration, and the runtime is another");
        }
        ContainerdConfig config = evidence.containerd().orNull();
        if (config != null) {
            return judge.apply(config);
        }
        boolean absent = evidence.containerd() instanceof Observed.Missing<ContainerdConfig> missing
                && missing.reason() == Reason.ABSENT;
        return successor.planned() && absent
                ? successor.lost("containerd is not there")
                : Lacking.because(
                        "Docker's configuration has " + successor.set() + "; containerd's was not to be seen.",
                        evidence.containerd());
    }

    static CheckInfo info(
            String id, String name, Severity severity, String title, String remedy, EvidenceSource... more) {
        Set<EvidenceSource> evidence = EnumSet.of(E1, E2, E3, E4, E6);
        evidence.addAll(List.of(more));
        return new CheckInfo(id, name, severity, Section.AFFECTED, title, remedy, evidence);
    }
}
