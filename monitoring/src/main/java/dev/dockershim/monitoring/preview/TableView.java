package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.Display;
import dev.dockershim.monitoring.panels.FieldOptions;
import dev.dockershim.monitoring.panels.Table;
import dev.dockershim.monitoring.panels.Transformations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A table, after the panel's transformations. */
final class TableView implements PanelView {

    @Override
    public String html(Panel panel, List<Answer> answers) {
        Table table = Transformations.apply(panel.json().path("transformations"), Table.of(answers));
        List<Map<String, Object>> rows = new ArrayList<>(table.rows());
        for (JsonNode sort : panel.options().path("sortBy")) {
            rows.sort(order(
                    sort.path("displayName").asString(""), sort.path("desc").asBoolean(false)));
        }
        Map<String, FieldOptions> options = new LinkedHashMap<>();
        for (String column : table.columns()) {
            boolean number = rows.stream().anyMatch(row -> row.get(column) instanceof Double);
            options.put(column, FieldOptions.of(panel, column, "", number));
        }
        StringBuilder html = new StringBuilder("<div class=\"table\"><table><thead><tr>");
        options.forEach((column, of) -> html.append("<th")
                .append(
                        of.custom().has("width")
                                ? " style=\"width:" + of.custom().path("width").asInt() + "px\""
                                : "")
                .append(">")
                .append(Html.escaped(column))
                .append("</th>"));
        html.append("</tr></thead><tbody>");
        for (Map<String, Object> row : rows) {
            html.append("<tr>");
            options.forEach((column, of) -> html.append(cell(row.get(column), of)));
            html.append("</tr>");
        }
        return html.append("</tbody></table></div>").toString();
    }

    private static String cell(@Nullable Object value, FieldOptions options) {
        Display display = value instanceof Double number
                ? Display.of(number, options)
                : value instanceof String text && !text.isEmpty() ? Display.of(text, options) : Display.none(options);
        String mode = options.custom().path("cellOptions").path("type").asString("");
        if (mode.isEmpty()) {
            mode = options.custom().path("displayMode").asString("");
        }
        String style = display.color() == null
                ? ""
                : switch (mode) {
                    case "color-text" -> " style=\"color:" + display.color() + "\"";
                    case "color-background", "color-background-solid" ->
                        " style=\"color:#fff;background:" + display.color() + "\"";
                    default -> "";
                };
        boolean linked = !options.json().path("links").isEmpty();
        return "<td class=\"" + (value instanceof Double ? "number" : "") + (linked ? " linked" : "") + "\"" + style
                + ">" + Html.escaped(display.text()) + "</td>";
    }

    /** Texts are in their order, numbers in theirs; what is not there comes last. */
    private static Comparator<Map<String, Object>> order(String column, boolean descending) {
        Comparator<Map<String, Object>> order = (a, b) -> {
            Object left = a.get(column);
            Object right = b.get(column);
            return left instanceof Double x && right instanceof Double y
                    ? x.compareTo(y)
                    : String.valueOf(left).compareTo(String.valueOf(right));
        };
        Comparator<Map<String, Object>> there = Comparator.comparing(row -> !row.containsKey(column));
        return there.thenComparing(descending ? order.reversed() : order);
    }
}
