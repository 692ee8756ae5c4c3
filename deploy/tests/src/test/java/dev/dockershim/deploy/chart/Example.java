package dev.dockershim.deploy.chart;

import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A row of one of the tables of cases.
 *
 * @param name what it is about
 * @param row all that the table says of it
 */
record Example(String name, JsonNode row) {

    /** The rows of a table, each with a name or, without one, its values. */
    static Stream<Example> of(String table) {
        return Chart.cases(table)
                .valueStream()
                .map(row ->
                        new Example(row.path("name").asString(row.path("values").toString()), row));
    }

    JsonNode values() {
        return row.path("values");
    }

    @Override
    public String toString() {
        return name;
    }
}
