package dev.dockershim.exporter.exposition;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses what is written to it into pieces of memory (RFC 1951), and counts it. */
final class DeflatingStream extends OutputStream {

    private static final int TEXT_BYTES = 16 * 1024;
    private static final int PIECE_BYTES = 16 * 1024;

    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    private final CRC32 crc = new CRC32();
    private final byte[] text = new byte[TEXT_BYTES];
    private int textLength;
    private final List<byte[]> pieces = new ArrayList<>();
    private byte[] piece = new byte[PIECE_BYTES];
    private int pieceLength;
    private long length;

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        int from = offset;
        int end = offset + count;
        while (from < end) {
            if (textLength == text.length) {
                deflate(Deflater.NO_FLUSH);
            }
            int fits = Math.min(text.length - textLength, end - from);
            System.arraycopy(source, from, text, textLength, fits);
            textLength += fits;
            from += fits;
        }
    }

    /** Ends a block at the border of a byte, so that another compressor can go on from there. */
    @Override
    public void flush() {
        deflate(Deflater.SYNC_FLUSH);
    }

    /** Ends the compressed text. */
    void finish() {
        deflater.finish();
        deflate(Deflater.NO_FLUSH);
    }

    /** What was compressed up to now; nothing may be written afterwards. */
    List<byte[]> pieces() {
        if (pieceLength > 0) {
            pieces.add(Arrays.copyOf(piece, pieceLength));
            pieceLength = 0;
        }
        return pieces;
    }

    /** Bytes written up to the last flush. */
    long length() {
        return length;
    }

    /** Their check sum. */
    int crc() {
        return (int) crc.getValue();
    }

    /** Frees the compressor's native memory. */
    @Override
    public void close() {
        deflater.end();
    }

    private void deflate(int flush) {
        crc.update(text, 0, textLength);
        length += textLength;
        deflater.setInput(text, 0, textLength);
        textLength = 0;
        boolean more = true;
        while (more) {
            int room = piece.length - pieceLength;
            int count = deflater.deflate(piece, pieceLength, room, flush);
            pieceLength += count;
            // zlib has given all that it will for now as soon as it leaves room.
            more = count == room;
            if (pieceLength == piece.length) {
                pieces.add(piece);
                piece = new byte[PIECE_BYTES];
                pieceLength = 0;
            }
        }
    }
}
