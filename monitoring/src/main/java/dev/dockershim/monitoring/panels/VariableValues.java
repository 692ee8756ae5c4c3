package dev.dockershim.monitoring.panels;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Interpolation;
import dev.dockershim.monitoring.grafana.LabelValuesQuery;
import dev.dockershim.monitoring.grafana.Selection;
import dev.dockershim.monitoring.grafana.TimeWindow;
import dev.dockershim.monitoring.grafana.Variable;
import dev.dockershim.monitoring.prometheus.PrometheusClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Asks for the values of a dashboard's variables, and chooses among them. */
public final class VariableValues {

    private VariableValues() {}

    /**
     * What is chosen of each variable, one after the other, since a query may name those before it.
     *
     * @param chosen by variable; "All" of the others, or their first value where they have no "All"
     */
    public static List<Selection> of(
            Dashboard dashboard, PrometheusClient client, TimeWindow window, Map<String, String> chosen) {
        List<Selection> selections = new ArrayList<>();
        for (Variable variable : dashboard.variables()) {
            String value = chosen.get(variable.name());
            if (value != null) {
                selections.add(Selection.of(variable, value));
            } else if (variable.isQuery()) {
                selections.add(usual(variable, values(variable, client, window, selections)));
            } else {
                selections.add(Selection.of(
                        variable, variable.json().path("current").path("value").asString("")));
            }
        }
        return selections;
    }

    /** All values that a variable can have, given those that are chosen of others. */
    public static List<String> values(
            Variable variable, PrometheusClient client, TimeWindow window, List<Selection> others) {
        LabelValuesQuery query =
                LabelValuesQuery.parse(Interpolation.of(others, window).expression(variable.query()));
        return client.labelValues(query.label(), query.selector(), window.from(), window.to());
    }

    private static Selection usual(Variable variable, List<String> values) {
        if (variable.includeAll()) {
            return Selection.all(variable, values);
        }
        return values.isEmpty() ? Selection.of(variable) : Selection.of(variable, values.get(0));
    }
}
