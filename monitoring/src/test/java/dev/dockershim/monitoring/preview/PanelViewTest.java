package dev.dockershim.monitoring.preview;

import static dev.dockershim.monitoring.panels.PanelSamples.answer;
import static dev.dockershim.monitoring.panels.PanelSamples.many;
import static dev.dockershim.monitoring.panels.PanelSamples.one;
import static dev.dockershim.monitoring.panels.PanelSamples.panel;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.PanelSamples;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PanelViewTest {

    private static final String COLORS =
            "\"fieldConfig\":{\"defaults\":{\"unit\":\"bytes\",\"noValue\":\"none <seen>\",\"color\":{\"mode\":\"thresholds\"},"
                    + "\"thresholds\":{\"steps\":[{\"value\":null,\"color\":\"green\"},{\"value\":2048,\"color\":\"red\"}]}}}";

    @Test
    void anErrorIsShownInAnyPanel() {
        Panel panel = panel("stat", COLORS, "a");
        Answer error = new Answer(panel.targets().get(0), "up(", PanelSamples.WINDOW, List.of(), "1:3: <unexpected>");

        assertThat(PanelView.of(panel, List.of(error)))
                .isEqualTo("<div class=\"error\">Error in A: 1:3: &lt;unexpected&gt;</div>");
    }

    @Test
    void nothingIsSaidInThePanelsWordsOrGrafanas() {
        Panel own = panel("table", COLORS, "a");
        Panel other = panel("timeseries", "", "a");

        assertThat(PanelView.of(own, List.of(answer(own, 0))))
                .isEqualTo("<div class=\"nothing\">none &lt;seen&gt;</div>");
        assertThat(PanelView.of(other, List.of(answer(other, 0)))).isEqualTo("<div class=\"nothing\">No data</div>");
    }

    @Test
    void whatCannotBeDrawnIsSaid() {
        Panel unknown = panel("geomap", "", "a");
        Panel transformed = panel("table", "\"transformations\":[{\"id\":\"pivot\"}]", "a");

        assertThat(PanelView.of(unknown, List.of(answer(unknown, 0, one(1))))).contains("error", "type geomap");
        assertThat(PanelView.of(transformed, List.of(answer(transformed, 0, one(1)))))
                .contains("error", "transformation pivot");
    }

    @Test
    void aStatHasItsValueAndColourAndNamesOnlyIfThereAreSeveral() {
        Panel panel = panel("stat", COLORS + ",\"options\":{\"textMode\":\"auto\"}", "{{node}}");

        assertThat(PanelView.of(panel, List.of(answer(panel, 0, one(4096, "node", "a")))))
                .isEqualTo("<div class=\"stats\"><div class=\"stat\" style=\"color:#e02f44\">"
                        + "<div class=\"value\">4 KiB</div></div></div>");
        assertThat(PanelView.of(panel, List.of(answer(panel, 0, one(1, "node", "a"), one(2, "node", "b")))))
                .contains("<div class=\"name\">a</div><div class=\"value\">1 B</div>", "<div class=\"name\">b</div>");
    }

    @Test
    void aStatMayShowTheNameAlone() {
        Panel panel = panel("stat", "\"options\":{\"textMode\":\"name\"}", "v{{version}}");

        assertThat(PanelView.of(panel, List.of(answer(panel, 0, one(1, "version", "1.23")))))
                .contains("<div class=\"value\">v1.23</div>")
                .doesNotContain(">1<");
    }

    @Test
    void barsAreAsLongAsTheirPartOfTheLargest() {
        Panel panel = panel("bargauge", COLORS, "{{node}}");

        assertThat(PanelView.of(panel, List.of(answer(panel, 0, one(1024, "node", "a"), one(4096, "node", "b")))))
                .contains(
                        "width:25.000%;background:#56a64b", "width:100.000%;background:#e02f44", ">1 KiB<", ">4 KiB<");
    }

    @Test
    void aTableHasItsRowsInOrderAndWordsForWhatIsMissing() {
        Panel panel = panel(
                "table",
                "\"options\":{\"sortBy\":[{\"displayName\":\"Value\",\"desc\":true}]},"
                        + "\"transformations\":[{\"id\":\"filterFieldsByName\",\"options\":{\"include\":{\"names\":[\"node\",\"os\",\"Value\"]}}}],"
                        + "\"fieldConfig\":{\"defaults\":{\"unit\":\"short\"},\"overrides\":["
                        + "{\"matcher\":{\"id\":\"byName\",\"options\":\"os\"},\"properties\":[{\"id\":\"noValue\",\"value\":\"not known\"}]},"
                        + "{\"matcher\":{\"id\":\"byName\",\"options\":\"Value\"},\"properties\":["
                        + "{\"id\":\"custom.displayMode\",\"value\":\"color-text\"},{\"id\":\"custom.width\",\"value\":90},"
                        + "{\"id\":\"color\",\"value\":{\"mode\":\"fixed\",\"fixedColor\":\"red\"}}]}]}",
                "a");

        String html = PanelView.of(
                panel, List.of(answer(panel, 0, one(1, "node", "<a>", "os", "linux"), one(2, "node", "b"))));

        assertThat(html)
                .contains("<th>node</th><th>os</th><th style=\"width:90px\">Value</th>")
                .doesNotContain("Time")
                .contains("<td class=\"number\" style=\"color:#e02f44\">2</td>");
        assertThat(html.indexOf(">b<")).isLessThan(html.indexOf(">&lt;a&gt;<"));
        assertThat(html.indexOf(">not known<")).isBetween(html.indexOf(">b<"), html.indexOf(">&lt;a&gt;<"));
    }

    @Test
    void lanesHaveASegmentForEachStateAndGaps() {
        Panel panel = panel(
                "state-timeline",
                "\"fieldConfig\":{\"defaults\":{\"mappings\":[{\"type\":\"value\",\"options\":{"
                        + "\"0\":{\"text\":\"down\",\"color\":\"red\"},\"1\":{\"text\":\"up\",\"color\":\"green\"}}}]}}",
                "{{x}}");

        String html = PanelView.of(panel, List.of(answer(panel, 0, many(Map.of("x", "a"), 1, 1, Double.NaN, 0, 0, 1))));

        Matcher segments = Pattern.compile("left:([0-9.]+)%;width:([0-9.]+)%;background:#\\w+\" title=\"(\\w+)\"")
                .matcher(html);
        assertThat(segments.results().map(each -> each.group(1) + " " + each.group(3)))
                .containsExactly("0.000 up", "27.273 down", "45.455 up");
        assertThat(html).contains("00:16:40", "00:16:50", "</i>up", "</i>down");
    }

    @Test
    void markdownIsDrawnAndHtmlInItIsNot() {
        Panel panel = panel(
                "text",
                "\"options\":{\"mode\":\"markdown\",\"content\":\"**b** <script>x</script> [l](javascript:x)\"}");

        assertThat(PanelView.of(panel, List.of()))
                .contains("<strong>b</strong>", "&lt;script&gt;")
                .doesNotContain("<script>", "javascript:");
    }

    @Test
    void aChartHasItsLinesItsMarksAndItsLegend() {
        Panel panel = panel(
                "timeseries",
                COLORS.replace("\"unit\"", "\"min\":0,\"custom\":{\"fillOpacity\":60,\"lineWidth\":2},\"unit\"")
                        + ",\"options\":{\"legend\":{\"showLegend\":true,\"calcs\":[\"lastNotNull\",\"max\"]}}",
                "{{x}}");

        String html = PanelView.of(
                panel, List.of(answer(panel, 0, many(Map.of("x", "</script>"), 1024, 4096, Double.NaN, 2048))));
        Matcher script = Pattern.compile("<script type=\"application/json\">(.*?)</script>")
                .matcher(html);
        assertThat(script.find()).isTrue();
        JsonNode options = JsonMapper.shared().readTree(script.group(1));

        JsonNode line = options.path("series").path(0);
        assertThat(line.path("name").asString()).isEqualTo("</script>");
        assertThat(line.path("areaStyle").path("opacity").asDouble()).isEqualTo(0.6);
        assertThat(line.path("lineStyle").path("width").asInt()).isEqualTo(2);
        assertThat(line.path("data").path(1).path("value").path(1).asDouble()).isEqualTo(4096);
        assertThat(line.path("data").path(2).path("value").path(1).isNull()).isTrue();
        assertThat(line.path("data").path(1).path("symbol").asString()).isEqualTo("none");
        assertThat(line.path("data").path(3).path("symbol").asString()).isEqualTo("circle");
        assertThat(options.path("yAxis").path("marks").valueStream().map(JsonNode::asString))
                .containsExactly("0 B", "1 KiB", "2 KiB", "3 KiB", "4 KiB");
        assertThat(html).contains("&lt;/script&gt; <em>last 2 KiB, max 4 KiB</em>");
    }
}
