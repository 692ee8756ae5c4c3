package dev.dockershim.exporter.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
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
        return objections(Duration.ofMinutes(1), "check", "config", "--syntax-only", file.toString());
    }

    /** What {@code promtool check rules} says about a file that it refuses, or finds bad style in; else nothing. */
    public static List<String> checkRules(Path file) {
        return objections(Duration.ofMinutes(1), "check", "rules", "--lint=all", "--lint-fatal", file.toString());
    }

    /** What {@code promtool test rules} says about unit tests that fail, and nothing when all hold. */
    public static List<String> testRules(Path file) {
        // Each step of each test evaluates every rule of the file.
        return objections(Duration.ofMinutes(10), "test", "rules", file.toString());
    }

    private static List<String> objections(Duration limit, String... arguments) {
        List<String> command = new ArrayList<>(List.of(promtool()));
        command.addAll(List.of(arguments));
        try (ExternalProcess process = ExternalProcess.start(command, Map.of())) {
            return process.exitCode(limit) == 0
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
