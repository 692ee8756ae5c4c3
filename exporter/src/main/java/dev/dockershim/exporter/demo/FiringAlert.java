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
    private static final Set<String> OF_TARGET = Set.of("instance", "job", "pod");
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

    /**
     * What it is about, the node first and the cluster last: labels but for the severity, and, where a node is named, but
     * for those of the target that tells of it. Cut where a line would get too long.
     */
    String subject() {
        String text = labels.entrySet().stream()
                .filter(label -> !label.getValue().isEmpty() && isOfInterest(label.getKey()))
                .sorted(Comparator.comparing((Map.Entry<String, String> label) -> place(label.getKey()))
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(" "));
        return cut(text);
    }

    /** As much of a text as a line has room for. */
    static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }

    private boolean isOfInterest(String label) {
        boolean hasNode = !labels.getOrDefault(NODE, "").isEmpty();
        boolean hasInstance = !labels.getOrDefault("instance", "").isEmpty();
        return !label.equals("severity")
                && !(hasInstance && label.equals("job"))
                && !(hasNode && OF_TARGET.contains(label))
                && !(hasNode && label.equals("namespace") && !labels.containsKey("workload"));
    }

    private static int place(String label) {
        return label.equals(NODE) ? 0 : label.equals(CLUSTER) ? 2 : 1;
    }
}
