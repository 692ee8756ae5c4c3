package dev.dockershim.exporter.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The configuration of the Prometheus beside the demo. */
final class PrometheusConfig {

    private static final String INTERVAL = "1s";

    private PrometheusConfig() {}

    /**
     * Its text: YAML by way of JSON, which needs no care for quotes.
     *
     * @param targets those with the same role make one job
     * @param rules a file's name beside the configuration
     */
    static String text(List<DemoTarget> targets, String rules) {
        Map<DemoTarget.Role, List<DemoTarget>> byRole = targets.stream()
                .collect(Collectors.groupingBy(DemoTarget::role, LinkedHashMap::new, Collectors.toList()));
        List<Map<String, Object>> jobs = new ArrayList<>();
        byRole.forEach((role, of) -> jobs.add(job(role, of)));
        Map<String, Object> config = new LinkedHashMap<>();
        config.put(
                "global",
                Map.of("scrape_interval", INTERVAL, "scrape_timeout", INTERVAL, "evaluation_interval", INTERVAL));
        config.put("rule_files", List.of(rules));
        config.put("scrape_configs", jobs);
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(config);
    }

    private static Map<String, Object> job(DemoTarget.Role role, List<DemoTarget> targets) {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("job_name", role.job());
        job.put("honor_labels", true);
        job.put("metrics_path", role.path());
        job.put(
                "static_configs",
                targets.stream().map(PrometheusConfig::staticConfig).toList());
        job.put("metric_relabel_configs", List.of(podsOfTheirOwn()));
        return job;
    }

    /**
     * Recorded nodes that are made from the same recording have the same pods, which would be counted twice: pods of
     * those that are no recording themselves get the node's name.
     */
    private static Map<String, Object> podsOfTheirOwn() {
        String derived = RecordedNode.NAMES.stream()
                .filter(name -> RecordedNode.named(name).scenario().base() != null)
                .map(name -> name.replace(".", "\\."))
                .collect(Collectors.joining("|"));
        Map<String, Object> relabel = new LinkedHashMap<>();
        relabel.put("source_labels", List.of("node", "container", "pod"));
        relabel.put("regex", "(" + derived + ");[^;]+;([^;]+)");
        relabel.put("target_label", "pod");
        relabel.put("replacement", "$2-$1");
        return relabel;
    }

    private static Map<String, Object> staticConfig(DemoTarget target) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("cluster", target.cluster());
        labels.putAll(target.labels());
        return Map.of("targets", List.of(target.url().getAuthority()), "labels", labels);
    }
}
