package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.NodeReadiness.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges a node's evidence again and again: its phase, and each check. Not for several threads. */
public final class NodeJudge {

    private static final Logger LOG = LoggerFactory.getLogger(NodeJudge.class);

    private final List<Check> checks;
    private final PhaseTracker phases;
    private final Set<String> broken = new HashSet<>();

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
            results.add(new Result(check.info(), verdict(check, evidence)));
        }
        return new NodeReadiness(evidence, phase.phase(), phase.confidence(), phase.since(), results);
    }

    /** A check that breaks says nothing of the node, and must not keep the others from it. */
    private Verdict verdict(Check check, NodeEvidence evidence) {
        try {
            return check.judge(evidence);
        } catch (RuntimeException e) {
            if (broken.add(check.info().id())) {
                // The message could hold what was read: the place tells enough.
                LOG.error(
                        "check {} broke: {} at {}",
                        check.info().id(),
                        e.getClass().getSimpleName(),
                        e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0]);
            }
            return new Verdict.Unknown(
                    "This check broke: a defect of the exporter, not of the node. Its log says where.");
        }
    }
}
