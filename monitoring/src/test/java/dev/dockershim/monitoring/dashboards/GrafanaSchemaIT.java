package dev.dockershim.monitoring.dashboards;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.Requirements;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dashboards under Grafana's own schema, as its Go module has it: a small program asks that. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrafanaSchemaIT {

    private static final Path PROGRAM = Path.of("src/test/go/grafana-schema");
    private static final Pattern VERSION = Pattern.compile("go version go1\\.(\\d+).*", Pattern.DOTALL);
    /** That of the module. */
    private static final int OLDEST_GO = 21;

    private static final long LONGEST_MINUTES = 5;

    // Static, to be there before the program is built.
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private Path check;

    @BeforeAll
    void build() throws Exception {
        Path go = Requirements.program("go");
        Matcher version = VERSION.matcher(run(0, go.toString(), "version"));
        Requirements.that(
                version.matches() && Integer.parseInt(version.group(1)) >= OLDEST_GO,
                "go is older than 1." + OLDEST_GO + ": run scripts/setup test");
        check = directory.resolve("grafana-schema");
        run(0, go.toString(), "build", "-mod=readonly", "-o", check.toString(), ".");
    }

    @Test
    void grafanaKnowsAllOfThem() throws Exception {
        List<String> command = new ArrayList<>(List.of(check.toString()));
        try (Stream<Path> files = Files.list(Repository.ROOT.resolve("dashboards"))) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .forEach(file -> command.add(file.toAbsolutePath().toString()));
        }
        assertThat(command).hasSizeGreaterThan(5);

        assertThat(run(0, command.toArray(String[]::new))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"schemaVersion\" | \"schemaVersions\" | unexpected field 'schemaVersions'",
                "\"fillOpacity\" | \"fillOpacities\" | unexpected field 'fillOpacities'",
                "\"custom.fillOpacity\" | \"custom.fill\" | override of custom.fill",
                "\"noValue\" | \"novalue\" | unexpected field 'novalue'",
                "\"reduceOptions\" | \"reduce\" | unexpected field 'reduce'",
                "\"transformations\" | \"transforms\" | unexpected field 'transforms'",
                "\"expr\" | \"expression\" | unexpected field 'expression'",
                "\"timeseries\" | \"graph2\" | no panel of type graph2",
                "\"w\" : 24 | \"w\": \"24\" | cannot unmarshal string",
            })
    void aMistakeIsFound(String good, String bad, String problem) throws Exception {
        String text = Files.readString(Repository.ROOT.resolve("dashboards/overview.json"));
        Path broken = directory.resolve("broken.json");
        assertThat(text).contains(good);
        Files.writeString(broken, text.replace(good, bad));

        assertThat(run(1, check.toString(), broken.toString())).contains(problem);
    }

    private String run(int exitCode, String... command) throws IOException, InterruptedException {
        File output = Files.createTempFile(directory, "output", ".txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(PROGRAM.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output);
        // No other toolchain is fetched: what is installed is what it is checked with.
        builder.environment().put("GOTOOLCHAIN", "local");
        Process process = builder.start();
        assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(output.toPath(), UTF_8);
        assertThat(process.exitValue()).describedAs(printed).isEqualTo(exitCode);
        return printed;
    }
}
