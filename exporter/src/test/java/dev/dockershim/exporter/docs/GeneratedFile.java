package dev.dockershim.exporter.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A file in the repository that is made from code: compared by a test, rewritten when a system property says so. */
public final class GeneratedFile {

    private GeneratedFile() {}

    /**
     * Compares the file with what it should hold, or writes it if the system property {@code <kind>.update} is true.
     *
     * @param kind {@code docs} or {@code golden}, also the make target that updates it
     * @param path relative to the repository's root
     */
    public static void check(String kind, String path, String expected) {
        Path file = root().resolve(path);
        try {
            if (Boolean.getBoolean(kind + ".update")) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, expected);
                return;
            }
            assertThat(file).as("%s is made from code: run make %s", path, kind).exists();
            assertThat(Files.readString(file))
                    .as("%s is made from code: run make %s and look at the difference", path, kind)
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #check} for a long text, which is kept compressed. */
    public static void checkCompressed(String kind, String path, String expected) {
        Path file = root().resolve(path);
        try {
            if (Boolean.getBoolean(kind + ".update")) {
                Files.createDirectories(file.getParent());
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                    out.write(expected.getBytes(StandardCharsets.UTF_8));
                }
                return;
            }
            assertThat(file).as("%s is made from code: run make %s", path, kind).exists();
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines())
                        .as("%s is made from code: run make %s and look at the difference", path, kind)
                        .containsExactlyElementsOf(expected.lines().toList());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The root of the repository: Maven runs tests in the module's directory. */
    private static Path root() {
        return Path.of("").toAbsolutePath().getParent();
    }
}
