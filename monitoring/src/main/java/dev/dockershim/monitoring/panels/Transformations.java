package dev.dockershim.monitoring.panels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Grafana's transformations, those that our dashboards use. */
public final class Transformations {

    private Transformations() {}

    /**
     * One table of all.
     *
     * @throws UnsupportedPanelException if a transformation is not known, or several tables are left
     */
    public static Table apply(JsonNode transformations, List<Table> tables) {
        List<Table> now = tables;
        for (JsonNode transformation : transformations) {
            JsonNode options = transformation.path("options");
            String id = transformation.path("id").asString("");
            if (transformation.path("disabled").asBoolean(false) || now.isEmpty()) {
                continue;
            }
            now = switch (id) {
                case "merge" -> List.of(Table.merged(now));
                case "filterFieldsByName" ->
                    now.stream().map(table -> filtered(table, options)).toList();
                case "organize" ->
                    now.stream().map(table -> organized(table, options)).toList();
                default -> throw new UnsupportedPanelException("transformation " + id);
            };
        }
        if (now.size() > 1) {
            throw new UnsupportedPanelException("several tables in one panel");
        }
        return now.isEmpty() ? new Table(List.of(), List.of()) : now.get(0);
    }

    private static Table filtered(Table table, JsonNode options) {
        Set<String> names = options.path("include")
                .path("names")
                .valueStream()
                .map(name -> name.asString(""))
                .collect(Collectors.toSet());
        return new Table(table.columns().stream().filter(names::contains).toList(), table.rows());
    }

    private static Table organized(Table table, JsonNode options) {
        JsonNode order = options.path("indexByName");
        JsonNode renamed = options.path("renameByName");
        List<String> columns = new ArrayList<>(table.columns().stream()
                .filter(column -> !options.path("excludeByName").path(column).asBoolean(false))
                .toList());
        columns.sort(Comparator.comparingInt(column -> order.path(column).asInt(Integer.MAX_VALUE)));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> row : table.rows()) {
            Map<String, Object> other = new LinkedHashMap<>();
            columns.stream()
                    .filter(row::containsKey)
                    .forEach(column -> other.put(name(renamed, column), row.get(column)));
            rows.add(other);
        }
        return new Table(columns.stream().map(column -> name(renamed, column)).toList(), rows);
    }

    private static String name(JsonNode renamed, String column) {
        String name = renamed.path(column).asString("");
        return name.isEmpty() ? column : name;
    }
}
