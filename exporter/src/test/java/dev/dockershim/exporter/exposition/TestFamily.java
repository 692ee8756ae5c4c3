package dev.dockershim.exporter.exposition;

import java.util.function.Consumer;

/** A family made in a test. */
record TestFamily(String name, MetricType type, String help, Consumer<SampleWriter> samples) implements MetricFamily {

    private static final byte[] NO_LABELS = {};

    /** A family of one sample without labels. */
    static TestFamily of(String name, MetricType type, String help, long value) {
        return new TestFamily(name, type, help, out -> out.sample(NO_LABELS, value, 0));
    }

    @Override
    public void writeSamples(SampleWriter out) {
        samples.accept(out);
    }
}
