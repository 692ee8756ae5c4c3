package dev.dockershim.exporter.webconfig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads the files that one file names, relative ones from its directory, and remembers which. */
final class FileReader {

    /** Of a file; a bundle of authorities has some hundred kilobytes. */
    static final int MAX_BYTES = 1024 * 1024;

    private final Path directory;
    private final Set<Path> read = new LinkedHashSet<>();

    FileReader(Path directory) {
        this.directory = directory;
    }

    /** All files that were to be read so far, those that could not be, too. */
    Set<Path> files() {
        return read;
    }

    byte[] read(String key, String name) throws WebConfigException {
        Path file;
        try {
            file = directory.resolve(name);
        } catch (InvalidPathException e) {
            throw new WebConfigException(key, "is no path");
        }
        read.add(file);
        return read(key, file);
    }

    static byte[] read(String key, Path file) throws WebConfigException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new WebConfigException(key, file + " is larger than " + MAX_BYTES + " bytes");
            }
            return content;
        } catch (NoSuchFileException e) {
            throw new WebConfigException(key, "no such file: " + file);
        } catch (IOException e) {
            throw new WebConfigException(
                    key, "cannot read " + file + ": " + e.getClass().getSimpleName());
        }
    }
}
