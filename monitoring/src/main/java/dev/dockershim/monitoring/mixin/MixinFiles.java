package dev.dockershim.monitoring.mixin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** The files of the repository that are made from the mixin: rules as YAML, dashboards as JSON, and the chart's copies. */
public final class MixinFiles {

    private static final Path BUILD = Path.of("mixin/build.jsonnet");

    /** Where the chart has its copies: Helm reads no file outside a chart. */
    private static final String CHART = "deploy/helm/dockershim-exporter/files/";

    /** The rules that the chart makes a PrometheusRule of. */
    private static final String RULES = "alerts/dockershim-exporter.rules.yaml";

    private static final String NOTICE = "# Made from mixin/ by `make mixin`.\n";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLWriteFeature.LITERAL_BLOCK_STYLE)
            .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
            .build();

    private MixinFiles() {}

    /**
     * The text of each file, by its path in the repository.
     *
     * @param repository its root
     * @throws IllegalArgumentException with Jsonnet's own message if the mixin is broken
     */
    public static Map<String, String> made(Path repository) {
        Map<String, String> files = new TreeMap<>();
        Mixin.evaluate(repository, BUILD)
                .properties()
                .forEach(file -> files.put(file.getKey(), text(file.getKey(), file.getValue())));
        new TreeMap<>(files).forEach((path, text) -> {
            if (path.startsWith("dashboards/") || path.equals(RULES)) {
                files.put(CHART + path, text);
            }
        });
        return files;
    }

    /** Writes them all. The one argument is the repository's root. */
    public static void main(String... arguments) throws IOException {
        Path repository = Path.of(arguments.length == 0 ? "." : arguments[0]);
        for (Map.Entry<String, String> file : made(repository).entrySet()) {
            Path path = repository.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static String text(String path, JsonNode value) {
        return path.endsWith(".yaml") ? NOTICE + YAML.writeValueAsString(value) : JSON.writeValueAsString(value) + "\n";
    }
}
