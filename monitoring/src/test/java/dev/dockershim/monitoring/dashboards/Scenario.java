package dev.dockershim.monitoring.dashboards;

import dev.dockershim.monitoring.grafana.Dashboard;
import dev.dockershim.monitoring.grafana.Interpolation;
import dev.dockershim.monitoring.grafana.Panel;
import dev.dockershim.monitoring.grafana.Selection;
import dev.dockershim.monitoring.grafana.Target;
import dev.dockershim.monitoring.grafana.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A made-up cluster, and what targets of panels answer about it.
 *
 * @param json as {@code scenarios.yaml} describes it
 */
record Scenario(String name, JsonNode json) {

    /** When panels are looked at: later than any series ends, and than Prometheus looks back. */
    private static final String AT = "9m";

    private static final TimeWindow WINDOW =
            TimeWindow.of(Instant.EPOCH, Instant.EPOCH.plus(Duration.ofHours(1)), Duration.ofSeconds(15));

    /** As a test of promtool, which reads JSON as it reads YAML. */
    String asPromtoolTest(List<Dashboard> dashboards) {
        ObjectNode file = JsonMapper.shared().createObjectNode();
        ObjectNode test = file.putArray("tests").addObject();
        test.put("interval", "1m");
        ArrayNode input = test.putArray("input_series");
        ScenarioSeries.of(json)
                .forEach((series, values) -> input.addObject().put("series", series).put("values", values));
        ArrayNode expressions = test.putArray("promql_expr_test");
        for (Map.Entry<String, JsonNode> shown : json.path("shows").properties()) {
            ObjectNode expected = expressions.addObject();
            expected.put("expr", expression(dashboards, shown.getKey()));
            expected.put("eval_time", AT);
            ArrayNode samples = expected.putArray("exp_samples");
            shown.getValue().properties().forEach(sample -> samples.addObject()
                    .put("labels", sample.getKey())
                    .put("value", sample.getValue().asDouble()));
        }
        return file.toString();
    }

    /** The expression of {@code <dashboard> / <panel> / <target>}, with all values of its variables. */
    private static String expression(List<Dashboard> dashboards, String where) {
        String[] parts = where.split(" / ");
        Dashboard dashboard = only(where, dashboards.stream()
                .filter(each -> each.name().equals(parts[0]))
                .toList());
        List<Panel> panels = dashboard.shown().stream()
                .filter(panel -> panel.title().equals(parts[1]))
                .toList();
        Target target = only(where, only(where, panels).targets().stream()
                .filter(each -> each.refId().equals(parts[2]))
                .toList());
        List<Selection> selections = new ArrayList<>();
        dashboard.variables()
                .forEach(variable -> selections.add(
                        variable.includeAll() ? Selection.all(variable, List.of()) : Selection.of(variable, "n1")));
        return Interpolation.of(selections, WINDOW).expression(target.expr());
    }

    private static <T> T only(String where, List<T> found) {
        if (found.size() != 1) {
            throw new IllegalArgumentException(where + ": " + found.size() + " of that name");
        }
        return found.get(0);
    }

    @Override
    public String toString() {
        return name;
    }
}
