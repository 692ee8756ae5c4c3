package dev.dockershim.monitoring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What docs/install.md tells to type names files, values of the chart and components that there are. */
class InstallPageTest {

    private static final Path ROOT =
            Path.of(System.getProperty("repository", "..")).normalize();
    private static final ObjectMapper YAML = new YAMLMapper();

    private static final Pattern DIRECTORY = Pattern.compile("(?<![\\w.])deploy/[\\w/.-]*\\w");
    private static final Pattern SET = Pattern.compile("--set '?([^\\s`']+)");
    private static final Pattern VALUES =
            Pattern.compile("```yaml\\n# openshift\\.yaml[^\\n]*\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMPONENT_TABLE =
            Pattern.compile("\\| more \\| Helm \\| kustomize component \\|\\n\\|[-|]+\\|\\n((?:\\|.*\\n)+)");
    private static final Pattern OVERLAY =
            Pattern.compile("^\\| `([a-z-]+)` \\| (?:agents|the same|all)", Pattern.MULTILINE);
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/install.md"));
    }

    @Test
    void directoriesAndFilesAreThere() throws IOException {
        // What `make` writes there is not there before.
        List<String> named = DIRECTORY
                .matcher(page())
                .results()
                .map(match -> match.group())
                .filter(path -> !path.contains("/target/"))
                .toList();

        assertThat(named)
                .contains("deploy/helm/dockershim-exporter")
                .allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    }

    @Test
    void overlaysAndComponentsAreThere() throws IOException {
        List<String> overlays = OVERLAY.matcher(page())
                .results()
                .map(match -> "deploy/kustomize/overlays/" + match.group(1))
                .toList();
        List<String> components = components().toList();

        assertThat(overlays).hasSize(4);
        assertThat(components).contains("deploy/kustomize/components/cri");
        assertThat(Stream.concat(overlays.stream(), components.stream()))
                .allSatisfy(path -> assertThat(ROOT.resolve(path).resolve("kustomization.yaml"))
                        .exists());
    }

    private static Stream<String> components() throws IOException {
        Matcher table = COMPONENT_TABLE.matcher(page());
        assertThat(table.find()).as("a table of components").isTrue();
        return Stream.concat(
                        table.group(1)
                                .lines()
                                .map(row -> row.split("\\|", -1))
                                .flatMap(cells ->
                                        QUOTED.matcher(cells[cells.length - 2]).results())
                                .map(match -> match.group(1)),
                        Stream.of("kubelet-ca/pinned", "kubelet-ca/insecure-skip-verify"))
                .map(name -> "deploy/kustomize/components/" + name);
    }

    @Test
    void valuesAreThoseOfTheChart() throws IOException {
        JsonNode values = YAML.readTree(Files.readString(ROOT.resolve("deploy/helm/dockershim-exporter/values.yaml")));
        Set<String> named = new TreeSet<>();
        SET.matcher(page()).results().forEach(match -> {
            for (String assignment : match.group(1).split(",(?=[A-Za-z])", -1)) {
                named.add(assignment.replaceAll("=.*", ""));
            }
        });
        for (Matcher block = VALUES.matcher(page()); block.find(); ) {
            paths("", YAML.readTree(block.group(1)), named);
        }

        assertThat(named)
                .contains("image.registry", "agent.podSecurityContext.runAsUser")
                .allSatisfy(path -> assertThat(isValue(values, path)).as(path).isTrue());
    }

    private static void paths(String prefix, JsonNode node, Set<String> into) {
        node.properties().forEach(field -> {
            String path = prefix + field.getKey();
            if (field.getValue().isObject()) {
                paths(path + ".", field.getValue(), into);
            } else {
                into.add(path);
            }
        });
    }

    /** A map that is empty by default, such as labels, takes any key. */
    private static boolean isValue(JsonNode values, String path) {
        JsonNode at = values;
        for (String key : path.split("\\.", -1)) {
            if (at.isObject() && at.isEmpty()) {
                return true;
            }
            if (!at.has(key)) {
                return false;
            }
            at = at.path(key);
        }
        return true;
    }
}
