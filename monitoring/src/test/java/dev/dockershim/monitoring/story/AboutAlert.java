package dev.dockershim.monitoring.story;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An alert, by its name and what it is about.
 *
 * @param labels those of {@link #TELLING} that it has
 */
record AboutAlert(String name, Map<String, String> labels) {

    /** Labels that tell one from another; the others follow from them, or say where a target is. */
    private static final List<String> TELLING = List.of("node", "check", "workload", "source");

    private static final String NAME = "alertname";

    /** Of the labels of an alert. */
    static AboutAlert of(Map<String, String> all) {
        Map<String, String> telling = new TreeMap<>();
        for (String label : TELLING) {
            String value = all.getOrDefault(label, "");
            if (!value.isEmpty()) {
                telling.put(label, value);
            }
        }
        return new AboutAlert(all.getOrDefault(NAME, ""), telling);
    }

    @Override
    public String toString() {
        return name + (labels.isEmpty() ? "" : labels.toString());
    }
}
