package dev.dockershim.exporter.cluster;

import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.readiness.Phase;
import dev.dockershim.exporter.readiness.PhaseTiming;
import dev.dockershim.exporter.readiness.PhaseTracker;
import dev.dockershim.exporter.readiness.PhaseTracker.Published;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What was seen of one node over time: its phase, and how it fared since it arrived. Not for several threads. */
final class NodeWatch {

    private final PhaseTracker phases;
    private @Nullable Phase known;
    private @Nullable Instant arrived;
    private boolean served;

    NodeWatch(PhaseTiming timing) {
        this.phases = new PhaseTracker(timing, null);
    }

    /** The phase to publish after this evidence. */
    Published update(NodeEvidence evidence, NodeObject node) {
        Published now = phases.update(evidence);
        if (now.phase() != Phase.UNKNOWN) {
            if (!hasArrived(now.phase())) {
                arrived = null;
            } else if (known != null && known != now.phase()) {
                arrived = now.since();
                served = false;
            }
            known = now.phase();
        }
        served = served || (arrived != null && isInService(node));
        return now;
    }

    /** The last phase that was not unknown; null if there was none. */
    @Nullable
    Phase known() {
        return known;
    }

    /** When it came into the phase in which it has arrived; null if it has not, or if nobody saw it come. */
    @Nullable
    Instant arrived() {
        return arrived;
    }

    /** Whether it has been in service since it arrived. */
    boolean served() {
        return served;
    }

    static boolean hasArrived(Phase phase) {
        return phase == Phase.MIGRATED || phase == Phase.CRI_DOCKERD;
    }

    static boolean isInService(NodeObject node) {
        return Boolean.TRUE.equals(node.ready()) && !node.unschedulable();
    }
}
