package dev.dockershim.exporter.checks;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.readiness.Verdict;
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
}
