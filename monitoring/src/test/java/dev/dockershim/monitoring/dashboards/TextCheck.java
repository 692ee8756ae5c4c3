package dev.dockershim.monitoring.dashboards;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.grafana.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Panels say what they show: a title, a description, a unit, and names of what is in them. */
final class TextCheck {

    private static final Set<String> WITH_NAMES = Set.of("timeseries", "state-timeline", "bargauge");

    private TextCheck() {}

    static List<String> problems(Dashboard dashboard) {
        List<String> problems = new ArrayList<>();
        for (Panel panel : dashboard.panels()) {
            if (panel.title().isBlank()) {
                problems.add("panel " + panel.id() + " has no title");
            }
            if (!panel.isRow()) {
                ofPanel(panel, problems);
            }
        }
        return problems;
    }

    private static void ofPanel(Panel panel, List<String> problems) {
        String name = "'" + panel.title() + "'";
        if (panel.description().isBlank()) {
            problems.add(name + " has no description");
        }
        if (!panel.targets().isEmpty()
                && panel.defaults().path("unit").asString("").isEmpty()) {
            problems.add(name + " has no unit");
        }
        if (!panel.targets().isEmpty()
                && panel.defaults().path("noValue").asString("").isEmpty()) {
            problems.add(name + " does not say what it means that there is nothing");
        }
        for (Target target : panel.targets()) {
            boolean unnamed = target.legend().isEmpty() || target.legend().equals("__auto");
            if (unnamed && WITH_NAMES.contains(panel.type())) {
                problems.add(name + " does not name the series of " + target.refId());
            }
        }
        if (panel.type().equals("timeseries")
                && !panel.options().path("legend").path("showLegend").asBoolean(false)) {
            problems.add(name + " has no legend");
        }
    }
}
