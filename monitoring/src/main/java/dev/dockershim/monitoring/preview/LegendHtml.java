package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.panels.Chart;
import dev.dockershim.monitoring.panels.FieldOptions;
import dev.dockershim.monitoring.panels.Units;
import dev.dockershim.monitoring.panels.UnsupportedPanelException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What the colours of lines mean, with what is calculated of each. */
final class LegendHtml {

    private LegendHtml() {}

    static String of(Chart chart, JsonNode options) {
        if (!options.path("showLegend").asBoolean(true)) {
            return "";
        }
        StringBuilder html = new StringBuilder("<div class=\"legend\">");
        for (Chart.Line line : chart.lines()) {
            StringBuilder more = new StringBuilder();
            for (JsonNode calc : options.path("calcs")) {
                more.append(more.length() == 0 ? "" : ", ").append(calculated(line, calc.asString("")));
            }
            html.append(key(line.name(), line.color(), more.toString()));
        }
        return html.append("</div>").toString();
    }

    static String key(String name, String color, String more) {
        return "<span class=\"key\"><i style=\"background:" + color + "\"></i>" + Html.escaped(name)
                + (more.isEmpty() ? "" : " <em>" + Html.escaped(more) + "</em>") + "</span>";
    }

    private static String calculated(Chart.Line line, String calc) {
        List<Double> values = line.values().stream().filter(Double::isFinite).toList();
        if (values.isEmpty()) {
            return calc + " –";
        }
        double value = switch (calc) {
            case "lastNotNull", "last" -> values.get(values.size() - 1);
            case "max" -> values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            case "min" -> values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
            case "mean" ->
                values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            default -> throw new UnsupportedPanelException("a legend with " + calc);
        };
        FieldOptions options = line.options();
        return (calc.startsWith("last") ? "last" : calc) + " " + Units.text(value, options.unit(), options.decimals());
    }
}
