package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.cluster.Census.Member;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.readiness.CheckGuard;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Judges a cluster's evidence again and again, and follows the phase of each node in between. Not for several threads.
 *
 * <p>Of 5,000 nodes many tell the same: what does is judged once, and its results are shared.
 */
public final class ClusterJudge {

    private static final Comparator<ClusterNode> BY_NAME = Comparator.comparing(ClusterNode::name);

    private final ClusterPolicy policy;
    private final CheckGuard guard = new CheckGuard();
    private final ResultPool pool = new ResultPool();
    private final NodeObjects objects = new NodeObjects(guard);
    private final NodeWorkloads workloads = new NodeWorkloads(guard, pool);
    private final Map<String, NodeWatch> watches = new HashMap<>();

    /** Judges by that policy; knows no earlier phase of any node. */
    public ClusterJudge(ClusterPolicy policy) {
        this.policy = policy;
    }

    /** What this evidence comes to. */
    public ClusterReadiness judge(ClusterEvidence evidence) {
        pool.clear();
        objects.clear();
        workloads.clear();
        RecentEvents events = RecentEvents.of(evidence.events(), evidence.at());
        Census census = census(evidence);
        ClusterPods pods = ClusterPods.of(evidence, census);
        List<ClusterNodeReadiness> nodes = new ArrayList<>();
        for (Member member : census.members()) {
            if (evidence.shard().has(member.node().name())) {
                nodes.add(judge(member, pods, events, evidence));
            }
        }
        return new ClusterReadiness(
                evidence,
                nodes,
                evidence.shard().isFirst() ? clusterWide(census, pods, events, evidence) : List.of(),
                pods.findings(policy.findings()),
                pods.findingsOfTemplates(policy.findings()));
    }

    /** The nodes of this shard; on the first one all, since what is cluster-wide takes the phases of all. */
    private Census census(ClusterEvidence evidence) {
        List<ClusterNode> nodes = evidence.nodes().orNull();
        if (nodes == null) {
            // Unknown is not gone: what was seen of them is kept.
            return new Census(List.of());
        }
        Shard shard = evidence.shard();
        List<Member> members = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (ClusterNode node : nodes.stream().sorted(BY_NAME).toList()) {
            if (shard.isFirst() || shard.has(node.name())) {
                SeenNode seen = objects.judge(node, evidence.at());
                NodeWatch watch = watches.computeIfAbsent(node.name(), name -> new NodeWatch(policy.phases()));
                members.add(new Member(node, seen, watch.update(seen.evidence(), node.object())));
                names.add(node.name());
            }
        }
        watches.keySet().retainAll(names);
        return new Census(members);
    }

    private ClusterNodeReadiness judge(Member member, ClusterPods pods, RecentEvents events, ClusterEvidence evidence) {
        ClusterNode node = member.node();
        SeenNode seen = member.seen();
        NodePods own = pods.of(node.name());
        List<Result> results = new ArrayList<>(ClusterChecks.ofNodes().size());
        results.addAll(seen.ofRuntime());
        results.add(pool.of(BackInService.INFO, backInService(member, evidence)));
        results.addAll(
                evidence.pods() instanceof Missing<List<ClusterPod>> missing
                        ? workloads.unseen(missing)
                        : workloads.judge(node.name(), own, events));
        results.addAll(seen.ofNetwork());
        results.add(pool.of(CniErrors.INFO, CniErrors.judge(events, node.name())));
        results.addAll(seen.others());
        boolean known = evidence.pods().orNull() != null;
        return new ClusterNodeReadiness(
                node,
                known && own.agent() && policy.deferToAgents(),
                member.phase().phase(),
                member.phase().confidence(),
                member.phase().since(),
                results,
                known ? own.count() : -1,
                known ? own.evictable() : -1);
    }

    private Verdict backInService(Member member, ClusterEvidence evidence) {
        NodeWatch watch = watches.get(member.node().name());
        if (watch == null) {
            throw new IllegalStateException("a node that is judged is watched");
        }
        return BackInService.judge(
                member.node().object(),
                member.seen().fresh(),
                member.phase().phase(),
                watch,
                evidence.at(),
                policy.stall());
    }

    private List<Result> clusterWide(Census census, ClusterPods pods, RecentEvents events, ClusterEvidence evidence) {
        List<Result> results = new ArrayList<>(ClusterChecks.ofCluster().size());
        results.add(ofNodes(MixedRuntimes.INFO, evidence, census, MixedRuntimes::judge));
        results.addAll(ClusterWorkloads.judge(pods.all(), evidence, events, guard));
        results.add(ofNodes(
                ControlPlaneHeadroom.INFO,
                evidence,
                census,
                nodes -> ControlPlaneHeadroom.judge(nodes, evidence.server())));
        return results;
    }

    private Result ofNodes(CheckInfo info, ClusterEvidence evidence, Census census, Function<Census, Verdict> judge) {
        return new Result(
                info,
                evidence.nodes() instanceof Missing<List<ClusterNode>> missing
                        ? new Unknown("Nodes were not to be seen. " + missing.sentence())
                        : guard.verdict(info, () -> judge.apply(census)));
    }
}
