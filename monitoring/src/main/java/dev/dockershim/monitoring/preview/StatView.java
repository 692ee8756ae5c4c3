package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.Colors;
import dev.dockershim.monitoring.panels.Display;
import dev.dockershim.monitoring.panels.ShownSeries;
import dev.dockershim.monitoring.panels.UnsupportedPanelException;
import java.util.List;

/** Large values, each with its name if there are several. */
final class StatView implements PanelView {

    @Override
    public String html(Panel panel, List<Answer> answers) {
        String calc =
                panel.options().path("reduceOptions").path("calcs").path(0).asString("lastNotNull");
        if (!calc.equals("lastNotNull") && !calc.equals("last")) {
            throw new UnsupportedPanelException("a stat of " + calc);
        }
        List<ShownSeries> all = ShownSeries.of(panel, answers);
        String mode = panel.options().path("textMode").asString("auto");
        boolean names = mode.equals("value_and_name") || (mode.equals("auto") && all.size() > 1);
        boolean background = panel.options().path("colorMode").asString("value").startsWith("background");
        StringBuilder html = new StringBuilder("<div class=\"stats\">");
        for (ShownSeries series : all) {
            Display last = series.last();
            String color = last.color() == null ? Colors.TEXT : last.color();
            html.append("<div class=\"stat\" style=\"")
                    .append(background ? "background:" + color + ";color:#fff" : "color:" + color)
                    .append("\">");
            if (mode.equals("name")) {
                html.append(Html.div("value", series.name()));
            } else if (!mode.equals("none")) {
                html.append(names ? Html.div("name", series.name()) : "").append(Html.div("value", last.text()));
            }
            html.append("</div>");
        }
        return html.append("</div>").toString();
    }
}
