package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.panels.Chart;
import dev.dockershim.monitoring.panels.UnsupportedPanelException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A line as ECharts wants it: https://echarts.apache.org/en/option.html#series-line. */
final class SeriesOptions {

    private SeriesOptions() {}

    static ObjectNode of(Chart chart, Chart.Line line) {
        JsonNode custom = line.options().custom();
        String style = custom.path("drawStyle").asString("line");
        ObjectNode options = JsonMapper.shared()
                .createObjectNode()
                .put("name", line.name())
                .put(
                        "type",
                        switch (style) {
                            case "line" -> "line";
                            case "bars" -> "bar";
                            case "points" -> "scatter";
                            default -> throw new UnsupportedPanelException("lines in style " + style);
                        })
                .put("color", line.color())
                .put("connectNulls", custom.path("spanNulls").asBoolean(false));
        if (!line.stack().isEmpty()) {
            options.put("stack", line.stack());
        }
        if (style.equals("line")) {
            line(options, custom);
        }
        ArrayNode data = options.putArray("data");
        for (int i = 0; i < chart.times().size(); i++) {
            data.add(point(chart, line, i));
        }
        return options;
    }

    private static void line(ObjectNode options, JsonNode custom) {
        String interpolation = custom.path("lineInterpolation").asString("linear");
        if (interpolation.startsWith("step")) {
            options.put("step", interpolation.equals("stepBefore") ? "start" : "end");
        }
        options.putObject("lineStyle").put("width", custom.path("lineWidth").asDouble(1));
        double opacity = custom.path("fillOpacity").asDouble(0) / 100;
        if (opacity > 0) {
            options.putObject("areaStyle").put("opacity", opacity);
        }
    }

    /** One without neighbours is a dot: a line alone would not show it. */
    private static ObjectNode point(Chart chart, Chart.Line line, int i) {
        List<Double> values = line.values();
        double value = values.get(i);
        ObjectNode point = JsonMapper.shared().createObjectNode();
        ArrayNode pair = point.putArray("value").add(chart.times().get(i) * 1000);
        if (!Double.isFinite(value)) {
            pair.addNull();
            point.put("symbol", "none");
            return point;
        }
        pair.add(value);
        boolean alone = (i == 0 || !Double.isFinite(values.get(i - 1)))
                && (i == values.size() - 1 || !Double.isFinite(values.get(i + 1)));
        point.put("symbol", alone ? "circle" : "none");
        return point;
    }
}
