package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.cluster.Census.Member;
import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.CheckInfo.Section;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** RT-10. A cluster may have more than one kind of node: that is told, and is no failure. */
final class MixedRuntimes {

    static final CheckInfo INFO = new CheckInfo(
            "RT-10",
            "mixed-runtimes",
            Severity.INFO,
            Section.OVERVIEW,
            "The runtime of each node is known; several in one cluster are allowed",
            "Nothing is to be done for a mixture. Where a node's runtime is not known, see to why the node is silent.",
            Set.of(EvidenceSource.E1));

    /** What an answer without nodes is worth: no cluster that runs anything has none, and a proxy may give it. */
    static final String NO_NODE = "The API server lists no node, so that nothing is known of any.";

    private MixedRuntimes() {}

    static Verdict judge(Census nodes) {
        if (nodes.members().isEmpty()) {
            return new Unknown(NO_NODE);
        }
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        for (Member member : nodes.members()) {
            counts.merge(member.seen().runtime(), 1, Integer::sum);
        }
        String text = "Nodes by runtime: "
                + counts.entrySet().stream()
                        .map(count -> count.getKey().label() + " " + count.getValue())
                        .collect(Collectors.joining(", "))
                + ".";
        return counts.containsKey(Kind.UNKNOWN) ? new Unknown(text) : new Pass(text);
    }
}
