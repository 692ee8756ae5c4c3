package dev.dockershim.monitoring.grafana;

import tools.jackson.databind.JsonNode;

/**
 * Where a panel is on Grafana's grid of 24 columns.
 *
 * @param y in units of 38 pixels, as {@code height} is
 */
public record GridPosition(int x, int y, int width, int height) {

    /** How many columns the grid has. */
    public static final int COLUMNS = 24;

    static GridPosition of(JsonNode json) {
        return new GridPosition(
                json.path("x").asInt(-1),
                json.path("y").asInt(-1),
                json.path("w").asInt(0),
                json.path("h").asInt(0));
    }

    /** Whether it is on the grid, with an area. */
    public boolean isOnGrid() {
        return x >= 0 && y >= 0 && width > 0 && height > 0 && x + width <= COLUMNS;
    }

    /** Whether the two share a cell. */
    public boolean overlaps(GridPosition other) {
        return x < other.x + other.width && other.x < x + width && y < other.y + other.height && other.y < y + height;
    }
}
