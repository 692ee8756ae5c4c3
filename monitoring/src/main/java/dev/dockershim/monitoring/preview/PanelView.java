package dev.dockershim.monitoring.preview;

import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.FieldOptions;
import dev.dockershim.monitoring.panels.UnsupportedPanelException;
import java.util.List;
import java.util.Map;

/** Draws one kind of panel. */
interface PanelView {

    /** The kinds that there are. */
    Map<String, PanelView> BY_TYPE = Map.of(
            "stat", new StatView(),
            "bargauge", new BarGaugeView(),
            "table", new TableView(),
            "timeseries", new TimeSeriesView(),
            "state-timeline", new StateTimelineView(),
            "text", new TextView());

    /** What is inside its frame; there is data. */
    String html(Panel panel, List<Answer> answers);

    /** What is inside any panel's frame: an error and nothing at all look alike in all of them. */
    static String of(Panel panel, List<Answer> answers) {
        for (Answer answer : answers) {
            if (!answer.error().isEmpty()) {
                return Html.div("error", "Error in " + answer.target().refId() + ": " + answer.error());
            }
        }
        PanelView view = BY_TYPE.get(panel.type());
        if (view == null) {
            return Html.div("error", "The preview cannot draw a panel of type " + panel.type());
        }
        if (!answers.isEmpty() && answers.stream().allMatch(Answer::isEmpty)) {
            String instead = FieldOptions.of(panel, "", "", true).noValue();
            return Html.div("nothing", instead.isEmpty() ? "No data" : instead);
        }
        try {
            return view.html(panel, answers);
        } catch (UnsupportedPanelException e) {
            return Html.div("error", "The preview cannot draw " + e.getMessage());
        }
    }
}
