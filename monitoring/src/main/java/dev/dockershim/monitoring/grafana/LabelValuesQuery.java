package dev.dockershim.monitoring.grafana;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The query of a variable that takes the values of a label.
 *
 * @param selector of the series; empty for all of them
 */
public record LabelValuesQuery(String selector, String label) {

    private static final Pattern SYNTAX = Pattern.compile(
            "\\s*label_values\\(\\s*(?:(.+)\\s*,)?\\s*([a-zA-Z_$][a-zA-Z0-9_]*)\\s*\\)\\s*", Pattern.DOTALL);

    /**
     * From {@code label_values(selector, label)} or {@code label_values(label)}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static LabelValuesQuery parse(String query) {
        Matcher call = SYNTAX.matcher(query);
        if (!call.matches()) {
            throw new IllegalArgumentException("'" + query + "' is no label_values(selector, label)");
        }
        return new LabelValuesQuery(call.group(1) == null ? "" : call.group(1).strip(), call.group(2));
    }
}
