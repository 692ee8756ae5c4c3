package dev.dockershim.monitoring.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.Promtool;
import dev.dockershim.monitoring.mixin.Mixin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Prometheus' own tool takes the rules, and what is expected of them comes true. */
class AlertRulesIT {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern JSONNET = Pattern.compile("```jsonnet\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path directory;

    static List<Path> caseFiles() {
        return AlertCases.files();
    }

    @ParameterizedTest
    @ValueSource(strings = {Rules.FILE, "exporter/src/main/resources/demo/prometheus/time-lapse.rules.yaml"})
    void promtoolTakesTheRules(String file) {
        assertThat(Promtool.checkRules(Rules.REPOSITORY.resolve(file))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("caseFiles")
    void whatIsExpectedComesTrue(Path file) {
        assertThat(Promtool.testRules(file)).isEmpty();
    }

    @Test
    void whatDoesNotComeTrueIsSeen() throws IOException {
        Path rules = Rules.REPOSITORY.resolve(Rules.FILE).toAbsolutePath();
        Path wrong = directory.resolve("wrong.yaml");
        Files.writeString(wrong, """
                rule_files: ['%s']
                tests:
                  - interval: 1m
                    input_series:
                      - series: dockershim_findings_dropped{observer="watcher",kind="docker_access"}
                        values: 1x70
                    alert_rule_test:
                      - eval_time: 70m
                        alertname: DockershimFindingsTruncated
                """.formatted(rules));

        assertThat(Promtool.testRules(wrong))
                .anySatisfy(line -> assertThat(line).contains("FAILED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clusterLabel: 'site'",
                "exporterSelector: 'job=\"migration\"', kubeStateMetricsSelector: 'job=~\"ksm|kube-state\"'",
                "alertsLeftOut: ['DockershimFindingsTruncated'], alertLabels: { team: 'platform' }",
                "donePhases: ['migrated'], duplicatesSoughtIn: [], nodesWithoutAgent: ''",
                "duplicatesSoughtIn: ['container_fs_usage_bytes', 'container_fs_limit_bytes']",
                "timeLapse: 60",
            })
    void promtoolTakesTheRulesOfOtherConfigurations(String config) throws IOException {
        Path file = directory.resolve("rules.yaml");
        Files.writeString(
                file, YAML.writeValueAsString(Configurations.with(config).json()));

        assertThat(Promtool.checkRules(file)).isEmpty();
    }

    /** The one in docs/alerts.md, as it is typed there. */
    @Test
    void promtoolTakesTheRulesOfTheExampleForUsers() throws IOException {
        String page = Files.readString(Rules.REPOSITORY.resolve("docs/alerts.md"));
        List<String> examples =
                JSONNET.matcher(page).results().map(block -> block.group(1)).toList();
        assertThat(examples).hasSize(1);
        JsonNode rules = Mixin.evaluate(Rules.REPOSITORY, examples.get(0));
        Path file = directory.resolve("rules.yaml");
        Files.writeString(file, YAML.writeValueAsString(rules));

        assertThat(Promtool.checkRules(file)).isEmpty();
        assertThat(new Rules(rules).alerts()).hasSizeGreaterThan(19);
    }

    @Test
    void promtoolTakesTheQueriesOfRunbooks() throws IOException {
        List<Map<String, String>> rules = new ArrayList<>();
        for (Runbooks.Page page : Runbooks.all()) {
            for (String expression : page.expressions()) {
                rules.add(Map.of("record", "runbook:%s:%d".formatted(page.name(), rules.size()), "expr", expression));
            }
        }
        Path file = directory.resolve("runbooks.yaml");
        Files.writeString(
                file, YAML.writeValueAsString(Map.of("groups", List.of(Map.of("name", "a", "rules", rules)))));

        assertThat(rules).isNotEmpty();
        assertThat(Promtool.checkRules(file)).isEmpty();
    }
}
