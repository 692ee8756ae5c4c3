package dev.dockershim.monitoring.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Rules of a file, or of anything else that has groups of them.
 *
 * @param json with {@code groups}
 */
record Rules(JsonNode json) {

    /** The repository's root. */
    static final Path REPOSITORY =
            Path.of(System.getProperty("repository", "..")).normalize();

    /** The rule file, relative to the root. */
    static final String FILE = "alerts/dockershim-exporter.rules.yaml";

    private static final YAMLMapper YAML = new YAMLMapper();

    /**
     * An alert or a recording rule.
     *
     * @param name of the alert, or of the series that is recorded
     */
    record Rule(boolean isAlert, String name, JsonNode json) {

        String expr() {
            return json.path("expr").asString("");
        }

        Map<String, String> labels() {
            return strings(json.path("labels"));
        }

        Map<String, String> annotations() {
            return strings(json.path("annotations"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Those that are committed. */
    static Rules committed() {
        return new Rules(read(FILE));
    }

    static JsonNode read(String file) {
        try {
            return YAML.readTree(Files.readString(REPOSITORY.resolve(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Rule> all() {
        return json.path("groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream())
                .map(Rules::rule)
                .toList();
    }

    List<Rule> alerts() {
        return of(true).toList();
    }

    List<Rule> recordings() {
        return of(false).toList();
    }

    private Stream<Rule> of(boolean alerts) {
        return all().stream().filter(rule -> rule.isAlert() == alerts);
    }

    private static Rule rule(JsonNode json) {
        boolean alert = json.has("alert");
        return new Rule(alert, json.path(alert ? "alert" : "record").asString(""), json);
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> strings = new TreeMap<>();
        object.properties()
                .forEach(field -> strings.put(field.getKey(), field.getValue().asString("")));
        return strings;
    }
}
