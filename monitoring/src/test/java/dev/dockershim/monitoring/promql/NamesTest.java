package dev.dockershim.monitoring.promql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final KnownMetrics KNOWN = new KnownMetrics(
            Map.of(
                    "phase", Set.of("node", "phase"),
                    "info", Set.of("node", "runtime"),
                    "h_bucket", Set.of("le"),
                    "jvm_.*", Set.of("area")),
            Set.of("cluster", "job"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phase{node=\"a\",cluster=~\".*\"}",
                "sum by (cluster, phase) (phase)",
                "phase * on (cluster, node) group_left (runtime) info",
                "sum by (runtime) (phase * on (node) group_left (runtime) info)",
                "sum by (short) (label_replace(info, \"short\", \"$1\", \"runtime\", \"(.*)-.*\"))",
                "sum by (v) (count_values by (node) (\"v\", phase)) or vector(0)",
                "topk by (phase) (3, phase) + on (node) group_left () info",
                "histogram_quantile(0.5, sum by (le) (rate(h_bucket[5m])))",
                "jvm_memory_used_bytes{area=\"heap\"}",
                "{__name__=~\"phase|info\",runtime=\"x\"}",
                "absent(info{node=\"a\"}) + on (node) phase",
                "time() - phase",
                "phase unless on (cluster, node) info",
            })
    void allIsKnown(String promql) {
        assertThat(Names.problems(Parser.parse(promql), KNOWN)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "phases; no metric phases",
                "phase{phse=\"a\"}; no label phse in phase{phse=\"a\"}",
                "sum by (runtime) (phase); no label runtime in phase",
                "sum by (phase) (sum by (node) (phase)); no label phase in sum by (node) (phase)",
                "sum without (phase) (info); no label phase in info",
                "phase * on (phase) info; no label phase in info",
                "phase * on (node) group_left (phase) info; no label phase in phase * on (node) group_left (phase) info",
                "sum by (phase) (phase * on (node) info); no label phase in phase * on (node) info",
                "sum by (node) (scalar(phase)); no label node in scalar(phase)",
                "label_replace(info, \"a\", \"$1\", \"phase\", \".*\"); no label phase in label_replace(info, \"a\", \"$1\", \"phase\", \".*\")",
                "{__name__=~\"nothing.*\"}; no metric is known of {__name__=~\"nothing.*\"}",
                "sum by (node) (absent(info{runtime=\"a\"})); no label node in absent(info{runtime=\"a\"})",
                "histogram_quantile(0.5, phase); no label le in histogram_quantile(0.5, phase)",
            })
    void whatIsNotKnownIsTold(String promql, String problem) {
        assertThat(Names.problems(Parser.parse(promql), KNOWN)).containsExactly(problem);
    }

    @Test
    void labelsOfAResult() {
        assertThat(Names.labels(Parser.parse("max by (cluster, node) (phase)"), KNOWN))
                .containsExactly("cluster", "node");
        assertThat(Names.labels(Parser.parse("phase or info"), KNOWN))
                .containsExactly("cluster", "job", "node", "phase", "runtime");
    }

    @Test
    void recordedMetricsAreAdded() {
        KnownMetrics more = KNOWN.and(Map.of("node:phase", Set.of("node")));

        assertThat(Names.problems(Parser.parse("node:phase{node=\"a\"}"), more)).isEmpty();
        assertThat(Names.problems(Parser.parse("node:phase{node=\"a\"}"), KNOWN))
                .isNotEmpty();
    }
}
