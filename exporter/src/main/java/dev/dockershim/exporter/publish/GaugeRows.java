package dev.dockershim.exporter.publish;

import java.time.Instant;

/** Takes the samples of one gauge, whatever they are made into. */
@FunctionalInterface
public interface GaugeRows {

    /**
     * Adds the sample {@code unscaled * 10^-scale}.
     *
     * @param scale 0 to 18
     * @param labels values of the gauge's labels, in their order
     */
    void decimal(long unscaled, int scale, String... labels);

    /** Adds a whole number. */
    default void number(long value, String... labels) {
        decimal(value, 0, labels);
    }

    /** Adds 1 or 0. */
    default void flag(boolean value, String... labels) {
        decimal(value ? 1 : 0, 0, labels);
    }

    /** Adds a time, in seconds since 1970. */
    default void time(Instant value, String... labels) {
        decimal(value.toEpochMilli(), 3, labels);
    }
}
