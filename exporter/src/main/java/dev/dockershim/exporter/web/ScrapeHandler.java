package dev.dockershim.exporter.web;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Answers a scrape. Called by several threads at once. */
@FunctionalInterface
public interface ScrapeHandler {

    /**
     * The whole body of one scrape. What it throws becomes a 500 with one plain line, and goes to the log.
     *
     * @param format what the client reads
     * @param gzip whether the body is to be compressed
     * @param timeout how long the client waits, less a margin; {@link ScrapeTimeout}
     * @throws TimeoutException if there is none within the timeout; the client gets a 503
     * @throws InterruptedException if the server stops and waits no longer
     */
    ScrapeBody scrape(ExpositionFormat format, boolean gzip, Duration timeout)
            throws InterruptedException, TimeoutException;
}
