package dev.dockershim.exporter.hostroot;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import java.util.stream.Stream;

/** A host's file system that a test writes. */
record TemporaryHost(Path directory) {

    /** One of the trees of {@code fixtures/hosts}. */
    static HostRoot tree(String name) {
        return new HostRoot(treePath(name));
    }

    static Path treePath(String name) {
        try {
            return Path.of(Objects.requireNonNull(TemporaryHost.class.getResource("/fixtures/hosts/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A copy of a tree that may be changed. */
    static TemporaryHost copyOf(String tree, Path directory) throws IOException {
        Path from = treePath(tree);
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path to = directory.resolve(from.relativize(path).toString());
                Files.createDirectories(Objects.requireNonNull(to.getParent()));
                Files.copy(path, to);
            }
        }
        return new TemporaryHost(directory);
    }

    static Reason reason(Observed<?> observed) {
        return ((Missing<?>) observed).reason();
    }

    static <T> T seen(Observed<T> observed) {
        return Objects.requireNonNull(observed.orNull(), observed::toString);
    }

    /** Awaits that what is written from now on has another time stamp than what was written before. */
    static void nextTick(Path scratch) {
        try {
            FileTime before = touch(scratch);
            FileTime now = before;
            while (now.equals(before)) {
                now = touch(scratch);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static FileTime touch(Path path) throws IOException {
        Files.writeString(path, "");
        Files.writeString(path, "now");
        return (FileTime) Objects.requireNonNull(Files.getAttribute(path, "unix:ctime"));
    }

    HostRoot root() {
        return new HostRoot(directory);
    }

    Path path(String path) throws IOException {
        Path at = directory.resolve(path.substring(1));
        Files.createDirectories(Objects.requireNonNull(at.getParent()));
        return at;
    }

    TemporaryHost file(String path, String text) throws IOException {
        Files.writeString(path(path), text);
        return this;
    }

    TemporaryHost link(String path, String target) throws IOException {
        Files.createSymbolicLink(path(path), Path.of(target));
        return this;
    }

    TemporaryHost pipe(String path) throws IOException, InterruptedException {
        Process made = new ProcessBuilder("mkfifo", path(path).toString()).start();
        if (made.waitFor() != 0) {
            throw new IOException("mkfifo failed");
        }
        return this;
    }

    /** A process with {@code init} beside it. */
    TemporaryHost process(int id, String name, String... words) throws IOException {
        file("/proc/1/comm", "systemd\n");
        file("/proc/" + id + "/comm", name + '\n');
        String line = words.length == 0 ? "" : String.join("\0", words) + '\0';
        Files.write(path("/proc/" + id + "/cmdline"), line.getBytes(UTF_8));
        return this;
    }

    Observed<ProcessList> processes() {
        return new Processes(root()).look();
    }
}
