package dev.dockershim.exporter.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.TestEvidence;
import dev.dockershim.exporter.readiness.Check;
import dev.dockershim.exporter.readiness.Verdict;
import java.util.Locale;

/** Verdicts by a word. */
final class Verdicts {

    private Verdicts() {}

    /** {@code pass}, {@code fail} or {@code unknown}; each with a sentence that gives away nothing of a host. */
    static String of(Check check, TestEvidence evidence) {
        Verdict verdict = check.judge(evidence.build());
        assertThat(verdict.detail()).endsWith(".").doesNotContain("/var", "/run/", "unix://", "Optional", "null");
        return verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** The sentence. */
    static String detail(Check check, TestEvidence evidence) {
        return check.judge(evidence.build()).detail();
    }
}
