package dev.dockershim.monitoring.grafana;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A dashboard.
 *
 * @param name of its file, without {@code .json}
 * @param panels in the order of the file, headings and what is in collapsed rows too
 * @param json all of it
 */
public record Dashboard(
        String name,
        String uid,
        String title,
        String description,
        List<Variable> variables,
        List<Panel> panels,
        JsonNode json) {

    /** Those of a directory, in the order of their names. */
    public static List<Dashboard> in(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(Dashboard::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dashboard read(Path file) {
        try {
            return of(file.getFileName().toString().replaceFirst("\\.json$", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From its JSON. */
    public static Dashboard of(String name, String text) {
        JsonNode json = JsonMapper.shared().readTree(text);
        List<Variable> variables = new ArrayList<>();
        json.path("templating").path("list").forEach(variable -> variables.add(Variable.of(variable)));
        List<Panel> panels = new ArrayList<>();
        json.path("panels").forEach(panel -> {
            panels.add(Panel.of(panel));
            panel.path("panels").forEach(inner -> panels.add(Panel.of(inner)));
        });
        return new Dashboard(
                name,
                json.path("uid").asString(""),
                json.path("title").asString(""),
                json.path("description").asString(""),
                List.copyOf(variables),
                List.copyOf(panels),
                json);
    }

    /** Its panels without headings. */
    public List<Panel> shown() {
        return panels.stream().filter(panel -> !panel.isRow()).toList();
    }

    /** Whether it has a variable of that name. */
    public boolean has(String variable) {
        return variables.stream().anyMatch(each -> each.name().equals(variable));
    }

    @Override
    public String toString() {
        return name;
    }
}
