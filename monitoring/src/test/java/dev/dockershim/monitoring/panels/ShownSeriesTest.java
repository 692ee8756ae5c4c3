package dev.dockershim.monitoring.panels;

import static dev.dockershim.monitoring.panels.PanelSamples.answer;
import static dev.dockershim.monitoring.panels.PanelSamples.many;
import static dev.dockershim.monitoring.panels.PanelSamples.one;
import static dev.dockershim.monitoring.panels.PanelSamples.panel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.monitoring.grafana.Panel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShownSeriesTest {

    private static String name(String legend, String... labels) {
        Panel panel = panel("stat", "", legend);
        return ShownSeries.of(panel, List.of(answer(panel, 0, one(1, labels))))
                .get(0)
                .name();
    }

    @Test
    void namesAreMadeOfLabels() {
        assertThat(name("{{node}} / {{ x }}", "node", "a")).isEqualTo("a / ");
        assertThat(name("fixed")).isEqualTo("fixed");
        assertThat(name("__auto", "node", "a")).isEqualTo("a");
        assertThat(name("__auto", "node", "a", "b", "c")).isEqualTo("{b=\"c\", node=\"a\"}");
        assertThat(name("__auto")).isEqualTo("up");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "byName; migrated; s",
                "byName; other; short",
                "byRegexp; /^mig/; s",
                "byRegexp; /^x/; short",
                "byFrameRefID; A; s",
                "byFrameRefID; B; short",
                "byType; number; s",
                "byType; string; short",
            })
    void overridesAreOfThoseThatFit(String matcher, String options, String unit) {
        Panel panel = panel(
                "stat",
                "\"fieldConfig\":{\"defaults\":{\"unit\":\"short\",\"custom\":{\"a\":{\"b\":1,\"c\":2}}},"
                        + "\"overrides\":[{\"matcher\":{\"id\":\"%s\",\"options\":\"%s\"},\"properties\":["
                                .formatted(matcher, options)
                        + "{\"id\":\"unit\",\"value\":\"s\"},{\"id\":\"custom.a.b\",\"value\":5}]}]}",
                "migrated");

        FieldOptions found =
                ShownSeries.of(panel, List.of(answer(panel, 0, one(1)))).get(0).options();

        assertThat(found.unit()).isEqualTo(unit);
        assertThat(found.custom().path("a").path("b").asInt()).isEqualTo(unit.equals("s") ? 5 : 1);
        assertThat(found.custom().path("a").path("c").asInt()).isEqualTo(2);
    }

    @Test
    void anUnknownMatcherIsNotLeftOut() {
        Panel panel = panel("stat", "\"fieldConfig\":{\"overrides\":[{\"matcher\":{\"id\":\"byValue\"}}]}", "a");

        assertThatThrownBy(() -> ShownSeries.of(panel, List.of(answer(panel, 0, one(1)))))
                .isInstanceOf(UnsupportedPanelException.class);
    }

    @Test
    void linesHaveGapsAndStandOnEachOther() {
        Panel panel = panel(
                "timeseries",
                "\"fieldConfig\":{\"defaults\":{\"custom\":{\"stacking\":{\"mode\":\"normal\",\"group\":\"A\"}}},"
                        + "\"overrides\":[{\"matcher\":{\"id\":\"byName\",\"options\":\"sum\"},\"properties\":["
                        + "{\"id\":\"custom.stacking\",\"value\":{\"mode\":\"none\"}},"
                        + "{\"id\":\"color\",\"value\":{\"mode\":\"fixed\",\"fixedColor\":\"red\"}}]}]}",
                "{{x}}",
                "sum");

        Chart chart = Chart.of(
                ShownSeries.of(
                        panel,
                        List.of(
                                answer(
                                        panel,
                                        0,
                                        many(Map.of("x", "a"), 1, Double.NaN, 3),
                                        many(Map.of("x", "b"), 4, 5, 6)),
                                answer(panel, 1, many(Map.of(), 5, 5, 7)))),
                PanelSamples.WINDOW);

        assertThat(chart.times()).hasSize(11).startsWith(1000.0).endsWith(1010.0);
        assertThat(chart.lines()).extracting(Chart.Line::name).containsExactly("a", "b", "sum");
        assertThat(chart.lines()).extracting(Chart.Line::stack).containsExactly("stack A", "stack A", "");
        assertThat(chart.lines().get(0).values()).startsWith(1.0, Double.NaN, 3.0, Double.NaN);
        assertThat(chart.lines().get(2).color()).isEqualTo(Colors.css("red"));
        assertThat(chart.extent()).containsExactly(1, 9);
    }
}
