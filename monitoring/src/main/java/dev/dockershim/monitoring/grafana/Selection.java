package dev.dockershim.monitoring.grafana;

import java.util.List;

/**
 * What is chosen of a variable.
 *
 * @param values those that are chosen, or all of them
 * @param isAll whether "All" is chosen
 */
public record Selection(Variable variable, List<String> values, boolean isAll) {

    /** "All" of these values. */
    public static Selection all(Variable variable, List<String> values) {
        return new Selection(variable, List.copyOf(values), true);
    }

    /** Some values. */
    public static Selection of(Variable variable, String... values) {
        return new Selection(variable, List.of(values), false);
    }
}
