package dev.dockershim.exporter.host;

import dev.dockershim.exporter.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a small file whole, and refuses a large one: files of procfs tell no size beforehand. */
final class BoundedFile {

    private BoundedFile() {}

    static byte[] read(Path path, int maxBytes) throws SourceException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new SourceException(path + " is larger than " + maxBytes + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new SourceException(path + " does not exist", e);
        } catch (AccessDeniedException e) {
            throw new SourceException(path + " may not be read", e);
        } catch (IOException e) {
            throw new SourceException(path + " could not be read", e);
        }
    }
}
