package dev.dockershim.monitoring.preview;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A browser without a window, which sees no network. */
public final class Chromium {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final long LONGEST_SECONDS = 120;

    private final Path program;

    private Chromium(Path program) {
        this.program = program;
    }

    /** The one on the PATH, if there is one. */
    public static Optional<Chromium> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Chromium::new);
    }

    /**
     * Writes a picture of a page.
     *
     * @param width in pixels, as {@code height} is
     * @throws IOException with one line if there is none after two minutes
     */
    public void picture(Path page, Path picture, int width, int height) throws IOException, InterruptedException {
        run(List.of("--screenshot=" + picture.toAbsolutePath(), "--window-size=" + width + "," + height), page);
        if (!Files.exists(picture)) {
            throw new IOException(program + " has written no " + picture);
        }
    }

    /** The page as it is when its scripts have run. */
    public String dom(Path page) throws IOException, InterruptedException {
        return run(List.of("--dump-dom", "--window-size=1400,4000"), page);
    }

    private String run(List<String> what, Path page) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory("dockershim-preview");
        Path output = Files.createTempFile("dockershim-preview", ".out");
        try {
            List<String> command = new ArrayList<>(List.of(
                    program.toString(),
                    "--headless",
                    // Its own sandbox does not work for root, nor in containers; the pages are ours.
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                    "--hide-scrollbars",
                    "--virtual-time-budget=10000",
                    "--user-data-dir=" + profile));
            command.addAll(what);
            command.add(page.toAbsolutePath().toUri().toString());
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new IOException(program + " did not end within " + LONGEST_SECONDS + " s");
            }
            return Files.readString(output, UTF_8);
        } finally {
            Files.deleteIfExists(output);
            remove(profile);
        }
    }

    /** Its last helpers may still write while it is removed: what is left then is in the directory for such files. */
    private static void remove(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                file.toFile().delete();
            }
        }
    }
}
