package dev.dockershim.exporter.containerfs;

import dev.dockershim.exporter.cri.CriContainers.RuntimeVersion;
import dev.dockershim.exporter.node.ContainerSnapshot;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.KubeletLook;
import dev.dockershim.exporter.node.NodeSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * Which of the thirteen the kubelet itself serves for which container, as far as that is known.
 *
 * <p>It is decided pair by pair. A real containerd 2.3 behind {@code PodAndContainerStatsFromCRI} serves four families,
 * and leaves out every pod that has a container without a task.
 */
public final class KubeletSeries {

    /**
     * The kubelet shows a new container within 30 s (kubernetes pkg/kubelet/cadvisor, housekeeping interval): one that
     * is older and not listed is left out for good.
     */
    static final long LISTED_WITHIN_MILLIS = 60_000;

    private final NodeSnapshot snapshot;
    private final KubeletLook look;
    private final Evidence evidence;

    /** What is known on the grounds of that snapshot. */
    public KubeletSeries(NodeSnapshot snapshot) {
        this.snapshot = snapshot;
        this.look = snapshot.look();
        this.evidence = evidence(look, snapshot.runtime());
    }

    /** What the knowledge rests on. */
    public enum Evidence {
        /** The kubelet's own answer was looked through. */
        LOOK,
        /** The look is not granted: which runtime this is. */
        RUNTIME,
        /** The first look has failed and is made again, and the runtime is not known: nothing is served meanwhile. */
        PENDING,
        /** Neither is known: a kubelet of 1.24 or later on containerd is assumed, which serves none. */
        ASSUMPTION,
        /** There is no kubelet. */
        NO_KUBELET
    }

    /** What the knowledge rests on. */
    public Evidence evidence() {
        return evidence;
    }

    /**
     * Whether the kubelet serves that family for that row.
     *
     * @param family index in {@link Series#ALL}
     */
    public boolean serves(ContainerSnapshot row, int family) {
        return switch (evidence) {
            case LOOK -> row.kind() == Kind.MACHINE ? look.index().machine().has(family) : seen(row, family);
            case RUNTIME -> row.kind() == Kind.MACHINE || isServedBy(snapshot.runtime());
            case PENDING -> false;
            case ASSUMPTION -> row.kind() == Kind.MACHINE;
            case NO_KUBELET -> false;
        };
    }

    private boolean seen(ContainerSnapshot row, int family) {
        if (row.kubelet() != null) {
            return row.kubelet().has(family);
        }
        // One that has just started will be served if all others are: to serve it meanwhile would double it later.
        return isNew(row) && look.index().isServedForEach(family);
    }

    private boolean isNew(ContainerSnapshot row) {
        return row.startedAtMillis() != ContainerSnapshot.UNKNOWN
                && look.lookedAtMillis() - row.startedAtMillis() < LISTED_WITHIN_MILLIS;
    }

    private static Evidence evidence(KubeletLook look, @Nullable RuntimeVersion runtime) {
        return switch (look.basis()) {
            case LOOK -> Evidence.LOOK;
            case NO_KUBELET -> Evidence.NO_KUBELET;
            case PENDING -> runtime == null ? Evidence.PENDING : Evidence.RUNTIME;
            case NO_LOOK -> runtime == null ? Evidence.ASSUMPTION : Evidence.RUNTIME;
        };
    }

    /**
     * google/cadvisor's handlers: CRI-O's fills the file system fields, containerd's has none. Docker is served where it
     * is spoken to by dockershim, whose CRI was v1alpha2 only; cri-dockerd has v1 since 0.3, and its kubelets know no
     * Docker any more. Where only /pods tells of Docker it may be either: a gap is better than a double.
     */
    private static boolean isServedBy(@Nullable RuntimeVersion runtime) {
        if (runtime == null) {
            return false;
        }
        return switch (runtime.name()) {
            case "cri-o" -> true;
            case "docker" -> !runtime.apiVersion().equals("v1");
            default -> false;
        };
    }
}
