package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.Colors;
import dev.dockershim.monitoring.panels.Display;
import dev.dockershim.monitoring.panels.ShownSeries;
import java.util.List;
import java.util.Locale;

/** A bar for each series, from the least to the largest value that there may be, or that there is. */
final class BarGaugeView implements PanelView {

    @Override
    public String html(Panel panel, List<Answer> answers) {
        List<ShownSeries> all = ShownSeries.of(panel, answers);
        double largest = all.stream()
                .mapToDouble(series -> series.series().last())
                .filter(Double::isFinite)
                .max()
                .orElse(1);
        StringBuilder html = new StringBuilder("<div class=\"bars\">");
        for (ShownSeries series : all) {
            double min = series.options().json().path("min").asDouble(0);
            double max = series.options().json().path("max").asDouble(largest);
            double part = max > min ? (series.series().last() - min) / (max - min) : 1;
            Display last = series.last();
            html.append("<div class=\"bar\">")
                    .append(Html.div("name", series.name()))
                    .append("<div class=\"track\"><div class=\"fill\" style=\"width:")
                    .append(percent(part))
                    .append(";background:")
                    .append(last.color() == null ? Colors.css("green") : last.color())
                    .append("\"></div></div>")
                    .append(Html.div("value", last.text()))
                    .append("</div>");
        }
        return html.append("</div>").toString();
    }

    /** For CSS, between nothing and all. */
    static String percent(double part) {
        return String.format(Locale.ROOT, "%.3f%%", Double.isNaN(part) ? 0 : Math.min(1, Math.max(0, part)) * 100);
    }
}
