package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.NodeEvidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one evaluation of a node came to.
 *
 * @param evidence what was judged
 * @param phase the phase that is published: one that held long enough
 * @param confidence how sure it is
 * @param phaseSince since when; null if that cannot be known, as after a restart
 * @param results one for each check of the catalogue, in its order
 */
public record NodeReadiness(
        NodeEvidence evidence,
        Phase phase,
        Confidence confidence,
        @Nullable Instant phaseSince,
        List<Result> results) {

    /** Copies the list. */
    public NodeReadiness {
        results = List.copyOf(results);
    }

    /** How sure a phase is. */
    public enum Confidence {
        /** Seen at the node. */
        OBSERVED,
        /** Follows from versions and defaults; what would tell for sure was not to be seen. */
        INFERRED,
        /** Nothing is known. */
        NONE
    }

    /**
     * One check's result.
     *
     * @param check what it is about
     * @param verdict what it came to
     */
    public record Result(CheckInfo check, Verdict verdict) {}
}
