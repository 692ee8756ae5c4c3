package dev.dockershim.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerTest {

    private static final Instant TIME = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void neitherTimesNorPermissionsNorTheOrderOfAdditionsMatter() throws IOException {
        Path one = file("one", "rw-------", Instant.EPOCH);
        Path other = file("other", "rw-rw-rw-", TIME);

        Layer first = new Layer.Builder("first")
                .file("a/b", one)
                .file("a/c", one)
                .directory("tmp", 01777)
                .write(directory, TIME);
        Layer second = new Layer.Builder("second")
                .directory("tmp", 01777)
                .file("a/c", other)
                .file("a/b", other)
                .write(directory, TIME);

        assertThat(second.blob().digest()).isEqualTo(first.blob().digest());
        assertThat(second.diffId())
                .isEqualTo(first.diffId())
                .isNotEqualTo(first.blob().digest());
    }

    @Test
    void contentAndTheRightToRunItDo() throws IOException {
        Path file = file("file", "rw-r--r--", TIME);
        String digest =
                new Layer.Builder("").file("a", file).write(directory, TIME).diffId();

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(new Layer.Builder("").file("a", file).write(directory, TIME).diffId())
                .isNotEqualTo(digest);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.writeString(file, "something else");
        assertThat(new Layer.Builder("").file("a", file).write(directory, TIME).diffId())
                .isNotEqualTo(digest);
    }

    private Path file(String name, String permissions, Instant time) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "content");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        Files.setLastModifiedTime(file, FileTime.from(time));
        return file;
    }
}
