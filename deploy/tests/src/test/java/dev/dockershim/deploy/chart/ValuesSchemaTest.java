package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The schema knows the values of values.yaml, all of them and no others. */
class ValuesSchemaTest {

    private final JsonNode schema = Chart.tree("values.schema.json");

    @Test
    void itIsOfDraft7() {
        assertThat(schema.path("$schema").asString()).isEqualTo("http://json-schema.org/draft-07/schema#");
    }

    @Test
    void everyValueIsKnownAndNoOther() {
        List<String> differences = new ArrayList<>();
        compare("", Chart.tree("values.yaml"), schema, differences);

        assertThat(differences).isEmpty();
    }

    @Test
    void objectsOfOurOwnAreClosed() {
        List<String> open = new ArrayList<>();
        findOpen("", schema, open);

        assertThat(open).isEmpty();
    }

    @Test
    void familiesAreTheThirteen() {
        String documented = Chart.read(Chart.REPOSITORY.resolve("docs/metrics.md"));
        Set<String> thirteen = found("(?m)^\\| `container_fs_(\\w+)` ", documented);

        assertThat(thirteen).hasSize(13);
        assertThat(words("families")).containsAll(thirteen).hasSize(13 + 2);
    }

    @Test
    void partsOfDockerNamingAreThoseOfTheFlag() {
        String flags = Chart.read(Chart.REPOSITORY.resolve("docs/flags.md"));
        Set<String> parts = found("Labels as Docker's kubelet gave them: all, none, or any of ([a-z,-]+)\\.", flags);

        assertThat(words("naming")).containsAll(List.of(parts.iterator().next().split(",", -1)));
    }

    /** The words that the pattern of a value is made of. */
    private Set<String> words(String value) {
        String pattern = schema.at("/properties/agent/properties/" + (value.equals("naming") ? "docker" : "series")
                        + "/properties/" + value + "/pattern")
                .asString();
        return found("([a-z][a-z_-]+)", pattern.replace("container_fs_", ""));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aDifferenceIsFound() {
        List<String> differences = new ArrayList<>();
        JsonNode values = Yaml.tree("a: {b: 1, c: 2}");
        JsonNode made = Chart.JSON.readTree("""
                {"type": "object", "properties": {"a": {"type": "object", "properties": {"b": {}, "d": {}}}}}
                """);
        compare("", values, made, differences);

        assertThat(differences).containsExactly("/a: only in one of them: [c, d]");
    }

    private void compare(String path, JsonNode values, JsonNode at, List<String> differences) {
        JsonNode properties = at.path("properties");
        if (properties.isEmpty() || !values.isObject()) {
            return;
        }
        Set<String> there = names(values);
        // What belongs to Kubernetes may be left out by default; what is ours may not.
        if (!isKubernetes(path) && !there.equals(known(path, properties))) {
            Set<String> difference = new TreeSet<>(there);
            difference.addAll(known(path, properties));
            difference.removeIf(
                    name -> there.contains(name) && known(path, properties).contains(name));
            differences.add(path + ": only in one of them: " + difference);
        }
        values.properties()
                .forEach(value -> compare(
                        path + "/" + value.getKey(), value.getValue(), properties.path(value.getKey()), differences));
    }

    private static Set<String> known(String path, JsonNode properties) {
        Set<String> names = names(properties);
        if (path.isEmpty()) {
            // Helm's own: a chart above this one may set anything there.
            names.remove("global");
        }
        return names;
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.propertyNames().forEach(names::add);
        return names;
    }

    private static boolean isKubernetes(String path) {
        return path.matches(
                        "/(agent|watcher)/(resources|affinity|podSecurityContext|securityContext|updateStrategy)(/.*)?")
                || path.equals("/webConfig/inline");
    }

    private static boolean isOpen(JsonNode additional) {
        return additional.isMissingNode() || (additional.isBoolean() && additional.asBoolean());
    }

    /** Objects with properties that would take any other, too. */
    private static void findOpen(String path, JsonNode at, List<String> open) {
        if (at.isObject() && at.has("properties") && isOpen(at.path("additionalProperties"))) {
            open.add(path);
        }
        if (at.isObject()) {
            for (Map.Entry<String, JsonNode> each : at.properties()) {
                findOpen(path + "/" + each.getKey(), each.getValue(), open);
            }
        } else if (at.isArray()) {
            at.forEach(each -> findOpen(path + "/*", each, open));
        }
    }
}
