package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.GridPosition;
import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.grafana.Selection;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.PanelQueries;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A dashboard as a page of its own, which needs nothing else. */
final class Page {

    /** Of the grid: a row and the space below it, as Grafana has them. */
    private static final int ROW_PIXELS = 38;

    private static final int HEADER_PIXELS = 130;

    private Page() {}

    /**
     * The page.
     *
     * @param answers by the panel's id
     */
    static String of(
            Dashboard dashboard, List<Selection> selections, PanelQueries queries, Map<Integer, List<Answer>> answers) {
        StringBuilder html = new StringBuilder(head(dashboard.title()))
                .append("<header><h1>")
                .append(Html.escaped(dashboard.title()))
                .append("</h1><p>")
                .append(Html.escaped(dashboard.description()))
                .append("</p><p>")
                .append(Html.escaped(chosen(selections, queries)))
                .append("</p></header><div class=\"grid\">");
        for (Panel panel : dashboard.panels()) {
            html.append(
                    panel.isRow()
                            ? row(panel, queries)
                            : panel(panel, queries, answers.getOrDefault(panel.id(), List.of())));
        }
        return html.append("</div><script>")
                .append(Assets.echarts())
                .append("</script><script>")
                .append(Assets.read("preview.js"))
                .append("</script></body></html>\n")
                .toString();
    }

    /** How high it is when opened, in pixels. */
    static int height(Dashboard dashboard) {
        int rows = dashboard.panels().stream()
                .map(Panel::position)
                .mapToInt(position -> position.y() + position.height())
                .max()
                .orElse(0);
        return HEADER_PIXELS + rows * ROW_PIXELS;
    }

    static String head(String title) {
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>" + Html.escaped(title)
                + "</title><style>" + Assets.read("preview.css") + "</style></head><body>";
    }

    private static String chosen(List<Selection> selections, PanelQueries queries) {
        String variables = selections.stream()
                .filter(selection -> selection.variable().isQuery())
                .map(selection -> selection.variable().label() + ": "
                        + (selection.isAll() ? "All" : String.join(", ", selection.values())))
                .collect(Collectors.joining(" · "));
        return variables + (variables.isEmpty() ? "" : " · ")
                + Times.clock(queries.window().from()) + " to "
                + Times.clock(queries.window().to()) + " UTC";
    }

    private static String row(Panel panel, PanelQueries queries) {
        return "<div class=\"row\"" + place(panel.position()) + ">⌄ " + Html.escaped(queries.text(panel.title()))
                + "</div>";
    }

    private static String panel(Panel panel, PanelQueries queries, List<Answer> answers) {
        return "<section class=\"panel " + Html.escaped(panel.type()) + "\" data-id=\"" + panel.id() + "\""
                + place(panel.position()) + " title=\"" + Html.escaped(queries.text(panel.description())) + "\"><h2>"
                + Html.escaped(queries.text(panel.title())) + "</h2><div class=\"body\">" + PanelView.of(panel, answers)
                + "</div></section>\n";
    }

    private static String place(GridPosition position) {
        return " style=\"grid-column:%d / span %d;grid-row:%d / span %d\""
                .formatted(position.x() + 1, position.width(), position.y() + 1, position.height());
    }
}
