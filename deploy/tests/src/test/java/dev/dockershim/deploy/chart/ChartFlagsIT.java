package dev.dockershim.deploy.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.Requirements;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The schema and the exporter itself take the same of a flag's values: what one refuses, the other does. */
class ChartFlagsIT {

    private static final Path JAR = Chart.REPOSITORY.resolve("exporter/target/dockershim-exporter.jar");

    @ParameterizedTest
    @CsvFileSource(resources = "/chart/flags.csv", delimiter = '|', numLinesToSkip = 1)
    void bothTakeIt(String value, String role, String flag, String text, boolean good) {
        assertThat(Helm.template(Chart.DIRECTORY, Helm.RELEASE, values(value, text))
                                .exitCode()
                        == 0)
                .as("the schema takes %s: %s", value, text)
                .isEqualTo(good);
        assertThat(exporterTakes(role, flag + "=" + text))
                .as("%s takes %s=%s", role, flag, text)
                .isEqualTo(good);
    }

    /** Such as {@code agent.series.when}. A number or a truth is given as such. */
    private static JsonNode values(String path, String text) {
        ObjectNode values = Chart.JSON.createObjectNode();
        String[] names = path.split("\\.", -1);
        ObjectNode at = values;
        for (int i = 0; i < names.length - 1; i++) {
            at = at.withObjectProperty(names[i]);
        }
        boolean plain = path.endsWith("maxFindings") || path.endsWith("emitPassing");
        at.set(names[names.length - 1], plain ? Yaml.tree(text) : Chart.JSON.valueToTree(text));
        return values;
    }

    /** It reads its flags, and prints its checks instead of starting. */
    private static boolean exporterTakes(String role, String flag) {
        Requirements.that(Files.exists(JAR), "exporter/target/dockershim-exporter.jar is missing: run make build");
        Path java = Path.of(System.getProperty("java.home"), "bin/java");
        Command.Result result = Command.run(
                Chart.REPOSITORY,
                Map.of(),
                "",
                List.of(
                        java.toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        JAR.toString(),
                        role,
                        flag,
                        "--list-checks"));
        // 2 is said of a flag that is refused, and nothing else may go wrong.
        assertThat(result.exitCode()).as(result.errors()).isIn(0, 2);
        return result.exitCode() == 0;
    }
}
