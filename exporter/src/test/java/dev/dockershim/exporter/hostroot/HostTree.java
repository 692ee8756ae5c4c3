package dev.dockershim.exporter.hostroot;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A host's files in a directory of a test. */
final class HostTree {

    private final Path root;

    HostTree(Path root) {
        this.root = root;
    }

    /** A recorded host's files; read where they lie, since links get lost on the way to the class path. */
    static HostRoot recorded(String name) {
        return new HostRoot(Path.of("src/test/resources/fixtures/hosts", name));
    }

    HostRoot host() {
        return new HostRoot(root);
    }

    HostTree file(String path, String text) {
        return file(path, text.getBytes(StandardCharsets.UTF_8));
    }

    HostTree file(String path, byte[] content) {
        try {
            Path file = root.resolve(path.substring(1));
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, content);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    HostTree directory(String path) {
        try {
            Files.createDirectories(root.resolve(path.substring(1)));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static <T> T seen(Observed<T> observed) {
        T value = observed.orNull();
        if (value == null) {
            throw new AssertionError(observed);
        }
        return value;
    }

    static Reason reason(Observed<?> observed) {
        if (observed instanceof Missing<?> missing) {
            return missing.reason();
        }
        throw new AssertionError(observed);
    }

    static String text(Observed<?> observed) {
        return ((Missing<?>) observed).text();
    }
}
