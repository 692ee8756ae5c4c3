package dev.dockershim.exporter.cluster;

/**
 * The controller of an object, which is in the same namespace.
 *
 * @param kind such as {@code ReplicaSet}; empty if there is none
 * @param name its name; empty if there is none
 */
public record Controller(String kind, String name) {

    /** There is none. */
    public static final Controller NONE = new Controller("", "");
}
