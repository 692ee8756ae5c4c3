package dev.dockershim.monitoring.grafana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class InterpolationTest {

    private static final Instant FROM = Instant.parse("2026-11-27T10:00:07Z");
    private static final TimeWindow WINDOW =
            TimeWindow.of(FROM, FROM.plus(Duration.ofHours(1)), Duration.ofSeconds(15));

    private static Variable variable(String name, boolean multi, boolean all, String allValue) {
        return Variable.of(JsonMapper.shared()
                .readTree("{\"name\":\"%s\",\"type\":\"query\",\"multi\":%s,\"includeAll\":%s,\"allValue\":\"%s\"}"
                        .formatted(name, multi, all, allValue)));
    }

    private static final Variable MULTI = variable("node", true, true, ".*");
    private static final Variable ONE = variable("one", false, false, "");

    private static String promql(String text, Selection... selections) {
        return Interpolation.of(List.of(selections), WINDOW).expression(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a{n=~\"$node\"}; a{n=~\"x\"}",
                "a{n=~\"${node}\"}; a{n=~\"x\"}",
                "a{n=~\"[[node]]\"}; a{n=~\"x\"}",
                "a{n=~\"${node:regex}\"}; a{n=~\"x\"}",
                "$node_; $node_",
                "rate(a[$__rate_interval]); rate(a[1m])",
                "a[$__interval]; a[15s]",
                "a[$__range] ${__range_s}; a[3600s] 3600",
            })
    void variablesHaveTheirValues(String text, String expected) {
        assertThat(promql(text, Selection.of(MULTI, "x"))).isEqualTo(expected);
    }

    @Test
    void severalValuesAreARegularExpression() {
        assertThat(promql("{n=~\"$node\"}", Selection.of(MULTI, "a", "b"))).isEqualTo("{n=~\"(a|b)\"}");
        // As Grafana writes it: PromQL's string takes one of the two backslashes.
        assertThat(promql("{n=~\"$node\"}", Selection.of(MULTI, "10.0.0.1:9")))
                .isEqualTo("{n=~\"10\\\\.0\\\\.0\\\\.1:9\"}");
        assertThat(promql("{n=\"$one\"}", Selection.of(ONE, "a.b"))).isEqualTo("{n=\"a.b\"}");
    }

    @Test
    void allIsItsValueOrEveryValue() {
        assertThat(promql("{n=~\"$node\"}", Selection.all(MULTI, List.of("a", "b"))))
                .isEqualTo("{n=~\".*\"}");
        assertThat(promql("{n=~\"$each\"}", Selection.all(variable("each", true, true, ""), List.of("a", "b.c"))))
                .isEqualTo("{n=~\"(a|b\\\\.c)\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "${node:pipe}; a.1|b",
                "${node:csv}; a.1,b",
                "${node:regex}; (a\\.1|b)",
                "${node:doublequote}; \"a.1\",\"b\"",
                "${node:queryparam}; var-node=a.1&var-node=b",
                "${node:text}; a.1 + b",
            })
    void formats(String text, String expected) {
        assertThat(promql(text, Selection.of(MULTI, "a.1", "b"))).isEqualTo(expected);
    }

    @Test
    void anUnknownFormatIsAnError() {
        assertThatIllegalArgumentException().isThrownBy(() -> promql("${node:nonsense}", Selection.of(MULTI, "a")));
    }

    @Test
    void titlesNameWhatIsChosen() {
        Interpolation all = Interpolation.of(List.of(Selection.all(MULTI, List.of("a"))), WINDOW);
        assertThat(all.text("Node $node")).isEqualTo("Node All");
    }

    @Test
    void variablesAreFound() {
        assertThat(Interpolation.variablesIn("$a ${b:regex} [[c]] ${__data.fields.x} $__range"))
                .containsExactly("__data", "__range", "a", "b", "c");
    }
}
