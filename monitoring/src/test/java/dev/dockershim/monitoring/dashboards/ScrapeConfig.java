package dev.dockershim.monitoring.dashboards;

import dev.dockershim.exporter.demo.DemoTarget;
import dev.dockershim.monitoring.mixin.MixinFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/** A configuration of Prometheus that scrapes the demo each other second, with our rules. */
final class ScrapeConfig {

    private static final String RULES = "exporter/src/main/resources/demo/prometheus/time-lapse.rules.yaml";

    /** Two stores scrape at once; a second each would be much on a small machine. */
    static final Duration INTERVAL = Duration.ofSeconds(2);

    private ScrapeConfig() {}

    /**
     * Its text, as JSON, which is YAML.
     *
     * @param cluster whether targets have a label for their cluster
     */
    static String of(List<DemoTarget> targets, boolean cluster) {
        Map<DemoTarget.Role, List<Object>> jobs = new LinkedHashMap<>();
        for (DemoTarget target : targets) {
            Map<String, String> labels = new LinkedHashMap<>(target.labels());
            if (cluster) {
                labels.put("cluster", target.cluster());
            }
            jobs.computeIfAbsent(target.role(), role -> new ArrayList<>())
                    .add(Map.of("targets", List.of(target.url().getAuthority()), "labels", labels));
        }
        List<Object> configs = new ArrayList<>();
        jobs.forEach((role, of) -> configs.add(Map.of(
                "job_name", role.job(), "honor_labels", true, "metrics_path", role.path(), "static_configs", of)));
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "global",
                        Map.of("scrape_interval", "2s", "scrape_timeout", "2s", "evaluation_interval", "1s"),
                        "rule_files",
                        List.of(rules()),
                        "scrape_configs",
                        configs));
    }

    private static String rules() {
        String text = Objects.requireNonNull(MixinFiles.made(Repository.ROOT).get(RULES));
        try {
            Path file = Files.createTempFile("demo", ".rules.yaml");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
