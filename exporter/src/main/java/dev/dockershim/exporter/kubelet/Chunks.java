package dev.dockershim.exporter.kubelet;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A body held in memory in blocks of one size: no array is copied to grow, and many small network reads take no more
 * room than few large ones.
 */
final class Chunks {

    private static final int CHUNK_BYTES = 32 * 1024;

    private final List<byte[]> chunks = new ArrayList<>();
    private long size;

    /** Appends what {@code data} holds. */
    void add(ByteBuffer data) {
        while (data.hasRemaining()) {
            int at = (int) (size % CHUNK_BYTES);
            if (at == 0) {
                chunks.add(new byte[CHUNK_BYTES]);
            }
            int count = Math.min(data.remaining(), CHUNK_BYTES - at);
            data.get(chunks.get(chunks.size() - 1), at, count);
            size += count;
        }
    }

    /** Reads all from the start. Needs no closing. */
    InputStream open() {
        return new Reader();
    }

    private final class Reader extends InputStream {

        private long position;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, to.length);
            if (length == 0) {
                return 0;
            }
            if (position == size) {
                return -1;
            }
            int at = (int) (position % CHUNK_BYTES);
            int count = (int) Math.min(Math.min(length, CHUNK_BYTES - at), size - position);
            System.arraycopy(chunks.get((int) (position / CHUNK_BYTES)), at, to, offset, count);
            position += count;
            return count;
        }
    }
}
