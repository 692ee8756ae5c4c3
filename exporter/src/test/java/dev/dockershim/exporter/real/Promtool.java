package dev.dockershim.exporter.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prometheus' own checker. */
public final class Promtool {

    private Promtool() {}

    /**
     * What {@code promtool check metrics} says about a scrape in the text format 0.0.4: one line for each finding, a
     * parse error among them, and none when all is well.
     */
    public static List<String> checkMetrics(String text) {
        try {
            Path file = Files.createTempFile("metrics", ".txt");
            try {
                Files.writeString(file, text);
                return run("sh", "-c", "exec \"$0\" check metrics < \"$1\"", promtool(), file.toString());
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What {@code promtool check config} says about a file that it refuses, and nothing when all is well. The files
     * that a configuration names, such as a token, need not be there.
     */
    public static List<String> checkConfig(Path file) {
        try (ExternalProcess process = ExternalProcess.start(
                List.of(promtool(), "check", "config", "--syntax-only", file.toString()), Map.of())) {
            return process.exitCode() == 0
                    ? List.of()
                    : process.output().lines().filter(line -> !line.isBlank()).toList();
        }
    }

    private static String promtool() {
        return Requirements.program("promtool").toString();
    }

    private static List<String> run(String... command) {
        try (ExternalProcess process = ExternalProcess.start(List.of(command), Map.of())) {
            process.exitCode();
            return process.output().lines().filter(line -> !line.isBlank()).toList();
        }
    }
}
