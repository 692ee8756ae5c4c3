package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PrometheusConfigTest {

    private static final DemoTarget AGENT =
            DemoTarget.agent("worker-1", URI.create("http://127.0.0.1:10061"), "migration");
    private static final DemoTarget OTHER = DemoTarget.agent("worker-2", URI.create("http://127.0.0.1:4711"), "nodes");
    private static final DemoTarget CADVISOR =
            DemoTarget.cadvisor("worker-3", URI.create("http://[::1]:10063"), "docker-years");
    private static final DemoTarget WATCHER = DemoTarget.watcher(URI.create("http://127.0.0.1:10062"), "migration");

    private final JsonNode config = JsonMapper.shared()
            .readTree(PrometheusConfig.text(List.of(AGENT, WATCHER, OTHER, CADVISOR), "demo.rules.yaml"));

    @Test
    void scrapesAndJudgesEachSecond() {
        assertThat(config.path("global").properties())
                .allSatisfy(entry -> assertThat(entry.getValue().asString()).isEqualTo("1s"))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("scrape_interval", "scrape_timeout", "evaluation_interval");
        assertThat(config.path("rule_files").toString()).isEqualTo("[\"demo.rules.yaml\"]");
    }

    @Test
    void eachRoleIsAJobThatKeepsTheLabelsOfTheSamples() {
        JsonNode jobs = config.path("scrape_configs");
        assertThat(jobs)
                .allSatisfy(
                        job -> assertThat(job.path("honor_labels").asBoolean()).isTrue())
                .extracting(job -> job.path("job_name").asString()
                        + job.path("metrics_path").asString())
                .containsExactly(
                        "dockershim-exporter/metrics",
                        "dockershim-exporter-watcher/metrics",
                        "kubelet/metrics/cadvisor");
        assertThat(jobs.path(0).path("static_configs"))
                .extracting(target -> target.path("targets").path(0).asString())
                .containsExactly("127.0.0.1:10061", "127.0.0.1:4711");
        assertThat(jobs.path(2)
                        .path("static_configs")
                        .path(0)
                        .path("targets")
                        .path(0)
                        .asString())
                .isEqualTo("[::1]:10063");
    }

    @Test
    void targetsHaveTheLabelsOfTheirPods() {
        assertThat(labels(0).toString())
                .contains(
                        "\"cluster\":\"migration\"",
                        "\"node\":\"worker-1\"",
                        "\"pod\":\"dockershim-exporter-worker-1\"")
                .contains("\"namespace\":\"monitoring\"");
        assertThat(labels(1).has("node")).isFalse();
        assertThat(labels(1).path("pod").asString()).isEqualTo("dockershim-exporter-watcher-0");
        assertThat(labels(1).path("cluster").asString()).isEqualTo("migration");
    }

    @Test
    void podsOfNodesThatAreMadeFromTheSameRecordingAreToldApart() {
        JsonNode relabel = config.path("scrape_configs")
                .path(0)
                .path("metric_relabel_configs")
                .path(0);
        Pattern derived = Pattern.compile(relabel.path("regex").asString());

        assertThat("migrated;app;web-0").matches(derived);
        assertThat("migrated-work-left;app;web-0").matches(derived);
        assertThat("migrated;;dockershim-exporter-migrated")
                .as("the agent's own")
                .doesNotMatch(derived);
        assertThat("containerd-1.36;app;web-0").as("a recording").doesNotMatch(derived);
        assertThat("worker-1;app;web-0").doesNotMatch(derived);
    }

    private JsonNode labels(int job) {
        return config.path("scrape_configs")
                .path(job)
                .path("static_configs")
                .path(0)
                .path("labels");
    }
}
