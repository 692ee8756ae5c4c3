package dev.dockershim.exporter.watch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines, of which none may be longer than an object with what stands around it. */
final class Lines {

    private static final int FIRST = 16 * 1024;
    private static final int LONGEST = ApiJson.LARGEST_OBJECT + 64 * 1024;

    private final InputStream in;
    private byte[] buffer = new byte[FIRST];
    private int start;
    private int length;
    private int next;
    private int end;

    Lines(InputStream in) {
        this.in = in;
    }

    /** Reads the next line; false at the end, where what is no whole line is lost. */
    boolean next() throws IOException {
        start = next;
        int scanned = start;
        while (true) {
            for (int i = scanned; i < end; i++) {
                if (buffer[i] == '\n') {
                    length = i - start;
                    next = i + 1;
                    return true;
                }
            }
            scanned = end - start;
            if (!fill()) {
                return false;
            }
        }
    }

    /** Reads on behind what there is of the line, which is at the buffer's beginning then. */
    private boolean fill() throws IOException {
        end -= start;
        if (end >= LONGEST) {
            throw new AnswerStream.TooLongException();
        }
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(LONGEST, end * 2));
        } else if (buffer.length > FIRST && end < FIRST / 2) {
            // a long line does not keep its room
            buffer = Arrays.copyOfRange(buffer, start, start + FIRST);
        } else if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, end);
        }
        start = 0;
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }

    /** Where the line stands; until the next one is read. */
    byte[] buffer() {
        return buffer;
    }

    /** Where it begins. */
    int start() {
        return start;
    }

    /** How many bytes it has, without its end. */
    int length() {
        return length;
    }
}
