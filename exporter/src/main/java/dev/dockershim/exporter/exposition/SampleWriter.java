package dev.dockershim.exporter.exposition;

/** Takes the samples of one family. */
public interface SampleWriter {

    /** One sample: {@code labels} is a rendered block, the value is {@code unscaled * 10^-scale}. */
    void sample(byte[] labels, long unscaled, int scale);
}
