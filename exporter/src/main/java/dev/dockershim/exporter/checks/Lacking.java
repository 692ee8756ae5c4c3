package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.readiness.RuntimeInUse;
import dev.dockershim.exporter.readiness.Verdict;
import dev.dockershim.exporter.readiness.Verdict.Pass;
import dev.dockershim.exporter.readiness.Verdict.Unknown;
import java.util.HashSet;
import java.util.Set;

/** Says that a check cannot tell, and what of its evidence is missing. */
final class Lacking {

    private Lacking() {}

    /** Unknown: {@code lead}, then why each of these is missing. */
    static Verdict because(String lead, Observed<?>... looked) {
        StringBuilder text = new StringBuilder(lead);
        Set<String> said = new HashSet<>();
        for (Observed<?> one : looked) {
            if (one instanceof Observed.Missing<?> missing && said.add(missing.text())) {
                text.append(' ').append(missing.sentence());
            }
        }
        return new Unknown(text.toString());
    }

    /** Passes with these words if the runtime is known now; unknown if that is only what was last told of it. */
    static Verdict unlessCertain(RuntimeInUse use, String words, NodeEvidence evidence) {
        return use.certain()
                ? new Pass(words)
                : because(
                        "The runtime was last " + Words.runtime(use.name()) + ", and nothing confirms it now.",
                        evidence.node(),
                        evidence.process(),
                        evidence.cri());
    }
}
