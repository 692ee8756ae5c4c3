package dev.dockershim.exporter.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two builds of one commit fetch the same. Of what is fetched along with something else, the enforcer's
 * {@code banDynamicVersions} sees to it.
 */
class PinnedVersionsTest {

    private static final String POM = """
            <project>
              <parent><version>0.1.0</version></parent>
              <properties><a.version>1.2.3</a.version><b.version>[1,2)</b.version></properties>
              <dependencies>
                <dependency><artifactId>a</artifactId><version>%s</version></dependency>
              </dependencies>
              <requireJavaVersion><version>[17,)</version></requireJavaVersion>
            </project>""";

    static Set<Path> poms() {
        return Tracked.named("pom.xml");
    }

    static Set<Path> goModules() {
        return Tracked.named("go.mod");
    }

    static Set<Path> npmPackages() {
        return Tracked.named("package.json");
    }

    static Set<Path> scripts() {
        return Tracked.files(file -> file.endsWith("Makefile")
                || file.endsWith(".ci/run")
                || file.startsWith(Tracked.ROOT.resolve("scripts"))
                || file.toString().endsWith(".sh"));
    }

    @ParameterizedTest
    @MethodSource("poms")
    void aPomNamesVersionsThatStay(Path pom) {
        PinnedPom root = PinnedPom.of(Tracked.text(Tracked.ROOT.resolve("pom.xml")));

        assertThat(root.module(Tracked.text(pom)).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3", "4.2.18.Final", "1.0-rc.2", "${a.version}", "${project.version}"})
    void oneReleaseStays(String version) {
        assertThat(PinnedPom.of(POM.formatted(version)).problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1,2)",
                "[1.2,)",
                "(,1.0]",
                "LATEST",
                "RELEASE",
                "1.0-SNAPSHOT",
                "${b.version}",
                "${none}",
                "1.+ "
            })
    void anythingElseDoesNot(String version) {
        assertThat(PinnedPom.of(POM.formatted(version)).problems()).containsExactly("a: " + version.strip());
    }

    @Test
    void theWrapperChecksTheMavenThatItFetches() throws IOException {
        Properties wrapper = new Properties();
        wrapper.load(new StringReader(Tracked.text(Tracked.ROOT.resolve(".mvn/wrapper/maven-wrapper.properties"))));

        assertThat(wrapper.getProperty("distributionUrl"))
                .matches("https://repo\\.maven\\.apache\\.org/.*/apache-maven-\\d+\\.\\d+\\.\\d+-bin\\.zip");
        assertThat(wrapper.getProperty("distributionSha256Sum")).matches("[0-9a-f]{64}");
    }

    @Test
    void whatDoesNotMatchItsChecksumIsRefused() {
        assertThat(Tracked.text(Tracked.ROOT.resolve(".mvn/maven.config")).lines())
                .contains("--strict-checksums");
    }

    @ParameterizedTest
    @MethodSource("goModules")
    void aGoModuleHasTheChecksumsOfWhatItUses(Path module) {
        assertThat(Tracked.text(module)).doesNotContain("replace ");
        assertThat(module.resolveSibling("go.sum")).isNotEmptyFile();
    }

    @Test
    void anNpmPackageHasALock() {
        assertThat(npmPackages())
                .allSatisfy(file ->
                        assertThat(file.resolveSibling("package-lock.json")).isNotEmptyFile());
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptSaysWhichVersionItFetches(Path script) {
        assertThat(PinnedCommands.problems(Tracked.text(script))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "go install sigs.k8s.io/kustomize/kustomize/v5@latest",
                "GOBIN=/x go install -trimpath helm.sh/helm/v3/cmd/helm",
                "pip install yamllint",
                "npx ajv-cli",
                "npm install --no-save grafana-dashboard@latest",
            })
    void aCommandThatFetchesTheNewestIsFound(String command) {
        assertThat(PinnedCommands.problems("#!/bin/sh\n" + command + "\n")).containsExactly(command);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "go install sigs.k8s.io/kustomize/kustomize/v5@v5.5.0",
                "go install \"helm.sh/helm/v3/cmd/helm@$helm_version\"",
                "go build ./...",
                "pip install yamllint==1.35.1",
                "npx ajv-cli@5.0.0",
                "# go install example.org/x@latest",
            })
    void aCommandOfOneVersionIsNot(String command) {
        assertThat(PinnedCommands.problems(command)).isEmpty();
    }
}
