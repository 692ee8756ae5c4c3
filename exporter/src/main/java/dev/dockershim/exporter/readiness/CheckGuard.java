package dev.dockershim.exporter.readiness;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a check that breaks from the others: it says nothing of a node, and is told of once. Not for several threads.
 */
public final class CheckGuard {

    private static final Logger LOG = LoggerFactory.getLogger(CheckGuard.class);

    private final Set<String> broken = new HashSet<>();

    /** What {@code judge} comes to; unknown if it breaks. */
    public Verdict verdict(CheckInfo check, Supplier<Verdict> judge) {
        try {
            return judge.get();
        } catch (RuntimeException e) {
            if (broken.add(check.id())) {
                // The message could hold what was read: the place tells enough.
                LOG.error(
                        "check {} broke: {} at {}",
                        check.id(),
                        e.getClass().getSimpleName(),
                        e.getStackTrace().length == 0 ? "an unknown place" : e.getStackTrace()[0]);
            }
            return new Verdict.Unknown(
                    "This check broke: a defect of the exporter, not of the node. Its log says where.");
        }
    }
}
