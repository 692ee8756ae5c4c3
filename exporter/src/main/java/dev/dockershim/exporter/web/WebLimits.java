package dev.dockershim.exporter.web;

import java.time.Duration;

/**
 * What a client may take.
 *
 * @param noRequest how long a connection may stay open between requests; longer than usual scrape intervals, so that
 *     Prometheus keeps its connection
 * @param requestParse how long the head of a request may take, however it drips
 * @param idle how long a client may read or send nothing; longer than the longest scrape
 * @param send how long a client may take to read a response
 * @param stop how long running scrapes may go on after the stop
 * @param maxConcurrent how many scrapes may be under way at once, their sending included; as many pages again
 * @param maxStreams how many streamed answers may be under way at once; each keeps a worker busy
 * @param maxConnections how many connections are kept open; a further one ends the one that has waited longest
 * @param maxTlsConnections the same with TLS, of which each takes tens of kilobytes
 */
record WebLimits(
        Duration noRequest,
        Duration requestParse,
        Duration idle,
        Duration send,
        Duration stop,
        int maxConcurrent,
        int maxStreams,
        int maxConnections,
        int maxTlsConnections) {

    static final WebLimits DEFAULT = new WebLimits(
            Duration.ofMinutes(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(130),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            16,
            3,
            512,
            128);

    /** With the usual numbers of connections. */
    WebLimits(
            Duration noRequest,
            Duration requestParse,
            Duration idle,
            Duration send,
            Duration stop,
            int maxConcurrent,
            int maxStreams) {
        this(
                noRequest,
                requestParse,
                idle,
                send,
                stop,
                maxConcurrent,
                maxStreams,
                DEFAULT.maxConnections(),
                DEFAULT.maxTlsConnections());
    }
}
