package dev.dockershim.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;

/**
 * A file that is called by its digest.
 *
 * @param digest {@code sha256:...}
 * @param size in bytes
 */
record Blob(Path file, String digest, long size) {

    /** Moves a file to its digest's name in a directory. */
    static Blob keep(Path part, Path directory) {
        MessageDigest digest = Digest.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(part)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            String name = Digest.text(digest);
            Path file = directory.resolve(name.substring(Digest.PREFIX.length()));
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return new Blob(file, name, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a small one. */
    static Blob write(byte[] content, Path directory) {
        String digest = Digest.of(content);
        Path file = directory.resolve(digest.substring(Digest.PREFIX.length()));
        try {
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Blob(file, digest, content.length);
    }

    /** Its path in an OCI layout. */
    String path() {
        return "blobs/sha256/" + digest.substring(Digest.PREFIX.length());
    }
}
