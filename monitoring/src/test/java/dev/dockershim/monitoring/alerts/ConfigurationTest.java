package dev.dockershim.monitoring.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.monitoring.alerts.Rules.Rule;
import dev.dockershim.monitoring.promql.Expression;
import dev.dockershim.monitoring.promql.Expression.Aggregation;
import dev.dockershim.monitoring.promql.Expression.Binary;
import dev.dockershim.monitoring.promql.Expression.Selector;
import dev.dockershim.monitoring.promql.Names;
import dev.dockershim.monitoring.promql.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users configure is followed everywhere, and what cannot be meant is refused in one line that names it. */
class ConfigurationTest {

    private static final Pattern OURS = Pattern.compile("dockershim_[a-z_]+");

    @Test
    void aLabelOfClustersIsTheOnlyOne() {
        Rules rules = Configurations.with("clusterLabel: 'k8s_cluster'");

        assertThat(rules.all())
                .allSatisfy(
                        rule -> assertThat(labels(Parser.parse(rule.expr()))).doesNotContain("cluster"));
        assertThat(rules.alerts()).allSatisfy(alert -> {
            assertThat(labels(Parser.parse(alert.expr()))).contains("k8s_cluster");
            assertThat(alert.annotations().toString())
                    .contains("$labels.k8s_cluster")
                    .doesNotContain("$labels.cluster ");
        });
    }

    @Test
    void selectorsAreInEachSelectorOfAMetricOfOurs() {
        List<Selector> selectors = selectors(Configurations.with(
                "exporterSelector: 'job=\"migration\"', kubeStateMetricsSelector: 'job=~\"ksm|kube-state\"'"));

        assertThat(selectors)
                .filteredOn(selector ->
                        OURS.matcher(String.valueOf(selector.metric())).matches())
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(selector.toString()).contains("job=\"migration\""));
        assertThat(selectors)
                .filteredOn(selector -> "kube_node_info".equals(selector.metric()))
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(selector.toString()).contains("job=~\"ksm|kube-state\""));
    }

    @Test
    void alertsAreLeftOutDelayedAndLabelled() {
        Rules rules = Configurations.with("""
                alertsLeftOut: ['DockershimFindingsTruncated', 'ContainerFsShadowDiffers'],
                alertFor+: { DockershimNodeUnmigrated: '7d' },
                alertLabels: { team: 'platform' },
                alertLabelsOf: { DockershimNodeUnmigrated: { severity: 'page' } },
                """);

        assertThat(rules.alerts())
                .hasSize(Rules.committed().alerts().size() - 2)
                .extracting(Rule::name)
                .doesNotContain("DockershimFindingsTruncated", "ContainerFsShadowDiffers");
        assertThat(rules.alerts())
                .allSatisfy(alert -> assertThat(alert.labels()).containsEntry("team", "platform"));
        Rule unmigrated = alert(rules, "DockershimNodeUnmigrated");
        assertThat(unmigrated.json().path("for").asString()).isEqualTo("7d");
        assertThat(unmigrated.labels()).containsEntry("severity", "page");
    }

    @Test
    void thresholdsAreInExpressionsAndTexts() {
        Rules rules = Configurations.with("""
                donePhases: ['migrated'],
                stalledAfter: '4h',
                exporterSeenWithin: '1d',
                shadowDifferenceRatio: 0.25,
                nodesWithoutAgent: 'edge-.*',
                containerFsWanted: 'container_fs_(usage|limit)_bytes',
                duplicatesSoughtIn: [],
                """);

        assertThat(alert(rules, "DockershimMigrationComplete").expr())
                .contains("phase!~\"migrated\"")
                .doesNotContain("cri-dockerd");
        Rule stalled = alert(rules, "DockershimMigrationStalled");
        assertThat(stalled.expr()).contains("> 14400").contains("offset 4h");
        assertThat(stalled.annotations().get("summary")).contains("4h").doesNotContain("2h");
        assertThat(alert(rules, "DockershimExporterDown").annotations().get("description"))
                .contains("1d");
        Rule shadow = alert(rules, "ContainerFsShadowDiffers");
        assertThat(shadow.expr()).contains("> 0.25");
        assertThat(shadow.annotations().get("description")).contains("25%");
        assertThat(alert(rules, "DockershimAgentMissing").expr()).contains("node!~\"edge-.*\"");
        assertThat(alert(rules, "ContainerFsSeriesMissing").expr())
                .contains("metric=~\"container_fs_(usage|limit)_bytes\"");
        assertThat(rules.recordings()).extracting(Rule::name).doesNotContain("namespace:container_fs_duplicates:count");
    }

    @Test
    void aTimeLapseShortensEachTime() {
        Rules rules = Configurations.with("timeLapse: 1800");

        assertThat(alert(rules, "DockershimMigrationComplete")
                        .json()
                        .path("for")
                        .asString())
                .isEqualTo("48s");
        assertThat(alert(rules, "DockershimNodeUnsupported").json().path("for").asString())
                .isEqualTo("1s");
        assertThat(rules.all()).allSatisfy(rule -> assertThat(rule.expr()).doesNotContainPattern("\\[\\d+[mhd]]"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            alertFor+: { DockershimNodeUnmigratd: '2h' };               alertFor: DockershimNodeUnmigratd is no alert
            alertLabelsOf: { NodeDown: { severity: 'info' } };          alertLabelsOf: NodeDown is no alert
            alertsLeftOut: ['ContainerFsSeriesGone'];                   alertsLeftOut: ContainerFsSeriesGone is no alert
            alertFor+: { DockershimNodeUnmigrated: '1h30m' };           alertFor: 1h30m of DockershimNodeUnmigrated is no duration of one number and one unit
            stalledAfter: 'soon';                                       stalledAfter: soon is no duration of one number and one unit
            stalledAfter: 7200;                                         stalledAfter: 7200 is no duration of one number and one unit
            donePhases: ['unknown'];                                    donePhases: unknown is no phase to arrive in
            donePhases: [];                                             donePhases: none is named
            clusterLabel: '';                                           clusterLabel: "" is no name of a label
            clusterLabel: 'k8s-cluster';                                clusterLabel: "k8s-cluster" is no name of a label
            clusterLable: 'site';                                       _config: clusterLable is no key of it
            """)
    void whatCannotBeMeantIsRefused(String config, String message) {
        assertThatThrownBy(() -> Configurations.with(config))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines())
                        .anySatisfy(line -> assertThat(line).endsWith(message)));
    }

    private static Rule alert(Rules rules, String name) {
        return rules.alerts().stream()
                .filter(alert -> alert.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Selector> selectors(Rules rules) {
        return rules.all().stream()
                .flatMap(rule -> Names.selectors(Parser.parse(rule.expr())).stream())
                .toList();
    }

    /** All labels that are grouped or joined by. */
    private static List<String> labels(Expression expression) {
        List<String> labels = new ArrayList<>();
        if (expression instanceof Aggregation aggregation) {
            labels.addAll(aggregation.grouping());
        }
        if (expression instanceof Binary binary) {
            labels.addAll(binary.matching().labels());
        }
        expression.parts().forEach(part -> labels.addAll(labels(part)));
        return labels;
    }
}
