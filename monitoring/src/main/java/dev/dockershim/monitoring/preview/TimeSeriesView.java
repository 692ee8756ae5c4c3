package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.Chart;
import dev.dockershim.monitoring.panels.FieldOptions;
import dev.dockershim.monitoring.panels.ShownSeries;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Lines over time: the page's script draws what is given here as ECharts' options. */
final class TimeSeriesView implements PanelView {

    @Override
    public String html(Panel panel, List<Answer> answers) {
        Chart chart = Chart.of(ShownSeries.of(panel, answers), answers.get(0).steps());
        ObjectNode options = JsonMapper.shared().createObjectNode();
        ArrayNode series = options.putArray("series");
        for (Chart.Line line : chart.lines()) {
            series.add(SeriesOptions.of(chart, line));
        }
        ValueAxis axis = ValueAxis.of(chart, FieldOptions.of(panel, "", "", true));
        options.set("yAxis", axis.options());
        options.putObject("xAxis")
                .put("min", chart.times().get(0) * 1000)
                .put("max", chart.times().get(chart.times().size() - 1) * 1000);
        // A script's text ends at the first "</".
        String json = JsonMapper.shared().writeValueAsString(options).replace("<", "\\u003c");
        boolean right = panel.options()
                .path("legend")
                .path("placement")
                .asString("bottom")
                .equals("right");
        return "<div class=\"timeseries" + (right ? " right" : "") + "\"><div class=\"chart\">"
                + "<script type=\"application/json\">" + json + "</script></div>"
                + LegendHtml.of(chart, panel.options().path("legend")) + "</div>";
    }
}
