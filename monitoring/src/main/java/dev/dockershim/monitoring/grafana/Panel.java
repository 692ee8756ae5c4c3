package dev.dockershim.monitoring.grafana;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A panel, or the heading of a row.
 *
 * @param type such as {@code stat}
 * @param json all of it
 */
public record Panel(
        int id,
        String type,
        String title,
        String description,
        GridPosition position,
        List<Target> targets,
        JsonNode json) {

    static Panel of(JsonNode json) {
        List<Target> targets = new ArrayList<>();
        json.path("targets").forEach(target -> targets.add(Target.of(target)));
        return new Panel(
                json.path("id").asInt(0),
                json.path("type").asString(""),
                json.path("title").asString(""),
                json.path("description").asString(""),
                GridPosition.of(json.path("gridPos")),
                List.copyOf(targets),
                json);
    }

    /** Whether it is a heading. */
    public boolean isRow() {
        return type.equals("row");
    }

    /** Options of its kind of panel. */
    public JsonNode options() {
        return json.path("options");
    }

    /** What holds for each of its fields: unit, thresholds, mappings and so on. */
    public JsonNode defaults() {
        return json.path("fieldConfig").path("defaults");
    }

    /** What holds for some of its fields instead. */
    public JsonNode overrides() {
        return json.path("fieldConfig").path("overrides");
    }

    /** At most how many points of a series; as many as it has pixels, unless it is given. */
    public int maxDataPoints(int pixelsOfColumn) {
        return json.path("maxDataPoints").asInt(position.width() * pixelsOfColumn);
    }

    /** The shortest step, such as {@code 1m}; empty if it is not given. */
    public String minInterval() {
        return json.path("interval").asString("");
    }

    @Override
    public String toString() {
        return title;
    }
}
