package dev.dockershim.deploy.kustomize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The program in {@code src/test/go/manifests}, built: it knows the API's types, kustomize and Pod Security, which exist in
 * Go only.
 */
final class ManifestsProgram {

    static final Path REPOSITORY =
            Path.of(System.getProperty("repository", "../..")).toAbsolutePath().normalize();
    static final Path KUSTOMIZE = REPOSITORY.resolve("deploy/kustomize");
    static final Path TABLE = Path.of("src/test/resources/kustomize/components.yaml");
    static final Path FLAGS = REPOSITORY.resolve("docs/flags.md");

    private static final Path SOURCES = Path.of("src/test/go/manifests");
    private static final Path PROGRAM = Path.of("target/manifests").toAbsolutePath();
    private static final long LONGEST_MINUTES = 15;

    private final Path directory;

    private ManifestsProgram(Path directory) {
        this.directory = directory;
    }

    /**
     * Builds it; ends the test where there is no Go.
     *
     * @param directory where it may write
     */
    static ManifestsProgram build(Path directory) throws IOException, InterruptedException {
        ManifestsProgram built = new ManifestsProgram(directory);
        Files.createDirectories(PROGRAM.resolveSibling(""));
        String go = Requirements.program("go").toString();
        built.run(0, SOURCES, List.of(go, "build", "-mod=readonly", "-o", PROGRAM.toString(), "."));
        return built;
    }

    /** What it prints; the exit code has to be that one. */
    String run(int exitCode, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return run(exitCode, Path.of(""), command);
    }

    private String run(int exitCode, Path where, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(where.toAbsolutePath().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // A Go older than go.mod asks for fetches the one that it names, checked by its sum like any module.
        builder.environment().put("GOTOOLCHAIN", "auto");
        Process process = builder.start();
        assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES))
                .describedAs("%s ended", command)
                .isTrue();
        String printed = Files.readString(output, UTF_8);
        assertThat(process.exitValue()).describedAs(printed).isEqualTo(exitCode);
        return printed;
    }
}
