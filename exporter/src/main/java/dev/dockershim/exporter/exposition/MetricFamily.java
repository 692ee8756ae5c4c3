package dev.dockershim.exporter.exposition;

/** One metric family. */
public interface MetricFamily {

    /** Name as in the text format, with {@code _total} for counters. */
    String name();

    /** HELP text, unescaped. */
    String help();

    /** TYPE. */
    MetricType type();

    /** Writes all samples. */
    void writeSamples(SampleWriter out);
}
