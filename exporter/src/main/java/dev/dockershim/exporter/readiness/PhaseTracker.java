package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Follows a node's phase over time, by the times of its evidence. A new phase is published once it has held for a
 * while; {@code unsupported}, and the first after a start, at once. Not for several threads.
 */
public final class PhaseTracker {

    private final PhaseTiming timing;
    private @Nullable Start kept;
    private @Nullable Published published;
    private PhaseRule.@Nullable Judged candidate;
    private Instant candidateSince = Instant.EPOCH;
    private Kind runtime = Kind.UNKNOWN;
    private @Nullable EndpointClass endpoint;
    private @Nullable Instant changed;

    /** Knows of no earlier phase: the first one's start is unknown. */
    public PhaseTracker() {
        this(PhaseTiming.DEFAULT, null);
    }

    /**
     * Knows the phase that was published before a restart; the first one began then, if it is the same.
     *
     * @param kept null if none is known
     */
    public PhaseTracker(PhaseTiming timing, @Nullable Start kept) {
        this.timing = timing;
        this.kept = kept;
    }

    /**
     * The beginning of a phase.
     *
     * @param phase which
     * @param since when it began
     */
    public record Start(Phase phase, Instant since) {}

    /**
     * The phase to publish.
     *
     * @param phase which
     * @param confidence how sure it is
     * @param since when it began; null if it began before this process did
     */
    public record Published(
            Phase phase, Confidence confidence, @Nullable Instant since) {}

    /** The phase to publish after this evidence. */
    public Published update(NodeEvidence evidence) {
        Instant at = evidence.at();
        noteChanges(evidence);
        PhaseRule.Judged judged = PhaseRule.judge(evidence, changed == null ? null : sinceChange(at), timing);
        if (candidate == null || candidate.phase() != judged.phase() || at.isBefore(candidateSince)) {
            candidateSince = at;
        }
        candidate = judged;
        Published now = published;
        if (now == null) {
            now = new Published(judged.phase(), judged.confidence(), keptSince(judged.phase(), at));
        } else if (now.phase() == judged.phase()) {
            now = new Published(now.phase(), judged.confidence(), now.since());
        } else if (judged.phase() == Phase.UNSUPPORTED || held(at)) {
            now = new Published(judged.phase(), judged.confidence(), candidateSince);
        }
        published = now;
        return now;
    }

    private boolean held(Instant at) {
        return Duration.between(candidateSince, at).compareTo(timing.hold()) >= 0;
    }

    /** A time that is still to come was not kept by a clock that can be trusted. */
    private @Nullable Instant keptSince(Phase phase, Instant at) {
        Start start = kept;
        kept = null;
        return start == null || start.phase() != phase || start.since().isAfter(at) ? null : start.since();
    }

    /** What comes into sight or goes out of it has not changed. */
    private void noteChanges(NodeEvidence evidence) {
        RuntimeInUse use = RuntimeInUse.of(evidence);
        Kind runtimeNow = use.name().kind();
        EndpointClass endpointNow = use.endpoint().runningKind();
        if (runtimeNow != Kind.UNKNOWN) {
            if (runtime != Kind.UNKNOWN && runtime != runtimeNow) {
                changed = evidence.at();
            }
            runtime = runtimeNow;
        }
        if (endpointNow != null) {
            if (endpoint != null && endpoint != endpointNow) {
                changed = evidence.at();
            }
            endpoint = endpointNow;
        }
    }

    /** A clock that was set back makes a change no older than just now. */
    private Duration sinceChange(Instant at) {
        Instant last = changed;
        if (last == null || at.isBefore(last)) {
            changed = at;
            return Duration.ZERO;
        }
        return Duration.between(last, at);
    }
}
