package dev.dockershim.exporter.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The ClusterRoles that the docs tell to grant are what is asked for, and no more. */
class PermissionDocTest {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    static Stream<Arguments> docs() {
        return Stream.of(
                Arguments.of("watcher.md", Permission.ofWatcher()), Arguments.of("report.md", Permission.ofReport()));
    }

    @ParameterizedTest
    @MethodSource("docs")
    void theDocsGrantWhatIsRead(String page, List<Permission> permissions) throws IOException {
        List<Permission> granted = new ArrayList<>();
        Matcher blocks = YAML.matcher(Files.readString(Path.of("../docs", page)));
        while (blocks.find()) {
            JsonNode document = new YAMLMapper().readTree(blocks.group(1));
            if (document.path("kind").asString("").equals("ClusterRole")) {
                document.path("rules").forEach(rule -> granted.addAll(permissions(rule)));
            }
        }

        assertThat(granted).containsExactlyInAnyOrderElementsOf(permissions);
    }

    private static List<Permission> permissions(JsonNode rule) {
        List<Permission> permissions = new ArrayList<>();
        for (String group : texts(rule.path("apiGroups"))) {
            for (String resource : texts(rule.path("resources"))) {
                permissions.add(new Permission(group, resource, texts(rule.path("verbs"))));
            }
        }
        return permissions;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asString()));
        return texts;
    }
}
