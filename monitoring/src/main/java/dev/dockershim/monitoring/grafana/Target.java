package dev.dockershim.monitoring.grafana;

import tools.jackson.databind.JsonNode;

/**
 * A query of a panel.
 *
 * @param refId its letter in the panel
 * @param expr PromQL with Grafana's variables
 * @param legend template of the series' names; {@code __auto} or empty is Grafana's own choice
 * @param isInstant whether the newest value alone is asked for
 * @param isTable whether the answer is rows with a column a label
 * @param minStep such as {@code 1m}; empty if it is not given
 * @param json all of it
 */
public record Target(
        String refId, String expr, String legend, boolean isInstant, boolean isTable, String minStep, JsonNode json) {

    static Target of(JsonNode json) {
        return new Target(
                json.path("refId").asString(""),
                json.path("expr").asString(""),
                json.path("legendFormat").asString(""),
                json.path("instant").asBoolean(false),
                json.path("format").asString("").equals("table"),
                json.path("interval").asString(""),
                json);
    }

    /** The uid of the data source that it names. */
    public String datasource() {
        return json.path("datasource").path("uid").asString("");
    }
}
