package dev.dockershim.monitoring.panels;

import dev.dockershim.monitoring.prometheus.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rows under columns. A value is a {@link Double} or a {@link String}; a row lacks what it does not have.
 *
 * @param columns in their order
 */
public record Table(List<String> columns, List<Map<String, Object>> rows) {

    /** Column of the time. */
    public static final String TIME = "Time";

    /** Copies the columns. */
    public Table {
        columns = List.copyOf(columns);
    }

    /** A table for each target that has data: the time, a column a label, and the value, named as Grafana does. */
    public static List<Table> of(List<Answer> answers) {
        List<Answer> filled =
                answers.stream().filter(answer -> !answer.series().isEmpty()).toList();
        return filled.stream()
                .map(answer -> of(
                        answer,
                        filled.size() == 1
                                ? "Value"
                                : "Value #" + answer.target().refId()))
                .toList();
    }

    private static Table of(Answer answer, String value) {
        Set<String> labels = new TreeSet<>();
        answer.series().forEach(series -> labels.addAll(series.labels().keySet()));
        List<String> columns = new ArrayList<>(List.of(TIME));
        columns.addAll(labels);
        columns.add(value);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Series series : answer.series()) {
            for (Series.Point point : series.points()) {
                Map<String, Object> row = new LinkedHashMap<>(series.labels());
                row.put(TIME, point.seconds());
                row.put(value, point.value());
                rows.add(row);
            }
        }
        return new Table(columns, rows);
    }

    /**
     * All in one: a row joins each earlier one that it does not contradict, in what all tables have in common and in
     * the rest, or else is one of its own ({@code grafana-data/src/transformations/transformers/merge.ts}).
     */
    static Table merged(List<Table> tables) {
        if (tables.size() == 1) {
            return tables.get(0);
        }
        Set<String> columns = new LinkedHashSet<>();
        tables.forEach(table -> columns.addAll(table.columns()));
        Set<String> keys = new LinkedHashSet<>(columns);
        tables.forEach(table -> keys.retainAll(table.columns()));
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<List<Object>, List<Map<String, Object>>> byKey = new HashMap<>();
        for (Table table : tables) {
            for (Map<String, Object> row : table.rows()) {
                List<Object> key = new ArrayList<>();
                keys.forEach(column -> key.add(row.getOrDefault(column, "")));
                List<Map<String, Object>> same = byKey.computeIfAbsent(key, none -> new ArrayList<>());
                List<Map<String, Object>> agreeing =
                        same.stream().filter(other -> agree(row, other)).toList();
                agreeing.forEach(other -> other.putAll(row));
                if (agreeing.isEmpty()) {
                    Map<String, Object> own = new LinkedHashMap<>(row);
                    same.add(own);
                    rows.add(own);
                }
            }
        }
        return new Table(List.copyOf(columns), rows);
    }

    private static boolean agree(Map<String, Object> a, Map<String, Object> b) {
        return a.entrySet().stream()
                .allMatch(
                        cell -> !b.containsKey(cell.getKey()) || cell.getValue().equals(b.get(cell.getKey())));
    }
}
