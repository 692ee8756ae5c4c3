package dev.dockershim.exporter.readiness;

import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.readiness.NodeReadiness.Confidence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a node stands: the first rule that holds, from the worst to the best. A pure function, and total.
 *
 * <p>Taking a source of evidence away never turns what is unknown into {@code migrated} or {@code cri-dockerd}. It can
 * turn another phase into one of them, as a file that was not read can hide a kubelet that will not start again; such a
 * phase is never {@link Confidence#OBSERVED}: that takes the Node object, the kubelet's version, its files, and its
 * endpoint in use, all agreeing.
 */
public final class PhaseRule {

    private PhaseRule() {}

    /**
     * A phase.
     *
     * @param phase which
     * @param confidence how sure it is
     */
    public record Judged(Phase phase, Confidence confidence) {}

    /**
     * Judges a node.
     *
     * @param sinceChange how long ago its runtime or endpoint changed; null if no change was seen
     */
    public static Judged judge(NodeEvidence evidence, @Nullable Duration sinceChange, PhaseTiming timing) {
        boolean lately = sinceChange != null && sinceChange.compareTo(timing.lately()) < 0;
        return judge(PhaseInputs.of(evidence, lately));
    }

    static Judged judge(PhaseInputs in) {
        Phase phase = phase(in);
        return new Judged(phase, confidence(phase, in));
    }

    private static Phase phase(PhaseInputs in) {
        if (unsupported(in)) {
            return Phase.UNSUPPORTED;
        }
        if (in.runtime() == Kind.UNKNOWN || !in.certain()) {
            return Phase.UNKNOWN;
        }
        if (migrating(in)) {
            return Phase.MIGRATING;
        }
        if (in.runtime() != Kind.DOCKER) {
            return Phase.MIGRATED;
        }
        if (upTo123(in)) {
            return switch (adapter(in)) {
                case DOCKERSHIM -> in.cordoned() && in.ready() ? Phase.DRAINING : Phase.DOCKERSHIM;
                case CRI_DOCKERD -> Phase.CRI_DOCKERD;
                case CONTAINERD, CRI_O, OTHER -> Phase.UNKNOWN;
            };
        }
        // Without dockershim in the kubelet only an adapter outside of it can be Docker.
        return in.kubelet() != null || in.running() == EndpointClass.CRI_DOCKERD ? Phase.CRI_DOCKERD : Phase.UNKNOWN;
    }

    private static boolean unsupported(PhaseInputs in) {
        Version kubelet = in.kubelet();
        if (kubelet == null || KubeletVersions.hasDockershim(kubelet)) {
            return false;
        }
        return in.running() == EndpointClass.DOCKERSHIM
                || in.configured() == EndpointClass.DOCKERSHIM
                || (in.removedFlag() && KubeletVersions.hasEndpointInConfig(kubelet))
                || (in.tooOld() && KubeletVersions.wantsCriV1(kubelet));
    }

    private static boolean migrating(PhaseInputs in) {
        if (in.cordoned() && in.changedLately()) {
            return true;
        }
        if (in.runtime() != Kind.DOCKER) {
            // The second is a way back: the Node object is behind.
            return (in.cordoned() && in.annotation() == EndpointClass.DOCKERSHIM)
                    || in.running() == EndpointClass.DOCKERSHIM;
        }
        if (in.kubelet() == null) {
            return in.running() != null && otherRuntimeSeen(in);
        }
        return upTo123(in) && (filesDiffer(in) || (in.cordoned() && !in.ready()) || otherRuntimeSeen(in));
    }

    /** Whether the next start of the kubelet changes its runtime. */
    private static boolean filesDiffer(PhaseInputs in) {
        EndpointClass files = in.configured();
        if (files == null) {
            return false;
        }
        return in.running() == null ? !isDocker(files) : files != in.running();
    }

    /**
     * Another runtime answers than the kubelet last named. If the endpoint in use is seen to be Docker's, what answers is
     * merely a second runtime on this machine.
     */
    private static boolean otherRuntimeSeen(PhaseInputs in) {
        EndpointClass running = in.running();
        return (running == null || running == EndpointClass.OTHER) ? in.disputed() : !isDocker(running);
    }

    /** The endpoint in use; where it was not seen, what files and then kubeadm's annotation say of it. */
    private static EndpointClass adapter(PhaseInputs in) {
        if (in.running() != null) {
            return in.running();
        }
        if (in.configured() != null) {
            return in.configured();
        }
        return in.annotation() == EndpointClass.CRI_DOCKERD ? EndpointClass.CRI_DOCKERD : EndpointClass.DOCKERSHIM;
    }

    private static Confidence confidence(Phase phase, PhaseInputs in) {
        boolean seen = switch (phase) {
            case UNKNOWN -> false;
            case UNSUPPORTED -> true;
            case DOCKERSHIM, DRAINING, MIGRATING -> in.nodeSeen() && in.running() != null;
            case CRI_DOCKERD, MIGRATED -> in.complete();
        };
        if (phase == Phase.UNKNOWN) {
            return Confidence.NONE;
        }
        return seen ? Confidence.OBSERVED : Confidence.INFERRED;
    }

    private static boolean upTo123(PhaseInputs in) {
        return in.kubelet() != null && KubeletVersions.hasDockershim(in.kubelet());
    }

    private static boolean isDocker(EndpointClass kind) {
        return kind == EndpointClass.DOCKERSHIM || kind == EndpointClass.CRI_DOCKERD;
    }
}
