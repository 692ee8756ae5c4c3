package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.containerfs.Series;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageFilesTest {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FAMILY = Pattern.compile("(?m)^(container_fs_\\w+)\\{container=\"[^\"]+\"");

    @ParameterizedTest
    @ValueSource(strings = {"Do", "Mi", "Cd"})
    void aRecordingBearsTheNodesName(String stage) {
        for (String file : new String[] {"metrics-cadvisor.prom", "stats-summary.json", "pods.json"}) {
            assertThat(text(stage, file)).contains("worker-3").doesNotContain("node-a");
        }
        assertThat(text(stage, "kubelet-version")).isEqualTo("v1.23.17");
    }

    @Test
    void onlyAKubeletWithDockershimServesTheThirteen() {
        assertThat(families("Do")).containsAll(Series.NAMES);
        assertThat(families("Mi")).doesNotContainAnyElementsOf(Series.NAMES);
        assertThat(families("Cd")).doesNotContainAnyElementsOf(Series.NAMES).contains("container_fs_reads_total");
        assertThat(text("Cd", "metrics-cadvisor.prom"))
                .containsPattern("container_fs_usage_bytes\\{container=\"\",device=\"[^\"]*\",id=\"/\"");
    }

    /** So that who reads them sees that they are not those of before. */
    @Test
    void containersThatWereMadeAnewHaveOtherIds() {
        assertThat(ids("Cd")).hasSameSizeAs(ids("Do")).doesNotContainAnyElementsOf(ids("Do"));
    }

    @Test
    void whatAStageAnswersOtherwiseIsItsOwn() {
        assertThat(text("Ne", "cri-version.txt")).contains("1.6.2\n");
        assertThat(text("Ne", "cri-status.json")).contains("NetworkPluginNotReady");
        assertThat(files("Do").has("cri-version.txt")).isFalse();
    }

    private static Set<String> families(String stage) {
        return find(FAMILY, text(stage, "metrics-cadvisor.prom"), 1);
    }

    private static Set<String> ids(String stage) {
        return find(ID, text(stage, "metrics-cadvisor.prom"), 0);
    }

    private static Set<String> find(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(group))
                .collect(Collectors.toSet());
    }

    private static String text(String stage, String file) {
        return new String(files(stage).read(file), StandardCharsets.UTF_8);
    }

    private static StageFiles files(String stage) {
        return new StageFiles(
                "worker-3", Objects.requireNonNull(MigrationStage.readAll().get(stage)));
    }
}
