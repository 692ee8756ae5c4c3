package dev.dockershim.deploy.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The chart's own files, as they are in the repository. */
final class Chart {

    /** The repository's root. */
    static final Path REPOSITORY =
            Path.of(System.getProperty("repository", "../..")).toAbsolutePath().normalize();

    static final Path DIRECTORY = REPOSITORY.resolve("deploy/helm/dockershim-exporter");

    static final JsonMapper JSON = JsonMapper.builder().build();

    private Chart() {}

    /** The text of one of its files. */
    static String text(String file) {
        return read(DIRECTORY.resolve(file));
    }

    /** A file of the chart as a tree: YAML, of which JSON is a part. */
    static JsonNode tree(String file) {
        return Yaml.tree(text(file));
    }

    /** A table of cases among the tests' resources. */
    static JsonNode cases(String file) {
        try (InputStream in = Chart.class.getResourceAsStream("/chart/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("no resource chart/" + file);
            }
            return Yaml.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last part of an object's apiVersion and name, such as {@code DaemonSet/dockershim-exporter-agent}. */
    static String key(JsonNode object) {
        return object.path("kind").asString() + "/"
                + object.path("metadata").path("name").asString();
    }
}
