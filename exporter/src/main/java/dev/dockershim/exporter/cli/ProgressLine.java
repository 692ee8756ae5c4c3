package dev.dockershim.exporter.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Tells on standard error that something goes on. On a terminal one line that is written over, and gone at the end; else
 * a line each ten seconds, so that a pipeline's log neither fills nor stays silent.
 */
final class ProgressLine {

    private static final long BETWEEN_LINES = Duration.ofSeconds(10).toNanos();
    private static final long BETWEEN_REDRAWS = Duration.ofMillis(100).toNanos();

    private final PrintStream err;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long last;
    private int shown;

    ProgressLine(PrintStream err, boolean terminal, LongSupplier nanoTime) {
        this.err = err;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        last = nanoTime.getAsLong();
    }

    /**
     * So far.
     *
     * @param resource what is listed, such as {@code pods}
     * @param objects how many were read
     */
    void listed(String resource, int objects) {
        long now = nanoTime.getAsLong();
        if (now - last < (terminal ? BETWEEN_REDRAWS : BETWEEN_LINES)) {
            return;
        }
        last = now;
        String text = "reading " + resource + ": " + objects;
        if (terminal) {
            write(text);
        } else {
            err.println("dockershim-exporter: " + text);
        }
    }

    /** Takes the line away. */
    void end() {
        if (shown > 0) {
            write("");
            err.print('\r');
            err.flush();
        }
    }

    private void write(String text) {
        err.print("\r" + text + " ".repeat(Math.max(0, shown - text.length())));
        err.flush();
        shown = text.length();
    }
}
