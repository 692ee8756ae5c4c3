package dev.dockershim.exporter.exposition;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one content coding we offer. */
public final class Gzip {

    private Gzip() {}

    /**
     * Whether the client wants gzip rather than the plain text (RFC 9110 section 12.5.3).
     *
     * @param acceptEncoding the header's value, several joined with a comma; null if there is none
     */
    public static boolean isWanted(@Nullable String acceptEncoding) {
        List<HeaderElement> codings = HeaderElement.parseList(acceptEncoding);
        double gzip = quality(codings, "gzip", quality(codings, "x-gzip", quality(codings, "*", 0)));
        return gzip > 0 && gzip >= quality(codings, "identity", 0);
    }

    private static double quality(List<HeaderElement> codings, String name, double otherwise) {
        for (HeaderElement coding : codings) {
            if (coding.name().equals(name)) {
                return coding.quality();
            }
        }
        return otherwise;
    }

    /** Compresses a whole text. */
    static byte[] compress(ByteText text) {
        ByteText compressed = new ByteText(Math.max(1024, text.length() / 8));
        // Closing ends the Deflater, whose memory is native and would otherwise wait for a garbage collection.
        try (OutputStream gzip = new GzipStream(compressed.asOutputStream())) {
            text.writeTo(gzip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toBytes();
    }
}
