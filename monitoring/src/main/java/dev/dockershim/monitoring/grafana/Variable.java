package dev.dockershim.monitoring.grafana;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A variable of a dashboard.
 *
 * @param type {@code datasource}, {@code query}, {@code custom} or another of Grafana's
 * @param query of its values, or the plug-in's name of a data source
 * @param allValue what "All" stands for; null is all of its values
 * @param json all of it
 */
public record Variable(
        String name,
        String type,
        String label,
        String query,
        boolean includeAll,
        @Nullable String allValue,
        boolean multi,
        JsonNode json) {

    static Variable of(JsonNode json) {
        JsonNode query = json.path("query");
        String allValue = json.path("allValue").asString("");
        return new Variable(
                json.path("name").asString(""),
                json.path("type").asString(""),
                json.path("label").asString(""),
                query.isObject() ? query.path("query").asString("") : query.asString(""),
                json.path("includeAll").asBoolean(false),
                allValue.isEmpty() ? null : allValue,
                json.path("multi").asBoolean(false),
                json);
    }

    /** Whether its values are asked for. */
    public boolean isQuery() {
        return type.equals("query");
    }

    /** Whether Grafana writes its value as a regular expression. */
    boolean isRegex() {
        return multi || includeAll;
    }
}
