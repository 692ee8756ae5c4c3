package dev.dockershim.exporter.evidence;

import java.util.List;

/**
 * Who serves each of the thirteen {@code container_fs_*} series of this node.
 *
 * @param series one for each of the thirteen
 * @param seen whether that was looked up at the kubelet, not guessed from versions
 */
public record ServedSeries(List<One> series, boolean seen) {

    /** Copies the list. */
    public ServedSeries {
        series = List.copyOf(series);
    }

    /**
     * One of them.
     *
     * @param metric its name
     * @param by who serves it
     */
    public record One(String metric, By by) {}

    /** Who serves a series. */
    public enum By {
        /** The kubelet, of all containers. */
        KUBELET,
        /** This exporter. */
        BRIDGE,
        /** Both: sums double. */
        BOTH,
        /** Some containers have it. */
        PARTIAL,
        /** Nobody. */
        NONE
    }
}
