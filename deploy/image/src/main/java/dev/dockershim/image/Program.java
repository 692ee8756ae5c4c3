package dev.dockershim.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of the JDK and of the system to their end. */
final class Program {

    private static final long LIMIT_MINUTES = 5;

    private Program() {}

    /**
     * Runs a command in a directory, without the variables with which users give Java options, and returns what it
     * printed to both streams.
     *
     * @throws BuildException if it fails, or takes longer than five minutes
     */
    static String run(Path directory, List<String> command) {
        try {
            Path output = Files.createTempFile("dockershim-exporter-image-", ".log");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
                builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
                Process process = builder.start();
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new BuildException(command.get(0) + " did not end within " + LIMIT_MINUTES + " minutes");
                }
                String printed = Files.readString(output, UTF_8);
                if (process.exitValue() != 0) {
                    throw new BuildException("%s failed with %d: %s"
                            .formatted(String.join(" ", command), process.exitValue(), printed.strip()));
                }
                return printed;
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("interrupted");
        }
    }
}
