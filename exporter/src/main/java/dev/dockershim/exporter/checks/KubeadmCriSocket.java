package dev.dockershim.exporter.checks;

import static dev.dockershim.exporter.evidence.EvidenceSource.E1;
import static dev.dockershim.exporter.evidence.EvidenceSource.E2;
import static dev.dockershim.exporter.evidence.EvidenceSource.E3;
import static dev.dockershim.exporter.evidence.EvidenceSource.E4;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.KubeletVersions;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** RD RT-06: kubeadm believes the annotation, then instance-config.yaml, then what it finds; a stale note wins at the next upgrade. */
final class KubeadmCriSocket implements Check {

    private static final CheckInfo INFO = new CheckInfo(
            "RT-06",
            "kubeadm-cri-socket",
            Severity.WARNING,
            Section.CONTAINERD,
            "kubeadm's note of the CRI socket is that of the runtime in use",
            "Run kubectl edit node <node-name> and change kubeadm.alpha.kubernetes.io/cri-socket "
                    + "to the new socket, such as unix:///run/containerd/containerd.sock. With kubeadm 1.34 "
                    + "and later, which leaves no annotation, set containerRuntimeEndpoint in "
                    + "/var/lib/kubelet/instance-config.yaml.",
            Set.of(E1, E2, E3, E4));

    @Override
    public CheckInfo info() {
        return INFO;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        NodeObject node = evidence.node().orNull();
        if (node == null) {
            return Lacking.because("kubeadm's annotation was not to be seen.", evidence.node());
        }
        RuntimeInUse use = RuntimeInUse.of(evidence);
        KubeletFiles files = evidence.files().orNull();
        EndpointClass annotation =
                node.criSocket() == null ? null : node.criSocket().kind();
        if (annotation != null) {
            return compare("annotation", annotation, use, evidence);
        }
        if (!node.kubeadm() && (files == null || !files.kubeadm())) {
            if (files == null && mayBeKubeadms(KubeletVersions.of(evidence))) {
                return Lacking.because(
                        "There is no annotation, and newer releases of kubeadm leave none: whether the node is kubeadm's"
                                + " was not to be seen.",
                        evidence.files());
            }
            return new Pass("There is no annotation, and the node is not kubeadm's.");
        }
        if (files == null) {
            return Lacking.because(
                    "There is no annotation, and kubeadm's instance configuration was not to be seen.",
                    evidence.files());
        }
        return files.instanceConfig() == null
                ? new Unknown(
                        "Neither the annotation nor the instance configuration is there: kubeadm will take what it"
                                + " finds at its next run.")
                : compare("instance configuration", files.instanceConfig().kind(), use, evidence);
    }

    /** kubeadm leaves no annotation from 1.34 on, and serves kubelets three minor versions older than itself. */
    private static boolean mayBeKubeadms(@Nullable Version kubelet) {
        return kubelet == null || kubelet.atLeast(1, 31, 0);
    }

    private static Verdict compare(String place, EndpointClass noted, RuntimeInUse use, NodeEvidence evidence) {
        EndpointClass inUse = inUse(use);
        String text = "kubeadm's " + place + " names " + Words.endpoint(noted);
        if (inUse == null) {
            return Lacking.because(
                    text + "; the runtime in use was not to be seen.", evidence.process(), evidence.files());
        }
        if (noted != inUse) {
            return noted == EndpointClass.OTHER
                    ? new Unknown(text + ", by a path that does not tell whether it is the one in use.")
                    : new Fail(text + ", and the kubelet uses " + Words.endpoint(inUse) + ".");
        }
        return noted == EndpointClass.OTHER
                ? new Unknown(text + ", and so does the kubelet: whether it is the same cannot be told.")
                : new Pass(text + ", which the kubelet uses.");
    }

    /** The endpoint; where it was not seen, the runtime's name tells it for all but Docker, while it counts. */
    private static @Nullable EndpointClass inUse(RuntimeInUse use) {
        if (use.endpoint().running() != null) {
            return use.endpoint().running().kind();
        }
        if (!use.certain()) {
            return null;
        }
        return switch (use.name().kind()) {
            case CONTAINERD -> EndpointClass.CONTAINERD;
            case CRI_O -> EndpointClass.CRI_O;
            case DOCKER ->
                switch (use.dockerRole()) {
                    case DOCKERSHIM -> EndpointClass.DOCKERSHIM;
                    case CRI_DOCKERD -> EndpointClass.CRI_DOCKERD;
                    case NONE, UNKNOWN -> null;
                };
            case OTHER, UNKNOWN -> use.endpoint().effectiveKind();
        };
    }
}
