package dev.dockershim.monitoring.dashboards;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Interpolation;
import dev.dockershim.monitoring.grafana.Variable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Every query goes to the data source that is chosen, and variables are those that are there. */
final class DatasourceCheck {

    private static final String CHOSEN = "${datasource}";

    private final List<String> problems = new ArrayList<>();

    private DatasourceCheck() {}

    static List<String> problems(Dashboard dashboard) {
        DatasourceCheck check = new DatasourceCheck();
        check.variable(dashboard);
        check.walk(dashboard.json(), "the dashboard");
        dashboard.shown().stream()
                .filter(panel -> !panel.targets().isEmpty())
                .filter(panel -> !panel.json().has("datasource")
                        || panel.targets().stream()
                                .anyMatch(target -> !target.datasource().equals(CHOSEN)))
                .forEach(panel -> check.problems.add("'" + panel.title() + "' does not name its data source"));
        check.used(dashboard);
        return check.problems;
    }

    private void variable(Dashboard dashboard) {
        boolean there = dashboard.variables().stream()
                .anyMatch(variable -> variable.name().equals("datasource")
                        && variable.type().equals("datasource")
                        && variable.query().equals("prometheus"));
        if (!there) {
            problems.add("no variable datasource of Prometheus");
        }
    }

    /** Whatever is called so, wherever it is: in panels, targets, variables and annotations. */
    private void walk(JsonNode json, String where) {
        JsonNode datasource = json.path("datasource");
        if (!datasource.isMissingNode()
                && !(datasource.path("uid").asString("").equals(CHOSEN)
                        && datasource.path("type").asString("").equals("prometheus"))) {
            problems.add("data source of " + where + " is " + datasource);
        }
        String name = json.path("title").asString(json.path("name").asString(where));
        json.forEach(child -> walk(child, name));
    }

    /** Grafana's own variables begin with two underscores. */
    private void used(Dashboard dashboard) {
        Set<String> used = new LinkedHashSet<>();
        collect(dashboard.json(), used);
        for (String name : used) {
            if (!name.startsWith("__") && !dashboard.has(name)) {
                problems.add("variable " + name + " is used and not defined");
            }
        }
        for (Variable variable : dashboard.variables()) {
            if (!used.contains(variable.name())) {
                problems.add("variable " + variable.name() + " is defined and not used");
            }
        }
    }

    private static void collect(JsonNode json, Set<String> used) {
        if (json.isString()) {
            used.addAll(Interpolation.variablesIn(json.asString()));
        }
        json.forEach(child -> collect(child, used));
    }
}
