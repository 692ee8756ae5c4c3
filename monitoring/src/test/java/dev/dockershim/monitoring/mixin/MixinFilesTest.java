package dev.dockershim.monitoring.mixin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Generated files are those of the mixin. */
class MixinFilesTest {

    private static final String CHART = "deploy/helm/dockershim-exporter/files/";
    private static final Path REPOSITORY =
            Path.of(System.getProperty("repository", "..")).normalize();

    @Test
    void committedFilesAreThoseOfTheMixin() throws IOException {
        if (Boolean.getBoolean("mixin.update")) {
            MixinFiles.main(REPOSITORY.toString());
        }
        MixinFiles.made(REPOSITORY)
                .forEach((path, text) -> assertThat(REPOSITORY.resolve(path))
                        .describedAs("made anew by `make mixin`")
                        .hasContent(text));
    }

    @Test
    void noOtherFilesAreBesideThem() {
        Set<String> made = MixinFiles.made(REPOSITORY).keySet();

        assertThat(files("dashboards", ".json")).isSubsetOf(made);
        assertThat(files("alerts", ".yaml")).isSubsetOf(made);
        assertThat(files(CHART + "dashboards", ""))
                .isNotEmpty()
                .isSubsetOf(made)
                .hasSameSizeAs(files("dashboards", ".json"));
        assertThat(files(CHART + "alerts", "")).isNotEmpty().isSubsetOf(made);
    }

    @Test
    void aBrokenMixinSaysWhere() {
        assertThatThrownBy(() -> Mixin.evaluate(REPOSITORY, "(import 'mixin/mixin.libsonnet') + { a: error 'wrong' }"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wrong");
    }

    private static Set<String> files(String directory, String ending) {
        try (Stream<Path> files = Files.list(REPOSITORY.resolve(directory))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .map(file -> directory + "/" + file.getFileName())
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
