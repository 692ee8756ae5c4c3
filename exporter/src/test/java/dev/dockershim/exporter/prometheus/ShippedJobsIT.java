package dev.dockershim.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.real.Promtool;
import dev.dockershim.exporter.real.RealPrometheus;
import dev.dockershim.exporter.real.RealPrometheus.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The jobs of deploy/prometheus, in a real Prometheus that scrapes recorded nodes: who is scraped, under what labels. */
class ShippedJobsIT {

    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
    private static final Map<String, String> NODE = Map.of(
            "__meta_kubernetes_node_name", "node-a",
            "__meta_kubernetes_node_address_InternalIP", "10.0.0.7");
    private static final String CONTAINER = "container!='',container!='POD'";

    static List<Path> files() {
        return ShippedConfig.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void promtoolAcceptsEachFile(Path file, @TempDir Path directory) throws IOException {
        ShippedConfig config = ShippedConfig.read(file);
        // Discovery is left out, since a Prometheus may be built without it, as Debian's is; its few lines:
        for (String job : config.jobs()) {
            assertThat(config.job(job).path("kubernetes_sd_configs"))
                    .singleElement()
                    .satisfies(discovery ->
                            assertThat(discovery.path("role").asString()).isIn("pod", "node"));
            config.target(job, NOWHERE, Map.of());
        }
        Path whole = Files.writeString(directory.resolve("prometheus.yml"), config.text());

        assertThat(Promtool.checkConfig(whole)).isEmpty();
        Files.writeString(whole, config.text().replace("target_label", "target_lable"));
        assertThat(Promtool.checkConfig(whole)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agents-cadvisor.yml", "agents-metrics.yml", "kubelet-without-container-fs.yml"})
    void onlyPodsOfTheAgentAreScrapedAndTheyHaveTheKubeletsAddress(String file) {
        String job = "agents-cadvisor.yml".equals(file) ? "dockershim-exporter-cadvisor" : "dockershim-exporter";
        try (ServedText agent = ServedText.start(agent("containerd-1.36-restricted-corrected"))) {
            URI url = agent.url("");
            ShippedConfig config = ShippedConfig.read(file)
                    .target(job, url, pod("node-a", "10.0.0.7"))
                    .target(job, url, pod("node-b", "fd00::7"))
                    .target(job, url, changed("node-c", "__meta_kubernetes_pod_label_app_kubernetes_io_name", "other"))
                    .target(job, url, changed("node-d", "__meta_kubernetes_pod_container_port_number", "9100"))
                    .target(job, url, changed("node-e", "__meta_kubernetes_pod_phase", "Succeeded"));
            config.jobs().stream()
                    .filter(other -> !other.equals(job))
                    .forEach(other -> config.target(other, NOWHERE, NODE));
            try (RealPrometheus prometheus = RealPrometheus.start(config.text())) {
                // The kubelet's target of some files does not exist, so that not all will be up.
                await("both nodes")
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(values(
                                        prometheus, "container_fs_limit_bytes{container='app'}", "instance", "node"))
                                .containsExactlyInAnyOrder("10.0.0.7:10250 node-a", "[fd00::7]:10250 node-b"));
                assertThat(prometheus.query("{__name__=~'container_.+',container='app',namespace!='prod'}"))
                        .isEmpty();
                assertThat(prometheus.query(
                                "{__name__=~'exported_.+'} or {exported_pod!=''} or {exported_instance!=''}"))
                        .isEmpty();
            }
        }
    }

    @Test
    void onlyTheWatcherIsScrapedAndTheClusterIsNotTakenForItsNode() {
        String told =
                "dockershim_check_failed{check=\"CL-01\"} 1\ndockershim_check_failed{check=\"RT-01\",node=\"node-b\"} 1\n";
        try (ServedText watcher = ServedText.start(told)) {
            Map<String, String> pod = new TreeMap<>(pod("node-a", "10.0.0.7"));
            ShippedConfig config = ShippedConfig.read("watcher-metrics.yml")
                    .target("dockershim-exporter-watcher", watcher.url(""), pod);
            pod.put("__meta_kubernetes_pod_container_port_number", "10062");
            config.target("dockershim-exporter-watcher", watcher.url(""), pod);
            try (RealPrometheus prometheus = config.start()) {
                assertThat(values(prometheus, "dockershim_check_failed", "check", "node", "job"))
                        .containsExactlyInAnyOrder("CL-01 - dockershim-exporter", "RT-01 node-b dockershim-exporter");
                assertThat(prometheus.query("up")).hasSize(1);
            }
        }
    }

    @Test
    void theAgentsCadvisorTakesThePlaceOfTheKubeletJob() {
        try (ServedText agent = ServedText.start(RecordedCadvisor.of("containerd-1.36"))) {
            ShippedConfig config = ShippedConfig.read("agents-cadvisor.yml")
                    .timeOfScrape()
                    .target("dockershim-exporter-cadvisor", agent.url(""), pod("node-a", "10.0.0.7"));
            assertThat(config.job("dockershim-exporter-cadvisor")
                            .path("metrics_path")
                            .asString())
                    .isEqualTo("/metrics/cadvisor");
            try (RealPrometheus prometheus = config.start()) {
                assertThat(prometheus.query("container_cpu_usage_seconds_total{container='app'}"))
                        .singleElement()
                        .satisfies(sample -> assertThat(sample.labels())
                                .containsEntry("job", "kubelet")
                                .containsEntry("metrics_path", "/metrics/cadvisor")
                                .containsEntry("instance", "10.0.0.7:10250")
                                .containsEntry("node", "node-a")
                                .containsEntry("namespace", "prod"));
                assertThat(prometheus.query("up"))
                        .containsExactly(new Sample(
                                Map.of(
                                        "__name__", "up",
                                        "instance", "10.0.0.7:10250",
                                        "job", "kubelet",
                                        "metrics_path", "/metrics/cadvisor",
                                        "node", "node-a"),
                                1));
            }
        }
    }

    @Test
    void theKubeletAndTheAgentUnderOneJobCountEverythingTwice() {
        String body = RecordedCadvisor.of("containerd-1.36");
        // What docker naming does to one label is enough to make it another series.
        String renamed = body.replace("image=\"docker.io/lab/busybox:1\"", "image=\"sha256:00\"");
        assertThat(renamed).isNotEqualTo(body);
        try (ServedText kubelet = ServedText.start(body);
                ServedText agent = ServedText.start(renamed)) {
            ShippedConfig config = ShippedConfig.read("agents-cadvisor.yml")
                    .timeOfScrape()
                    .target("dockershim-exporter-cadvisor", kubelet.url(""), pod("node-a", "10.0.0.7"))
                    .target("dockershim-exporter-cadvisor", agent.url(""), pod("node-a", "10.0.0.7"));
            try (RealPrometheus prometheus = config.start()) {
                await("both")
                        .atMost(Duration.ofSeconds(60))
                        .untilAsserted(() -> assertThat(
                                        prometheus.query("count(container_start_time_seconds{container='app'})"))
                                .extracting(Sample::value)
                                .containsExactly(2.0));
                // Even their up is one series, so that it does not show when one of the two is down.
                assertThat(prometheus.query("up")).hasSize(1);
                double twice = value(prometheus, "sum(container_memory_working_set_bytes{container='app'})");
                double once =
                        value(prometheus, "sum(container_memory_working_set_bytes{container='app',image='sha256:00'})");
                assertThat(twice).isEqualTo(2 * once);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"dockershim-1.23", "containerd-1.36"})
    void theKubeletsOwnCopyGivesWay(String node) {
        try (ServedText kubelet = ServedText.start(RecordedCadvisor.of(node));
                ServedText agent = ServedText.start(
                        agent(node + "-restricted-dockershim" + (node.startsWith("dockershim") ? "-always" : "")))) {
            ShippedConfig config = ShippedConfig.read("kubelet-without-container-fs.yml")
                    .timeOfScrape()
                    .target("kubelet-cadvisor", kubelet.url(""), NODE)
                    .target("dockershim-exporter", agent.url(""), pod("node-a", "10.0.0.7"));
            try (RealPrometheus prometheus = config.start()) {
                for (String family : thirteen(prometheus)) {
                    assertThat(values(prometheus, family + "{container!=''}", "job", "metrics_path"))
                            .as(family)
                            .isNotEmpty()
                            .containsOnly("kubelet /metrics/cadvisor");
                    assertThat(prometheus.query(
                                    "count by (namespace, pod, container) (" + family + "{container!=''}) > 1"))
                            .as(family)
                            .isEmpty();
                    assertThat(prometheus.query(family + "{container!='',instance!='10.0.0.7:10250'}"))
                            .as("%s of the kubelet", family)
                            .isEmpty();
                    assertThat(prometheus.query(family + "{id='/'}")).as(family).isNotEmpty();
                }
                assertThat(values(prometheus, "dockershim_bridge_containers", "job"))
                        .containsExactly("dockershim-exporter");
                if ("dockershim-1.23".equals(node)) {
                    assertThat(prometheus.query("container_fs_reads_total{" + CONTAINER + "}"))
                            .hasSize(4);
                }
            }
        }
    }

    private static List<String> values(RealPrometheus prometheus, String query, String... labels) {
        return prometheus.query(query).stream()
                .map(sample -> List.of(labels).stream()
                        .map(label -> sample.labels().getOrDefault(label, "-"))
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    private static double value(RealPrometheus prometheus, String query) {
        List<Sample> answer = prometheus.query(query);
        assertThat(answer).as(query).hasSize(1);
        return answer.get(0).value();
    }

    /** The families that the exporter serves. */
    private static List<String> thirteen(RealPrometheus prometheus) {
        List<String> names = values(
                prometheus,
                "count by (__name__) ({__name__=~'container_fs_.+',instance='10.0.0.7:10250'})",
                "__name__");
        assertThat(names).hasSize(13);
        return names;
    }

    /** What discovery tells of a pod of the DaemonSet. */
    private static Map<String, String> pod(String node, String hostIp) {
        return Map.of(
                "__meta_kubernetes_namespace", "monitoring",
                "__meta_kubernetes_pod_name", "dockershim-exporter-x7k2p",
                "__meta_kubernetes_pod_node_name", node,
                "__meta_kubernetes_pod_host_ip", hostIp,
                "__meta_kubernetes_pod_phase", "Running",
                "__meta_kubernetes_pod_container_name", "agent",
                "__meta_kubernetes_pod_container_port_number", "10061",
                "__meta_kubernetes_pod_label_app_kubernetes_io_name", "dockershim-exporter");
    }

    private static Map<String, String> changed(String node, String label, String value) {
        Map<String, String> labels = new TreeMap<>(pod(node, "10.0.0.9"));
        labels.put(label, value);
        return labels;
    }

    /** An expected scrape of the agent. */
    private static String agent(String golden) {
        try (InputStream file =
                Objects.requireNonNull(ShippedJobsIT.class.getResourceAsStream("/golden/" + golden + ".prom"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
