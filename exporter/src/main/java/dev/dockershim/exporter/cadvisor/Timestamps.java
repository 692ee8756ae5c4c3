package dev.dockershim.exporter.cadvisor;

import java.io.IOException;

/** Drops the time stamp of a sample, or turns it from milliseconds (text 0.0.4) into seconds (OpenMetrics). */
final class Timestamps {

    private static final int MILLI_DIGITS = 3;

    private final byte[] text;
    private final boolean keep;
    private final boolean seconds;
    private final Splices out;

    Timestamps(byte[] text, RewriteOptions options, Splices out) {
        this.text = text;
        this.keep = options.keepTimestamps();
        this.seconds = options.openMetrics();
        this.out = out;
    }

    /** Whether there is anything to do. */
    boolean change() {
        return !keep || seconds;
    }

    void rewrite(SampleSpans line) throws IOException {
        if (!line.hasTimestamp()) {
            return;
        }
        if (!keep) {
            out.drop(line.valueEnd(), line.timestampEnd());
        } else if (seconds) {
            toSeconds(line.timestampStart(), line.timestampEnd());
        }
    }

    private void toSeconds(int start, int end) throws IOException {
        int digits = text[start] == '-' ? start + 1 : start;
        int point = Math.max(digits, end - MILLI_DIGITS);
        out.copyTo(point);
        if (point == digits) {
            out.append('0');
        }
        out.append('.');
        for (int i = end - point; i < MILLI_DIGITS; i++) {
            out.append('0');
        }
    }
}
