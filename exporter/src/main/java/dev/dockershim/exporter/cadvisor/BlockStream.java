package dev.dockershim.exporter.cadvisor;

import java.io.IOException;
import java.io.OutputStream;

/** Gathers small pieces into blocks. The last one goes out with {@link #writeBlock}; flushing and closing are the owner's. */
final class BlockStream extends OutputStream {

    private static final int BLOCK_BYTES = 32 * 1024;

    private final OutputStream out;
    private final byte[] block = new byte[BLOCK_BYTES];
    private int length;

    BlockStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        if (length == BLOCK_BYTES) {
            writeBlock();
        }
        block[length++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        int from = offset;
        int rest = count;
        while (rest > BLOCK_BYTES - length) {
            int fits = BLOCK_BYTES - length;
            System.arraycopy(source, from, block, length, fits);
            length = BLOCK_BYTES;
            writeBlock();
            from += fits;
            rest -= fits;
        }
        System.arraycopy(source, from, block, length, rest);
        length += rest;
    }

    /** Hands on what has gathered. */
    void writeBlock() throws IOException {
        out.write(block, 0, length);
        length = 0;
    }
}
