package dev.dockershim.exporter.kubelet;

import java.io.EOFException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Inflates a body of gzip (RFC 1952, one member) as it comes in. What the kubelet sends compressed is a fifteenth of the
 * bytes to decrypt, and a JVM without its second compiler decrypts slowly.
 *
 * <p>The end of the member, with its check sum, is the end of the answer: nothing may be missing, and nothing may follow.
 */
final class InflatedBody {

    private static final int PIECE_BYTES = 16 * 1024;
    private static final int HEADER_BYTES = 10;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int HEADER_CRC = 1 << 1;

    private final PulledBody body;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] piece = new byte[PIECE_BYTES];
    private int at;
    private int filled;
    private boolean headerRead;
    private boolean finished;

    InflatedBody(PulledBody body) {
        this.body = body;
    }

    /** As {@link PulledBody#read}, of the inflated bytes. */
    int read(byte[] to) throws IOException, InterruptedException {
        if (finished) {
            return -1;
        }
        if (!headerRead) {
            readHeader();
            headerRead = true;
        }
        try {
            while (true) {
                int count = inflater.inflate(to);
                if (count > 0) {
                    crc.update(to, 0, count);
                    return count;
                }
                if (inflater.finished()) {
                    readTrailer();
                    finished = true;
                    return -1;
                }
                if (inflater.needsDictionary()) {
                    throw new ZipException("a dictionary is asked for");
                }
                if (at == filled) {
                    fill();
                }
                inflater.setInput(piece, at, filled - at);
                at = filled;
            }
        } catch (DataFormatException e) {
            throw (ZipException) new ZipException("not deflated").initCause(e);
        }
    }

    /** Frees the native memory. */
    void end() {
        inflater.end();
        finished = true;
    }

    private void readHeader() throws IOException, InterruptedException {
        int[] header = new int[HEADER_BYTES];
        for (int i = 0; i < HEADER_BYTES; i++) {
            header[i] = next();
        }
        if (header[0] != 0x1f || header[1] != 0x8b || header[2] != 8) {
            throw new ZipException("not gzip");
        }
        int flags = header[3];
        if ((flags & EXTRA) != 0) {
            int length = next() | next() << 8;
            skip(length);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void readTrailer() throws IOException, InterruptedException {
        at = filled - inflater.getRemaining();
        long expected = nextInt();
        long length = nextInt();
        if (expected != crc.getValue() || length != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("the check sum does not match");
        }
        if (at < filled || body.read(piece) >= 0) {
            throw new ZipException("bytes behind the end");
        }
    }

    private void skip(int count) throws IOException, InterruptedException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException, InterruptedException {
        while (next() != 0) {
            // the name of a file, or a comment
        }
    }

    private long nextInt() throws IOException, InterruptedException {
        long value = next();
        value |= (long) next() << 8;
        value |= (long) next() << 16;
        return value | (long) next() << 24;
    }

    private int next() throws IOException, InterruptedException {
        if (at == filled) {
            fill();
        }
        return piece[at++] & 0xff;
    }

    private void fill() throws IOException, InterruptedException {
        int count = body.read(piece);
        if (count < 0) {
            throw new EOFException("within the compressed bytes");
        }
        at = 0;
        filled = count;
    }
}
