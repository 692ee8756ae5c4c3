package dev.dockershim.exporter.webconfig;

/**
 * How many requests are answered.
 *
 * @param intervalNanos one more request every so many nanoseconds; negative for no limit
 * @param burst how many at once; with 0 none is answered
 */
public record RateLimit(long intervalNanos, long burst) {}
