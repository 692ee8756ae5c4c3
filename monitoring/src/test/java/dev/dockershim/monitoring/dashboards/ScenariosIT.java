package dev.dockershim.monitoring.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockershim.exporter.real.Promtool;
import dev.dockershim.monitoring.grafana.Dashboard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What panels say where something is not known, told twice, or gone: no demo shows all of it. */
class ScenariosIT {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final List<Dashboard> DASHBOARDS = Repository.dashboards();

    @TempDir
    private Path directory;

    static List<Scenario> scenarios() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ScenariosIT.class.getResourceAsStream("/dashboards/scenarios.yaml"))) {
            return YAML.readTree(in)
                    .valueStream()
                    .map(scenario -> new Scenario(scenario.path("name").asString(), scenario))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void panelsShowWhatIsSo(Scenario scenario) throws IOException {
        assertThat(objections(scenario)).isEmpty();
    }

    @Test
    void whatIsNotSoIsSeen() throws IOException {
        assertThat(objections(scenario("nodes: [n1 agent migrated]\nshows: {overview / migrated / A: {'{}': 2}}")))
                .anySatisfy(line -> assertThat(line).contains("FAILED"));
    }

    @Test
    void aPanelThatIsNotThereIsSeen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objections(scenario("shows: {overview / Nowhere / A: {}}")))
                .withMessageContaining("Nowhere");
    }

    private List<String> objections(Scenario scenario) throws IOException {
        Path file = directory.resolve("scenario.yaml");
        Files.writeString(file, scenario.asPromtoolTest(DASHBOARDS));
        return Promtool.testRules(file);
    }

    private static Scenario scenario(String yaml) {
        JsonNode json = YAML.readTree(yaml);
        return new Scenario(yaml, json);
    }
}
