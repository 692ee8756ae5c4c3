package dev.dockershim.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A JDK that can make a runtime.
 *
 * @param home its directory
 * @param version such as 25.0.3
 * @param vendor who built it, as its {@code release} file says
 * @param build its full version, such as 25.0.3+9-LTS
 */
record Jdk(Path home, Runtime.Version version, String vendor, String build) {

    /** What the image is made for: the current long-term release. */
    static final int WANTED = 25;

    private static final int OLDEST = 17;

    /** The newest that there is of the wanted release, else the newest of all. */
    static Jdk find(List<Path> homes) {
        List<Jdk> found = homes.stream().flatMap(home -> read(home).stream()).toList();
        return found.stream()
                .filter(jdk -> jdk.feature() == WANTED)
                .max(Comparator.comparing(Jdk::version))
                .or(() -> found.stream().filter(jdk -> jdk.feature() >= OLDEST).max(Comparator.comparing(Jdk::version)))
                .orElseThrow(() -> new BuildException("no JDK with jlink below " + homes + ": install a JDK " + WANTED
                        + ", or name one with -Dimage.jdk=/path/to/jdk"));
    }

    /**
     * Where to look for one.
     *
     * @param chosen the only place, unless it is empty: then it is the machine's own, and the one that runs this
     */
    static List<Path> installed(String chosen) {
        if (!chosen.isEmpty()) {
            return List.of(Path.of(chosen));
        }
        Path directory = Path.of("/usr/lib/jvm");
        Path own = Path.of(System.getProperty("java.home"));
        if (!Files.isDirectory(directory)) {
            return List.of(own);
        }
        try (Stream<Path> homes = Files.list(directory)) {
            return Stream.concat(Stream.of(own), homes.sorted()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<Jdk> read(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/jlink")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(release)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String version = unquoted(properties, "JAVA_VERSION", "");
        try {
            return Optional.of(new Jdk(
                    home,
                    Runtime.Version.parse(version),
                    unquoted(properties, "IMPLEMENTOR", "unknown"),
                    unquoted(properties, "JAVA_RUNTIME_VERSION", version)));
        } catch (IllegalArgumentException e) {
            // Java 8 writes 1.8.0_442; it has no jlink either.
            return Optional.empty();
        }
    }

    int feature() {
        return version.feature();
    }

    Path program(String name) {
        return home.resolve("bin").resolve(name);
    }

    private static String unquoted(Properties properties, String name, String otherwise) {
        return properties.getProperty(name, otherwise).replace("\"", "");
    }
}
