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
