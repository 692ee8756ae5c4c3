package dev.dockershim.exporter.containerfs;

/** When a series is served: flag {@code --series.when}. */
public enum SeriesWhen {
    /** Where the kubelet does not serve it itself, container by container. */
    MISSING,
    /** Whatever the kubelet serves. */
    ALWAYS,
    /** Never; what would be served is compared with what the kubelet serves. */
    SHADOW
}
