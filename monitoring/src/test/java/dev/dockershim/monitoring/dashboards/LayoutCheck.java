package dev.dockershim.monitoring.dashboards;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Panel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Panels are on the grid, side by side, and each has its own id. */
final class LayoutCheck {

    private LayoutCheck() {}

    static List<String> problems(Dashboard dashboard) {
        List<String> problems = new ArrayList<>();
        List<Panel> panels = dashboard.panels();
        Set<Integer> ids = new HashSet<>();
        for (int i = 0; i < panels.size(); i++) {
            Panel panel = panels.get(i);
            if (panel.id() <= 0 || !ids.add(panel.id())) {
                problems.add("the id of '" + panel.title() + "' is not its own: " + panel.id());
            }
            if (!panel.position().isOnGrid()) {
                problems.add("'" + panel.title() + "' leaves the grid: " + panel.position());
            }
            for (Panel other : panels.subList(i + 1, panels.size())) {
                if (panel.position().overlaps(other.position())) {
                    problems.add("'" + panel.title() + "' and '" + other.title() + "' overlap");
                }
            }
        }
        return problems;
    }
}
