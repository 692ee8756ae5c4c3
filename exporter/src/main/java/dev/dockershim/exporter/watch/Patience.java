package dev.dockershim.exporter.watch;

import java.time.Duration;

/**
 * How long is waited for the API server.
 *
 * @param answer for the headers of an answer, and for the next bytes of a list
 * @param page for one page of a list
 * @param silence for the next sign of life of a watch, which is cut after it and begun anew: bookmarks come each minute
 *     (kubernetes staging/src/k8s.io/apiserver/pkg/storage/cacher, defaultBookmarkFrequency)
 * @param stale since a resource was last known to be up to date, until what is known of it counts as unknown
 * @param version until the API server's version is asked for again
 * @param first since the first resource was answered, until one that only fails is waited for no more
 * @param refused until what was refused, or is not served, is asked for again
 * @param shortest the first pause after a failure; each further one is twice as long
 * @param longest the longest of these pauses
 */
record Patience(
        Duration answer,
        Duration page,
        Duration silence,
        Duration stale,
        Duration version,
        Duration first,
        Duration refused,
        Duration shortest,
        Duration longest) {

    static final Patience DEFAULT = new Patience(
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofSeconds(150),
            Duration.ofMinutes(4),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));
}
