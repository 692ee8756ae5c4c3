package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.Chart;
import dev.dockershim.monitoring.panels.Colors;
import dev.dockershim.monitoring.panels.Display;
import dev.dockershim.monitoring.panels.ShownSeries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A lane for each series, in the colours of its values; a gap is where it has none. */
final class StateTimelineView implements PanelView {

    @Override
    public String html(Panel panel, List<Answer> answers) {
        Chart chart = Chart.of(ShownSeries.of(panel, answers), answers.get(0).steps());
        boolean values = panel.options().path("showValue").asString("auto").equals("always");
        Map<String, String> legend = new LinkedHashMap<>();
        StringBuilder html = new StringBuilder("<div class=\"lanes\">");
        for (Chart.Line line : chart.lines()) {
            html.append("<div class=\"lane\">")
                    .append(Html.div("name", line.name()))
                    .append("<div class=\"track\">");
            int from = 0;
            for (int i = 1; i <= line.values().size(); i++) {
                if (i == line.values().size()
                        || !line.values().get(i).equals(line.values().get(from))) {
                    html.append(segment(chart, line, from, i, values, legend));
                    from = i;
                }
            }
            html.append("</div></div>");
        }
        html.append("</div>").append(Times.axis(chart)).append("<div class=\"legend\">");
        legend.forEach((text, color) -> html.append(LegendHtml.key(text, color, "")));
        return html.append("</div>").toString();
    }

    private static String segment(
            Chart chart, Chart.Line line, int from, int to, boolean values, Map<String, String> legend) {
        double value = line.values().get(from);
        if (Double.isNaN(value)) {
            return "";
        }
        Display display = Display.of(value, line.options());
        String color = display.color() == null ? Colors.palette((int) Math.abs(value)) : display.color();
        legend.put(display.text(), color);
        double all = chart.times().size();
        return "<div class=\"segment\" style=\"left:" + BarGaugeView.percent(from / all) + ";width:"
                + BarGaugeView.percent((to - from) / all) + ";background:" + color + "\" title=\""
                + Html.escaped(display.text()) + "\">" + (values ? Html.escaped(display.text()) : "") + "</div>";
    }
}
