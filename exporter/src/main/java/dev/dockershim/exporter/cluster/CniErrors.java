package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.Set;

/** CN-05. An event is gone after an hour: that none is there proves nothing, and this check never passes. */
final class CniErrors {

    static final CheckInfo INFO = new CheckInfo(
            "CN-05",
            "cni-errors-seen",
            Severity.WARNING,
            Section.CNI,
            "No event of the last hour tells of a CNI error; without one this is unknown",
            "See kubectl get events --all-namespaces --field-selector reason=FailedKillPod, and the same with"
                    + " FailedCreatePodSandBox. Drain the node, upgrade containerd with the CNI plug-ins that belong to it,"
                    + " and declare cniVersion in the first file of /etc/cni/net.d.",
            Set.of(EvidenceSource.E8));

    private static final Verdict SEEN = new Fail("An event of the last hour tells of a CNI error on this node: plug-ins"
            + " that do not know their configuration's version, or a sandbox whose network cannot be taken down.");
    private static final Verdict ABSENT = new Unknown(
            "No event of the last hour tells of a CNI error on this node, which does not prove that there was none.");

    private CniErrors() {}

    static Verdict judge(RecentEvents events, String node) {
        if (events.tell(NodeEvent.Kind.CNI_ERROR, node)) {
            return SEEN;
        }
        Missing<?> missing = events.missing();
        return missing == null ? ABSENT : new Unknown("Events were not to be seen. " + missing.sentence());
    }
}
