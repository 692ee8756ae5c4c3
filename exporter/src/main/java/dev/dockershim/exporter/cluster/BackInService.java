package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * RT-09, the last step of the guide: uncordon the node. Autoscalers and maintenance cordon nodes too, so that only a node
 * that was seen to arrive, and has not been in service since, can fail it.
 */
final class BackInService {

    static final CheckInfo INFO = new CheckInfo(
            "RT-09",
            "node-back-in-service",
            Severity.WARNING,
            Section.CONTAINERD,
            "A node that has left dockershim is ready and schedulable again",
            "Look at the node (kubectl describe node <node-name>) and, when it is healthy, run kubectl uncordon"
                    + " <node-name>.",
            Set.of(EvidenceSource.E1));

    private static final Verdict NEVER_KNOWN = new Unknown("Whether the node has left dockershim is not known.");
    private static final Verdict NOT_YET = new Pass("The node has not arrived yet: this is about nodes that have.");
    private static final Verdict IN_SERVICE = new Pass("The node is ready and schedulable.");
    private static final Verdict SILENT =
            new Unknown("The node is not heard of: nothing tells whether it is in service.");

    private BackInService() {}

    /**
     * Judges a node.
     *
     * @param fresh whether the Node object's word is new enough to count
     * @param phase its phase now
     */
    static Verdict judge(NodeObject node, boolean fresh, Phase phase, NodeWatch watch, Instant at, Duration stall) {
        Phase known = watch.known();
        if (known == null) {
            return NEVER_KNOWN;
        }
        if (!NodeWatch.hasArrived(known)) {
            return phase == Phase.UNKNOWN ? NEVER_KNOWN : NOT_YET;
        }
        if (NodeWatch.isInService(node)) {
            return fresh && phase != Phase.UNKNOWN ? IN_SERVICE : SILENT;
        }
        String state = node.unschedulable()
                ? Boolean.TRUE.equals(node.ready()) ? "cordoned" : "cordoned, and not ready"
                : "not ready";
        Instant arrived = watch.arrived();
        if (arrived == null) {
            return new Unknown("The node is " + state
                    + "; it was so, or had arrived, before this was watched: whether for" + " its move is not known.");
        }
        if (watch.served()) {
            return new Unknown("The node is " + state
                    + ", and has been in service since it arrived: whether for its move" + " is not known.");
        }
        return Duration.between(arrived, at).compareTo(stall) > 0
                ? new Fail("The node is " + state + ", and has been out of service since it arrived, longer than "
                        + words(stall) + ".")
                : new Unknown("The node is " + state + "; it arrived less than " + words(stall) + " ago.");
    }

    private static String words(Duration stall) {
        if (stall.toSecondsPart() != 0) {
            return count(stall.toSeconds(), "second");
        }
        long minutes = stall.toMinutes();
        return minutes % 60 == 0 ? count(minutes / 60, "hour") : count(minutes, "minute");
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
