package dev.dockershim.deploy.kustomize;

import static dev.dockershim.deploy.kustomize.ManifestsProgram.FLAGS;
import static dev.dockershim.deploy.kustomize.ManifestsProgram.KUSTOMIZE;
import static dev.dockershim.deploy.kustomize.ManifestsProgram.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every overlay and every combination of components: built by kustomize, read by the API's own types, asked of Pod
 * Security's own evaluator, and held against {@code components.yaml}, which says what each component adds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KustomizeIT {

    private static final String AGENT = "DaemonSet/dockershim-exporter-agent";

    /** Components that mistakes are made in. */
    private static final List<String> MISTAKEN =
            List.of("watcher-sharded", "cri", "priority-class", "network-policy", "prometheus-operator");

    // Static, to be there before the program is built.
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private ManifestsProgram manifests;

    /** What {@link #MISTAKEN} are built to, and what is expected of it. */
    @SuppressWarnings("NullAway.Init")
    private String right;

    @SuppressWarnings("NullAway.Init")
    private Path expectation;

    @BeforeAll
    void build() throws Exception {
        manifests = ManifestsProgram.build(directory);
        Stream<Path> components = MISTAKEN.stream().map(name -> KUSTOMIZE.resolve("components/" + name));
        right = manifests.run(0, concat(Stream.of("kustomize", KUSTOMIZE.resolve("base")), components));
        expectation = Files.writeString(
                directory.resolve("expectation.yaml"),
                manifests.run(0, concat(Stream.of("expectation", TABLE), MISTAKEN.stream())));
    }

    @Test
    void withoutAMistakeNothingIsFound() throws Exception {
        Path file = Files.writeString(directory.resolve("right.yaml"), right);

        assertThat(manifests.run(0, "check", "-expect", expectation, "-flags", FLAGS, file))
                .isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everyCombinationIsWhatItsComponentsAddUpTo() throws Exception {
        Map<String, StringBuilder> problems = new LinkedHashMap<>();
        // Exit code 1 says that something is wrong, which each test then says for itself.
        String printed = printed("combinations", "-flags", FLAGS, TABLE, KUSTOMIZE);
        for (String line : printed.lines().toList()) {
            boolean right = line.startsWith("ok ");
            assertThat(right || line.startsWith("wrong ")).describedAs(printed).isTrue();
            String rest = line.substring(line.indexOf(' ') + 1);
            String name = right ? rest : rest.substring(0, rest.indexOf(": "));
            problems.computeIfAbsent(name, ignored -> new StringBuilder())
                    .append(right ? "" : rest.substring(name.length() + 2) + "\n");
        }
        assertThat(problems).hasSizeGreaterThan(200).containsKeys("overlays/restricted", "overlays/full", "base");
        return problems.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(), () -> assertThat(each.getValue()).isEmpty()));
    }

    private String printed(Object... arguments) throws IOException, InterruptedException {
        try {
            return manifests.run(0, arguments);
        } catch (AssertionError wrong) {
            return manifests.run(1, arguments);
        }
    }

    @Test
    void restrictedIsWhatTheTableExpectsOfTheDefault() throws Exception {
        // Guards the table itself: a refusal of the default could not be "expected" there unseen.
        String expectation = manifests.run(
                0, "expectation", TABLE, "watcher", "priority-class", "web-config", "kubelet-ca/insecure-skip-verify");

        assertThat(expectation).contains("podSecurity: {}").contains("hostPaths: {}");
        assertThat(manifests.run(0, "expectation", TABLE, "cri"))
                .contains(AGENT)
                .contains("hostPath volumes");
    }

    /** Else a watcher that is named later would serve plain HTTP, and nothing would tell. */
    @ParameterizedTest
    @ValueSource(strings = {"web-config", "web-config watcher", "web-config watcher-sharded"})
    void aWatchersWebConfigurationWantsTheWatcherBefore(String components) throws Exception {
        Stream<Path> paths = Stream.of(components.split(" ", -1)).map(name -> KUSTOMIZE.resolve("components/" + name));

        assertThat(manifests.run(2, concat(Stream.of("kustomize", KUSTOMIZE.resolve("base")), paths)))
                .contains("components/web-config'", "dockershim-exporter-watcher");
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/kustomize/mistakes.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void aMistakeIsFound(String good, String bad, String problem) throws Exception {
        String from = good.replace("\\n", "\n");
        assertThat(right).contains(from);
        Path file = Files.writeString(directory.resolve("wrong.yaml"), right.replace(from, bad.replace("\\n", "\n")));

        assertThat(manifests.run(1, "check", "-expect", expectation, "-flags", FLAGS, file))
                .contains(problem);
    }

    private static Object[] concat(Stream<?> first, Stream<?> second) {
        return Stream.concat(first, second).toArray();
    }
}
