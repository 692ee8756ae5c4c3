package dev.dockershim.monitoring.panels;

import dev.dockershim.monitoring.grafana.Interpolation;
import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.grafana.Selection;
import dev.dockershim.monitoring.grafana.Target;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.prometheus.PrometheusClient;
import dev.dockershim.monitoring.prometheus.PrometheusException;
import dev.dockershim.monitoring.prometheus.Series;
import java.util.List;

/** Asks what a panel asks, with the same times and steps as Grafana. */
public final class PanelQueries {

    /** How wide a column of the grid is taken to be. */
    static final int PIXELS_OF_COLUMN = 56;

    private final PrometheusClient client;
    private final TimeWindow window;
    private final List<Selection> selections;

    /** For a dashboard in a time window, with what is chosen of its variables. */
    public PanelQueries(PrometheusClient client, TimeWindow window, List<Selection> selections) {
        this.client = client;
        this.window = window;
        this.selections = List.copyOf(selections);
    }

    /** The answers to a panel's targets, in their order; an error is one of them, and is not thrown. */
    public List<Answer> ask(Panel panel) {
        return panel.targets().stream().map(target -> ask(panel, target)).toList();
    }

    /** A text of the panel, such as its title, with values in place of variables. */
    public String text(String template) {
        return Interpolation.of(selections, window).text(template);
    }

    /** What is looked at. */
    public TimeWindow window() {
        return window;
    }

    private Answer ask(Panel panel, Target target) {
        TimeWindow steps = window.stepsOf(panel, target, PIXELS_OF_COLUMN);
        String promql = Interpolation.of(selections, steps).expression(target.expr());
        try {
            List<Series> series = target.isInstant()
                    ? client.instant(promql, window.to())
                    : client.range(promql, steps.firstStep(), window.to(), steps.step());
            return new Answer(target, promql, steps, series, "");
        } catch (PrometheusException e) {
            return new Answer(target, promql, steps, List.of(), String.valueOf(e.getMessage()));
        }
    }
}
