package dev.dockershim.exporter.demo;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * An alert that fires, as Prometheus' API tells it.
 *
 * @param name of the rule
 * @param labels the others, by their names
 */
record FiringAlert(String name, Map<String, String> labels) {

    private static final String NAME = "alertname";
    private static final String CLUSTER = "cluster";
    private static final String NODE = "node";
    private static final int LONGEST = 160;

    /** Those that fire of the {@code data} of {@code /api/v1/alerts}; pending ones are left out. */
    static Set<FiringAlert> parse(JsonNode data) {
        Set<FiringAlert> firing = new LinkedHashSet<>();
        for (JsonNode alert : data.path("alerts")) {
            if (alert.path("state").asString("").equals("firing")) {
                Map<String, String> labels = new TreeMap<>();
                alert.path("labels")
                        .properties()
                        .forEach(label ->
                                labels.put(label.getKey(), label.getValue().asString("")));
                String name = labels.remove(NAME);
                firing.add(new FiringAlert(name == null ? "" : name, labels));
            }
        }
        return firing;
    }

    /** The part of the demo that it is about; empty if it does not say. */
    String cluster() {
        return labels.getOrDefault(CLUSTER, "");
    }

    /** What it is about, the node first: labels but for the severity, cut where a line would get too long. */
    String subject() {
        String text = labels.entrySet().stream()
                .filter(label ->
                        !label.getKey().equals("severity") && !label.getValue().isEmpty())
                .sorted(Comparator.comparing(label -> !label.getKey().equals(NODE)))
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(" "));
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
