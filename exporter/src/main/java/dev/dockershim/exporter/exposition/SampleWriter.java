package dev.dockershim.exporter.exposition;

/** Takes the samples of one family. */
@FunctionalInterface
public interface SampleWriter {

    /**
     * Writes the sample {@code unscaled * 10^-scale}, exactly.
     *
     * @param labels a whole block as {@link LabelBlock} renders it, or an empty array
     * @param unscaled the digits of the value: nanoseconds for a value in seconds with scale 9
     * @param scale how many of them stand behind the decimal point, 0 to 18
     * @throws IllegalArgumentException if the scale is out of range
     */
    void sample(byte[] labels, long unscaled, int scale);

    /** As above, of labels that are rendered for this sample alone. */
    default void sample(LabelBlock labels, long unscaled, int scale) {
        sample(labels.toBytes(), unscaled, scale);
    }
}
