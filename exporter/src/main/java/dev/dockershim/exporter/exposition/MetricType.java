package dev.dockershim.exporter.exposition;

/** The types of metric families that we render. */
public enum MetricType {
    COUNTER,
    GAUGE
}
