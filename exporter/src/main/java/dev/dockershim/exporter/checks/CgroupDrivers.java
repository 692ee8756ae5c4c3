package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E5;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** RD DC-05. The kubelet and its runtime have to agree on who makes cgroups. */
final class CgroupDrivers extends DockerSetting {

    CgroupDrivers() {
        super(info(
                "DC-05",
                "cgroup-driver",
                Severity.BLOCKER,
                "The kubelet and its runtime have the same cgroup driver",
                "Set SystemdCgroup = true in the options of containerd's runtime runc if the kubelet's cgroupDriver is"
                        + " systemd, and restart containerd. On Docker Engine set native.cgroupdriver to what the kubelet"
                        + " has.",
                E5));
    }

    @Override
    @Nullable
    String set(DockerConfig config) {
        return config.cgroupDriver() == null ? null : "the cgroup driver " + word(config.cgroupDriver());
    }

    @Override
    Verdict successor(DockerConfig config, Successor successor, NodeEvidence evidence) {
        CgroupDriver kubelet = kubelet(evidence);
        CriStatus cri = evidence.cri().orNull();
        Boolean systemd = (cri == null || cri.runtime().kind() == Kind.DOCKER) ? null : cri.systemdCgroup();
        ContainerdConfig containerd = evidence.containerd().orNull();
        if (systemd == null && containerd != null && !runtimeIsAnother(successor, evidence)) {
            // Where its configuration says nothing, runc makes cgroups itself.
            systemd = Boolean.TRUE.equals(containerd.systemdCgroup());
        }
        if (systemd == null || kubelet == null) {
            return Lacking.because(
                    "Docker's configuration has " + successor.set() + "; the "
                            + (kubelet == null ? "kubelet's" : "next runtime's") + " was not to be seen.",
                    kubelet == null ? evidence.configz() : evidence.containerd(),
                    kubelet == null ? evidence.files() : evidence.cri());
        }
        CgroupDriver runtime = systemd ? CgroupDriver.SYSTEMD : CgroupDriver.CGROUPFS;
        if (runtime == kubelet) {
            return successor.found("the kubelet and the runtime beyond Docker both have " + word(runtime));
        }
        return asksRuntime(evidence)
                ? successor.found("the kubelet takes it from the runtime")
                : successor.lost(
                        "the kubelet has " + word(kubelet) + " and the runtime beyond Docker " + word(runtime));
    }

    @Override
    Verdict onCriDockerd(DockerConfig config, Successor successor, NodeEvidence evidence) {
        CgroupDriver kubelet = kubelet(evidence);
        if (kubelet == null) {
            return Lacking.because(
                    "Docker's configuration has " + successor.set() + "; the kubelet's was not to be seen.",
                    evidence.configz(),
                    evidence.files());
        }
        return kubelet == config.cgroupDriver()
                ? successor.found("the kubelet has it too")
                : successor.lost("the kubelet has " + word(kubelet));
    }

    /** The merged configuration before what was given, and flags before files. */
    private static @Nullable CgroupDriver kubelet(NodeEvidence evidence) {
        KubeletSettings configz = evidence.configz().orNull();
        if (configz != null && configz.cgroupDriver() != null) {
            return configz.cgroupDriver();
        }
        KubeletProcess process = evidence.process().orNull();
        if (process != null && process.flags().cgroupDriver() != null) {
            return process.flags().cgroupDriver();
        }
        KubeletFiles files = evidence.files().orNull();
        if (files == null) {
            return null;
        }
        return files.flags().cgroupDriver() != null
                ? files.flags().cgroupDriver()
                : files.config().cgroupDriver();
    }

    /** KEP-4033: on by default from 1.31 on, with a runtime that tells (containerd 2.0, CRI-O). */
    private static boolean asksRuntime(NodeEvidence evidence) {
        RuntimeInUse use = RuntimeInUse.of(evidence);
        Version version = use.name().version();
        return use.kubelet() != null
                && use.kubelet().atLeast(1, 31, 0)
                && (use.name().kind() == Kind.CRI_O
                        || (use.name().kind() == Kind.CONTAINERD && version != null && version.atLeast(2, 0, 0)));
    }

    private static boolean runtimeIsAnother(Successor successor, NodeEvidence evidence) {
        Kind kind = RuntimeInUse.of(evidence).name().kind();
        return !successor.planned() && kind != Kind.CONTAINERD && kind != Kind.UNKNOWN;
    }

    private static String word(CgroupDriver driver) {
        return driver.name().toLowerCase(Locale.ROOT);
    }
}
