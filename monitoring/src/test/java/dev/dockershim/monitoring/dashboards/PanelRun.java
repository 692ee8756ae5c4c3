package dev.dockershim.monitoring.dashboards;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.grafana.Selection;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.grafana.Variable;
import dev.dockershim.monitoring.panels.Answer;
import dev.dockershim.monitoring.panels.PanelQueries;
import dev.dockershim.monitoring.panels.VariableValues;
import dev.dockershim.monitoring.prometheus.PrometheusClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Every query of every panel, asked of one store with one choice of variables.
 *
 * @param problems errors, variables without values, targets that are empty and not listed, or listed and not empty
 */
record PanelRun(String name, int panels, int targets, int empty, List<String> problems) {

    static PanelRun of(
            String name,
            List<Dashboard> dashboards,
            PrometheusClient client,
            TimeWindow window,
            Map<String, Map<String, String>> chosen) {
        Progress progress = new Progress(name);
        for (Dashboard dashboard : dashboards) {
            Map<String, String> values = chosen.getOrDefault(dashboard.name(), Map.of());
            List<Selection> selections = VariableValues.of(dashboard, client, window, values);
            progress.variables(dashboard, client, window, selections);
            PanelQueries queries = new PanelQueries(client, window, selections);
            for (Panel panel : dashboard.shown()) {
                progress.panel(dashboard, panel, queries.ask(panel));
            }
        }
        return new PanelRun(name, progress.panels, progress.targets, progress.empty, progress.problems);
    }

    private static final class Progress {

        private final String run;
        private final List<EmptyPanels.Entry> listed = EmptyPanels.read();
        private final List<String> problems = new ArrayList<>();
        private int panels;
        private int targets;
        private int empty;

        Progress(String run) {
            this.run = run;
        }

        void variables(Dashboard dashboard, PrometheusClient client, TimeWindow window, List<Selection> selections) {
            for (Variable variable : dashboard.variables()) {
                boolean optional =
                        run.equals(DashboardsIT.NO_CLUSTER) && variable.name().equals("cluster");
                if (variable.isQuery()
                        && !optional
                        && VariableValues.values(variable, client, window, selections)
                                .isEmpty()) {
                    problems.add(dashboard.name() + ": variable " + variable.name() + " has no values");
                }
            }
        }

        void panel(Dashboard dashboard, Panel panel, List<Answer> answers) {
            panels++;
            for (Answer answer : answers) {
                targets++;
                String where = dashboard.name() + " / " + panel.title() + " / "
                        + answer.target().refId();
                boolean mayBeEmpty = listed.stream()
                        .anyMatch(entry -> entry.isAbout(
                                run,
                                dashboard.name(),
                                panel.title(),
                                answer.target().refId()));
                if (!answer.error().isEmpty()) {
                    problems.add(where + ": " + answer.error() + " in " + answer.promql());
                } else if (answer.isEmpty() && !mayBeEmpty) {
                    problems.add(where + " is empty: " + answer.promql());
                } else if (!answer.isEmpty() && mayBeEmpty) {
                    problems.add(where + " is listed as empty, and is not");
                }
                empty += answer.isEmpty() ? 1 : 0;
            }
        }
    }
}
