package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.evidence.EvidenceSource;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.CheckInfo;
import dev.dockershim.exporter.readiness.Severity;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Fail;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A check that blocks where another one warns: it fails if that one fails and a condition holds. A check of its own,
 * with the other's id and {@code -B}, since the severity of an id is fixed.
 */
final class Escalation implements Check {

    private final Check base;
    private final Condition condition;
    private final CheckInfo info;

    Escalation(Check base, Condition condition) {
        this.base = base;
        this.condition = condition;
        CheckInfo of = base.info();
        Set<EvidenceSource> evidence = new HashSet<>(of.evidence());
        evidence.addAll(condition.evidence());
        info = new CheckInfo(
                of.id() + "-B",
                of.name() + "-blocker",
                Severity.BLOCKER,
                of.section(),
                of.title() + "; fails if " + of.id() + " fails and " + condition.words(),
                of.remedy(),
                evidence);
    }

    /** What makes a warning a blocker. */
    interface Condition {
        /** As the end of a sentence: "the node is cordoned". */
        String words();

        /** What it is judged by. */
        Set<EvidenceSource> evidence();

        /** Fail if it holds, Pass if it does not. */
        Verdict holds(NodeEvidence evidence);
    }

    /**
     * Holds if one of these checks fails.
     *
     * @param words as the end of a sentence
     * @param checks which
     */
    record AnyFails(String words, List<Check> checks) implements Condition {

        AnyFails {
            checks = List.copyOf(checks);
        }

        @Override
        public Set<EvidenceSource> evidence() {
            return checks.stream()
                    .flatMap(check -> check.info().evidence().stream())
                    .collect(Collectors.toUnmodifiableSet());
        }

        @Override
        public Verdict holds(NodeEvidence evidence) {
            Verdict none = new Pass("That is not so.");
            for (Check check : checks) {
                Verdict verdict = check.judge(evidence);
                if (verdict instanceof Fail) {
                    return verdict;
                }
                if (verdict instanceof Unknown) {
                    none = verdict;
                }
            }
            return none;
        }
    }

    @Override
    public CheckInfo info() {
        return info;
    }

    @Override
    public Verdict judge(NodeEvidence evidence) {
        Verdict verdict = base.judge(evidence);
        if (verdict instanceof Pass) {
            return verdict;
        }
        Verdict holds = condition.holds(evidence);
        if (holds instanceof Pass) {
            return new Pass(base.info().id() + " blocks only if " + condition.words() + ". " + holds.detail());
        }
        if (verdict instanceof Unknown) {
            return verdict;
        }
        if (holds instanceof Unknown) {
            return new Unknown(
                    base.info().id() + " fails; whether " + condition.words() + " cannot be told. " + holds.detail());
        }
        return new Fail(verdict.detail() + " " + holds.detail());
    }
}
