package dev.dockershim.exporter.cadvisor;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Copies a buffer into a stream with pieces of it replaced. Edits come in the order of their places; what lies between
 * them is copied as a whole, so that a thousand unchanged lines cost no more than one.
 */
final class Splices {

    private final byte[] source;
    private final OutputStream out;
    private int copied;

    Splices(byte[] source, OutputStream out) {
        this.source = source;
        this.out = out;
    }

    /** The buffer has been filled anew: the next byte to copy is its first. */
    void restart() {
        copied = 0;
    }

    /** The next byte to copy is the one at {@code place}. */
    void restart(int place) {
        copied = place;
    }

    /** Copies everything before {@code place}. */
    void copyTo(int place) throws IOException {
        if (place > copied) {
            out.write(source, copied, place - copied);
            copied = place;
        }
    }

    /** Leaves a piece out; what is appended then stands in its place. */
    void drop(int from, int to) throws IOException {
        copyTo(from);
        copied = to;
    }

    /** Writes bytes behind what has been copied. */
    void append(byte[] bytes) throws IOException {
        out.write(bytes, 0, bytes.length);
    }

    /** Writes a part of an array, maybe of the buffer itself, behind what has been copied. */
    void append(byte[] bytes, int from, int to) throws IOException {
        out.write(bytes, from, to - from);
    }

    /** Writes one byte behind what has been copied. */
    void append(int ascii) throws IOException {
        out.write(ascii);
    }
}
