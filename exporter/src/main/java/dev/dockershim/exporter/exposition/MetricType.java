package dev.dockershim.exporter.exposition;

/** What a family's {@code # TYPE} line says. */
public enum MetricType {
    /** Only ever rises, except for a restart of what it counts; the name ends in {@code _total}. */
    COUNTER("counter"),
    /** May rise and fall. */
    GAUGE("gauge");

    private final String word;

    MetricType(String word) {
        this.word = word;
    }

    /** The word on the wire, the same in both formats. */
    String word() {
        return word;
    }
}
