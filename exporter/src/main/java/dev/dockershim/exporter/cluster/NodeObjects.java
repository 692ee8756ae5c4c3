package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.checks.ApiServerChecks;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckGuard;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges what Node objects tell, once for all that tell the same: of 5,000 nodes, some dozen. Not for several threads.
 */
final class NodeObjects {

    static final List<Check> RUNTIME = ApiServerChecks.runtime();
    static final List<Check> NETWORK = ApiServerChecks.network();
    static final List<Check> METRICS = ApiServerChecks.metrics();
    static final List<Check> WINDOWS = ApiServerChecks.windows();

    /** Checks of what kubeadm noted. */
    private static final Set<String> OF_KUBEADM = Set.of("RT-06", "RT-06-B");

    private static final Verdict NOT_KUBEADMS =
            new Pass("There is no annotation, and the node's distribution does without kubeadm.");

    private final CheckGuard guard;
    private final Map<Told, SeenNode> seen = new HashMap<>();

    NodeObjects(CheckGuard guard) {
        this.guard = guard;
    }

    private record Told(NodeObject object, Distribution distribution) {}

    /** Forgets what was judged at another time. */
    void clear() {
        seen.clear();
    }

    /** What {@code node} comes to at that time. */
    SeenNode judge(ClusterNode node, Instant at) {
        NodeObject object = ApiServerNode.withoutTime(node.object(), at);
        return seen.computeIfAbsent(new Told(object, node.distribution()), told -> judge(told, at));
    }

    private SeenNode judge(Told told, Instant at) {
        NodeEvidence evidence = ApiServerNode.evidence(told.object(), at);
        RuntimeInUse use = RuntimeInUse.of(evidence);
        List<Result> others = new ArrayList<>(results(METRICS, told, evidence));
        others.addAll(results(WINDOWS, told, evidence));
        return new SeenNode(
                evidence,
                RuntimeInUse.fresh(told.object(), at),
                use.certain() ? use.name().kind() : Kind.UNKNOWN,
                results(RUNTIME, told, evidence),
                results(NETWORK, told, evidence),
                others);
    }

    private List<Result> results(List<Check> checks, Told told, NodeEvidence evidence) {
        List<Result> results = new ArrayList<>(checks.size());
        for (Check check : checks) {
            boolean notKubeadms = OF_KUBEADM.contains(check.info().id())
                    && told.object().criSocket() == null
                    && !told.object().kubeadm()
                    && told.distribution().isWithoutKubeadm();
            Verdict verdict = notKubeadms ? NOT_KUBEADMS : guard.verdict(check.info(), () -> check.judge(evidence));
            results.add(new Result(check.info(), verdict));
        }
        return results;
    }
}
