package dev.dockershim.exporter.node;

/**
 * What is known of the series that the kubelet itself serves at {@code /metrics/cadvisor}.
 *
 * @param basis where that knowledge comes from
 * @param index what was seen; empty unless it was looked
 * @param lookedAtMillis when it was last looked, in milliseconds since the epoch; {@link ContainerSnapshot#UNKNOWN} if
 *     never
 */
public record KubeletLook(Basis basis, IdentityIndex index, long lookedAtMillis) {

    /** Nothing was seen, and nobody was asked. */
    public static final KubeletLook NO_KUBELET =
            new KubeletLook(Basis.NO_KUBELET, IdentityIndex.EMPTY, ContainerSnapshot.UNKNOWN);

    /** Where the knowledge comes from. */
    public enum Basis {
        /** The kubelet's own answer. */
        LOOK,
        /** The first look is still to come: it has failed so far, and is made again. */
        PENDING,
        /** No look has succeeded: it is not granted, or has failed again and again. */
        NO_LOOK,
        /** There is no kubelet to ask, and so none that serves anything. */
        NO_KUBELET
    }
}
