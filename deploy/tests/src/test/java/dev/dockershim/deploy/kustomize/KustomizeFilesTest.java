package dev.dockershim.deploy.kustomize;

import static dev.dockershim.deploy.kustomize.ManifestsProgram.KUSTOMIZE;
import static dev.dockershim.deploy.kustomize.ManifestsProgram.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be seen in the files without building them. */
class KustomizeFilesTest {

    private static final Pattern IMAGE = Pattern.compile("image: *dockershim-exporter:(\\S+)");
    private static final Pattern DASHBOARD = Pattern.compile("files: \\[(\\S+)]");

    @Test
    void nothingIsGrantedThatLeadsToExec() {
        List<Path> files = yaml(REPOSITORY.resolve("deploy"));
        assertThat(files).hasSizeGreaterThan(30);
        for (Path file : files) {
            // Comments may say that it is not granted.
            String granted = text(file).replaceAll("(?m)(^|\\s)#.*$", "");
            assertThat(granted)
                    .describedAs(file.toString())
                    .doesNotContain("nodes/proxy", "nodes/*", "secrets]", "- secrets", "pods/exec");
        }
    }

    @Test
    void theImageIsOfThisVersion() {
        String version = System.getProperty("project.version", "");
        Stream<String> versions = yaml(KUSTOMIZE).stream()
                .flatMap(file -> IMAGE.matcher(text(file)).results())
                .map(found -> found.group(1));

        assertThat(versions).hasSize(2).containsOnly(version);
    }

    @Test
    void everyDashboardIsGenerated() throws IOException {
        Path dashboards = REPOSITORY.resolve("dashboards");
        Matcher named = DASHBOARD.matcher(text(dashboards.resolve("kustomization.yaml")));
        try (Stream<Path> files = Files.list(dashboards)) {
            List<String> there = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();

            assertThat(named.results().map(found -> found.group(1))).containsExactlyElementsOf(there);
        }
    }

    @Test
    void everyComponentSaysWhatItCostsAndIsInTheReadme() {
        String readme = text(KUSTOMIZE.resolve("README.md"));
        List<Path> components = yaml(KUSTOMIZE.resolve("components")).stream()
                .filter(file ->
                        file.endsWith("kustomization.yaml") && !file.toString().contains("watcher-common"))
                .toList();
        assertThat(components).hasSizeGreaterThan(12);
        for (Path file : components) {
            Path component = KUSTOMIZE.resolve("components").relativize(file.resolveSibling(""));
            String text = text(file);
            assertThat(readme).contains("[`" + component + "`](components/" + component + ")");
            assertThat(text).describedAs(file.toString()).startsWith("# ");
            if (text.contains("hostPath")) {
                assertThat(text).contains("WHAT IT COSTS").contains("\"privileged\"");
            }
        }
    }

    private static List<Path> yaml(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .filter(file -> !file.toString().contains("/deploy/tests/"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
