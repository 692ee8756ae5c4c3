package dev.dockershim.exporter.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Compresses at the fastest level: label-heavy text shrinks to a tenth or less even so. */
public final class GzipStream extends GZIPOutputStream {

    /** Compresses to {@code out}; the header is written at once. */
    public GzipStream(OutputStream out) throws IOException {
        super(out, 8 * 1024);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /**
     * Frees the compressor's native memory without ending the stream, so that what was written up to now cannot be taken
     * for all.
     */
    public void abandon() {
        def.end();
    }
}
