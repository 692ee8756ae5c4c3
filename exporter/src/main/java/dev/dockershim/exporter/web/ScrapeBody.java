package dev.dockershim.exporter.web;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of one scrape: there as a whole, or written while it is sent. */
public final class ScrapeBody {

    private final List<byte[]> pieces;
    private final long length;
    private final @Nullable Writing writing;

    private ScrapeBody(List<byte[]> pieces, long length, @Nullable Writing writing) {
        this.pieces = List.copyOf(pieces);
        this.length = length;
        this.writing = writing;
    }

    /** Writes a body. */
    @FunctionalInterface
    public interface Writing {

        /** Writes all of it, of the length that was told; {@code out} waits for the client. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** A body that is there; nothing of the array may be changed any more. */
    public static ScrapeBody of(byte[] whole) {
        return of(List.of(whole));
    }

    /** A body that is there in pieces, which may be parts of other bodies too. */
    public static ScrapeBody of(List<byte[]> pieces) {
        return new ScrapeBody(
                pieces, pieces.stream().mapToLong(piece -> piece.length).sum(), null);
    }

    /**
     * A body that is too long to be held.
     *
     * @param length in bytes
     */
    public static ScrapeBody streamed(long length, Writing writing) {
        return new ScrapeBody(List.of(), length, writing);
    }

    List<byte[]> pieces() {
        return pieces;
    }

    long length() {
        return length;
    }

    /** Null if it is there. */
    @Nullable
    Writing writing() {
        return writing;
    }
}
