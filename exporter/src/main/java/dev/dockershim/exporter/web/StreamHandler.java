package dev.dockershim.exporter.web;

import dev.dockershim.exporter.exposition.ExpositionFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** Answers with a body that is passed on while it comes in. Called by several threads at once. */
@FunctionalInterface
public interface StreamHandler {

    /**
     * Opens the answer.
     *
     * @param format what the client reads
     * @param timeout how long the client waits, less a margin; {@link ScrapeTimeout}
     * @throws UpstreamException if there is none; the client gets a 502 with its message
     * @throws InterruptedException if the server stops and waits no longer
     */
    Body open(ExpositionFormat format, Duration timeout) throws UpstreamException, InterruptedException;

    /** A body that has begun. */
    interface Body extends AutoCloseable {

        /**
         * Writes all of it, and closes {@code out} then and only then: that is what makes the answer whole.
         *
         * @throws UpstreamException if the rest is not to be had. The client gets a 502 if nothing was written yet; else
         *     its connection is cut, so that what it has got cannot be taken for all
         * @throws IOException if the client takes no more
         * @throws InterruptedException if the server stops and waits no longer
         */
        void writeTo(OutputStream out) throws UpstreamException, IOException, InterruptedException;

        @Override
        void close();
    }

    /** Where the answer should come from there is none; the message is one line for the client. */
    final class UpstreamException extends Exception {

        private static final long serialVersionUID = 1;

        /** With a line for the client. */
        public UpstreamException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
