package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.cluster.Census.Member;
import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.KubeletVersions;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.Set;

/**
 * CL-01. A kubelet may be older than its API server, so that nodes on dockershim can live below a control plane of 1.24 or
 * 1.25: that it has no dockershim itself says nothing of the nodes.
 */
final class ControlPlaneHeadroom {

    static final CheckInfo INFO = new CheckInfo(
            "CL-01",
            "control-plane-headroom",
            Severity.BLOCKER,
            Section.CRI_DOCKERD,
            "From an API server of 1.23 on, no node depends on dockershim",
            "Move the nodes on dockershim to containerd, CRI-O or cri-dockerd before their kubelets leave 1.23, and keep"
                    + " the control plane within the version skew that those kubelets allow.",
            Set.of(EvidenceSource.E1));

    private ControlPlaneHeadroom() {}

    static Verdict judge(Census nodes, Observed<Version> server) {
        if (server instanceof Missing<Version> missing) {
            return new Unknown("The API server's version was not to be seen. " + missing.sentence());
        }
        if (nodes.members().isEmpty()) {
            return new Unknown(MixedRuntimes.NO_NODE);
        }
        Version version = server.orNull();
        int on = 0;
        int inferred = 0;
        int undecided = 0;
        for (Member member : nodes.members()) {
            if (isOnDockershim(member)) {
                on++;
                inferred += member.phase().confidence() == Confidence.OBSERVED ? 0 : 1;
            } else if (isUndecided(member)) {
                undecided++;
            }
        }
        String text = "The API server is " + version + "; " + count(on) + " on dockershim"
                + (inferred > 0 ? ", as their versions let expect: the kubelet's endpoint was not seen" : "") + ".";
        if (version == null || !version.atLeast(1, 23, 0)) {
            return new Pass(text + " The kubelet has dockershim up to 1.23.");
        }
        if (on > 0) {
            return new Fail(text
                    + (version.atLeast(1, 24, 0)
                            ? " Their kubelets cannot follow it, and cannot stay behind it for long."
                            : " The next minor version of the kubelet has no dockershim."));
        }
        return undecided > 0 ? new Unknown(text + " Of " + undecided + " more it is not known.") : new Pass(text);
    }

    private static boolean isOnDockershim(Member member) {
        return switch (member.phase().phase()) {
            case DOCKERSHIM, DRAINING -> true;
            case MIGRATING -> member.seen().runtime() == Kind.DOCKER;
            case UNSUPPORTED, UNKNOWN, CRI_DOCKERD, MIGRATED -> false;
        };
    }

    /** Nothing tells, or only kubeadm's note that it is cri-dockerd. */
    private static boolean isUndecided(Member member) {
        Version kubelet = member.node().object().kubelet();
        return switch (member.phase().phase()) {
            case UNKNOWN -> kubelet == null || KubeletVersions.hasDockershim(kubelet);
            case CRI_DOCKERD -> kubelet != null && KubeletVersions.hasDockershim(kubelet);
            case UNSUPPORTED, DOCKERSHIM, DRAINING, MIGRATING, MIGRATED -> false;
        };
    }

    private static String count(int nodes) {
        return nodes == 0 ? "no node is" : nodes == 1 ? "1 node is" : nodes + " nodes are";
    }
}
