package dev.dockershim.monitoring.dashboards;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The series of a made-up cluster, from the short forms of {@code scenarios.yaml}, as promtool has them. */
final class ScenarioSeries {

    private static final List<String> PHASES =
            List.of("unsupported", "unknown", "dockershim", "draining", "migrating", "cri-dockerd", "migrated");

    private final Map<String, String> series = new LinkedHashMap<>();

    private ScenarioSeries() {}

    /** Values by series. */
    static Map<String, String> of(JsonNode scenario) {
        ScenarioSeries all = new ScenarioSeries();
        scenario.path("nodes").forEach(node -> all.node(words(node)));
        scenario.path("left").forEach(node -> all.left(words(node)));
        scenario.path("listed").forEach(node -> all.listed(words(node)));
        scenario.path("checks").forEach(check -> all.check(words(check)));
        scenario.path("access").forEach(access -> all.access(words(access)));
        scenario.path("templates").forEach(template -> all.template(words(template)));
        scenario.path("series")
                .properties()
                .forEach(other -> all.series.put(
                        other.getKey(), other.getValue().asString()));
        return all.series;
    }

    private void node(List<String> words) {
        Map<String, String> labels = labels(words, 3);
        String until = labels.remove("until");
        String times = until == null ? "x10" : "x" + until + " stale";
        labels.put("node", words.get(0));
        labels.put("observer", words.get(1));
        labels.putIfAbsent("instance", words.get(1).equals("agent") ? words.get(0) : "watcher");
        for (String phase : PHASES) {
            int value = words.get(2).equals(phase) ? 1 : 0;
            add("dockershim_node_phase", with(labels, "phase", phase), value + times);
        }
        add("dockershim_node_info", with(labels, "container_runtime", "docker"), 1 + times);
        add("dockershim_check_last_evaluation_timestamp_seconds", labels, 100 + times);
    }

    private void left(List<String> words) {
        Map<String, String> labels = labels(words, 1);
        labels.putAll(Map.of("node", words.get(0), "observer", "watcher", "instance", "watcher"));
        add("dockershim_check_last_evaluation_timestamp_seconds", labels, "100x10");
    }

    private void listed(List<String> words) {
        Map<String, String> labels = labels(words, 1);
        labels.putAll(Map.of("node", words.get(0), "instance", "kube-state-metrics"));
        add("kube_node_info", labels, "1x10");
    }

    private void check(List<String> words) {
        Map<String, String> labels = labels(words, 3);
        if (!words.get(0).equals("-")) {
            labels.put("node", words.get(0));
        }
        labels.put("check", words.get(1));
        boolean known = !words.get(2).equals("unknown");
        add("dockershim_check_evaluated", labels, (known ? 1 : 0) + "x10");
        if (known) {
            int failed = words.get(2).equals("fail") ? 1 : 0;
            add("dockershim_check_failed", with(labels, "severity", "blocker"), failed + "x10");
        }
    }

    private void access(List<String> words) {
        Map<String, String> labels = labels(words, 4);
        labels.put("observer", words.get(0));
        labels.putAll(workload(words.get(1), words.get(2)));
        add("dockershim_workload_docker_access_pods", labels, words.get(3) + "x10");
    }

    private void template(List<String> words) {
        Map<String, String> labels = labels(words, 2);
        labels.putAll(workload(words.get(0), words.get(1)));
        add("dockershim_workload_docker_access_templates", labels, "1x10");
    }

    private static Map<String, String> workload(String name, String method) {
        return Map.of("namespace", "ns", "workload", name, "workload_type", "deployment", "method", method);
    }

    private void add(String metric, Map<String, String> labels, String values) {
        String block = labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(","));
        String name = metric + "{" + block + "}";
        if (series.put(name, values) != null) {
            throw new IllegalArgumentException("twice: " + name);
        }
    }

    private static Map<String, String> with(Map<String, String> labels, String label, String value) {
        Map<String, String> more = new TreeMap<>(labels);
        more.put(label, value);
        return more;
    }

    private static List<String> words(JsonNode text) {
        return Arrays.asList(text.asString().split(" "));
    }

    /** What comes after the first words: {@code <label>=<value>}. */
    private static Map<String, String> labels(List<String> words, int first) {
        Map<String, String> labels = new TreeMap<>();
        for (String word : words.subList(first, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("not a label: " + word);
            }
            labels.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return labels;
    }
}
