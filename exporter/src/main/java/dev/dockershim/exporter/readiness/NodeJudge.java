package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import java.util.ArrayList;
import java.util.List;

/** Judges a node's evidence again and again: its phase, and each check. Not for several threads. */
public final class NodeJudge {

    private final List<Check> checks;
    private final PhaseTracker phases;
    private final CheckGuard guard = new CheckGuard();

    /** Judges by these checks, in this order. */
    public NodeJudge(List<? extends Check> checks, PhaseTracker phases) {
        this.checks = List.copyOf(checks);
        this.phases = phases;
    }

    /** What this evidence comes to. */
    public NodeReadiness judge(NodeEvidence evidence) {
        PhaseTracker.Published phase = phases.update(evidence);
        List<Result> results = new ArrayList<>(checks.size());
        for (Check check : checks) {
            results.add(new Result(check.info(), guard.verdict(check.info(), () -> check.judge(evidence))));
        }
        return new NodeReadiness(evidence, phase.phase(), phase.confidence(), phase.since(), results);
    }
}
