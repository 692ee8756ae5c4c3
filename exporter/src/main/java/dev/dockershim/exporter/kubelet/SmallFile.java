package dev.dockershim.exporter.kubelet;

import dev.dockershim.exporter.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that an operator named by a flag, and never more of it than such a file can hold. */
final class SmallFile {

    private SmallFile() {}

    /**
     * Reads a whole file.
     *
     * @throws SourceException naming flag and file, if the file cannot be read or is larger than {@code maxBytes}
     */
    static byte[] read(Path file, String flag, int maxBytes) throws SourceException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new SourceException(flag + " " + file + " is larger than " + maxBytes + " bytes");
            }
            return content;
        } catch (IOException e) {
            throw new SourceException(
                    "cannot read " + flag + " " + file + ": " + e.getClass().getSimpleName(), e);
        }
    }
}
