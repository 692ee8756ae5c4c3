package dev.dockershim.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The machine's own C library, as far as a Java runtime needs it: the loader that its programs name, and what that
 * loader says it loads for them. No architecture's or distribution's paths are assumed.
 *
 * @param version such as 2.36
 * @param build what its loader says of itself, such as {@code Debian GLIBC 2.36-9+deb12u14}
 * @param files absolute paths, at which the loader looks for them too
 */
record CLibrary(String version, String build, Set<Path> files) {

    private static final Pattern LOADED = Pattern.compile("(?m)^\\s*(?:\\S+ => )?(/\\S+) \\(0x");
    private static final Pattern BUILD = Pattern.compile("\\(((?:[^()]*)?GLIBC[^()]*)\\)[^\\n]*version (\\d+\\.\\d+)");

    /** Opened by name when a host is looked up; in newer versions parts of libc itself. */
    private static final List<String> OPENED_BY_NAME =
            List.of("libnss_dns.so.2", "libnss_files.so.2", "libresolv.so.2");

    /** Finds what a Java runtime of this machine's architecture needs. */
    static CLibrary neededBy(Path runtime) {
        Path loader = Path.of(ElfFile.read(runtime.resolve("bin/java")).interpreter());
        if (!Files.isExecutable(loader)) {
            throw new BuildException("the JDK wants the loader " + loader + ", which this machine lacks: use a JDK for"
                    + " this machine's architecture and for glibc");
        }
        Matcher build = BUILD.matcher(Program.run(Path.of("/"), List.of(loader.toString(), "--version")));
        if (!build.find()) {
            throw new BuildException(loader + " is not glibc's: the image is made with glibc");
        }
        Set<Path> files = new TreeSet<>(Set.of(loader));
        String own = runtime.resolve("lib/server") + ":" + runtime.resolve("lib");
        for (Path binary : binaries(runtime)) {
            Matcher loaded = LOADED.matcher(Program.run(
                    Path.of("/"), List.of(loader.toString(), "--library-path", own, "--list", binary.toString())));
            while (loaded.find()) {
                Path library = Path.of(loaded.group(1));
                if (!library.normalize().startsWith(runtime)) {
                    files.add(library);
                }
            }
        }
        Path directory = Objects.requireNonNull(files.stream()
                .filter(file -> file.endsWith("libc.so.6"))
                .findFirst()
                .orElseThrow(() -> new BuildException("no libc.so.6 among " + files))
                .getParent());
        OPENED_BY_NAME.stream().map(directory::resolve).filter(Files::exists).forEach(files::add);
        return new CLibrary(build.group(2), build.group(1), files);
    }

    /** Copies its files, links followed, below a directory that stands for the image's root. */
    void copyTo(Path root) {
        try {
            for (Path file : files) {
                Path target = root.resolve(file.toString().substring(1));
                Files.createDirectories(target.getParent());
                Files.copy(file.toRealPath(), target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> binaries(Path runtime) {
        try (Stream<Path> tree = Files.walk(runtime)) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(".so") || file.startsWith(runtime.resolve("bin")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
