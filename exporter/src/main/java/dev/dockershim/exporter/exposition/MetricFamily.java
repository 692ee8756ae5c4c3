package dev.dockershim.exporter.exposition;

/** The samples of one metric name at one moment. Immutable; may be written more than once. */
public interface MetricFamily {

    /** The name of every sample, such as {@code container_fs_reads_total}; a counter's ends in {@code _total}. */
    String name();

    /** One or two sentences for the {@code # HELP} line, not escaped. */
    String help();

    /** What the samples are. */
    MetricType type();

    /** Writes all samples. A family that writes none is left out of the response, with its metadata. */
    void writeSamples(SampleWriter out);
}
