package dev.dockershim.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.real.RealPrometheus;
import dev.dockershim.exporter.real.RealPrometheus.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/migrating-dashboards.md says of joins and time stamps, asked of a real Prometheus. */
class GuideIT {

    private static final Pattern PROMQL = Pattern.compile("```promql\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMENTS = Pattern.compile("(?m)^#.*\n");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private static final String JOB = "kubelet-cadvisor";

    /** The container {@code app} of the recorded nodes. */
    private static final String ON_CONTAINERD = "11c6fecf57a585da968f98d2595d240de8586e52e592683de1f57860ba385c18";

    private static final String ON_CRI_DOCKERD = "ec3a54b70bb36e3f3380888c5644c38414b38ceb51a0359d3a63c83760884569";

    @Test
    void containersOfCriDockerdGetTheirNamesFromKubeStateMetrics() {
        String stateMetrics = """
                # TYPE kube_pod_container_info gauge
                kube_pod_container_info{namespace="prod",pod="web-0-node-b",uid="3866032c",container="app",\
                image_spec="busybox:1",image="busybox:1",image_id="docker://sha256:00",\
                container_id="docker://%s"} 1
                """.formatted(ON_CRI_DOCKERD);
        List<Sample> answer = asked("cri-dockerd-1.36", stateMetrics, """
                sum by (container_id) (label_replace(
                  container_memory_working_set_bytes{id=~"/kubepods.*",pod=""},
                  "container_id", "docker://$1", "id", ".*[/-]([0-9a-f]{64})(?:[.]scope)?"))
                * on (container_id) group_left (namespace, pod, container) kube_pod_container_info
                """);

        assertThat(answer).singleElement().satisfies(sample -> {
            assertThat(sample.labels())
                    .containsEntry("namespace", "prod")
                    .containsEntry("pod", "web-0-node-b")
                    .containsEntry("container", "app");
            assertThat(sample.value()).isEqualTo(757_760);
        });
    }

    @Test
    void dockersNamesAreOneJoinAway() {
        String id = "/kubepods/burstable/podc910c11dcbd705e9eb5048f729e8430f/" + ON_CONTAINERD;
        String info = """
                # TYPE dockershim_bridge_container_info gauge
                dockershim_bridge_container_info{container="app",id="%s",name="%s",namespace="prod",pod="web-0-node-a",\
                uid="c910c11dcbd705e9eb5048f729e8430f",attempt="0",\
                docker_name="k8s_app_web-0-node-a_prod_c910c11dcbd705e9eb5048f729e8430f_0",\
                docker_image="sha256:00",docker_id="%s"} 1
                """.formatted(id, ON_CONTAINERD, id);
        List<Sample> answer = asked("containerd-1.36", info, """
                container_memory_working_set_bytes{container!=""}
                * on (id) group_left (docker_name, docker_image) dockershim_bridge_container_info
                """);

        assertThat(answer)
                .singleElement()
                .satisfies(sample -> assertThat(sample.labels())
                        .containsEntry("docker_name", "k8s_app_web-0-node-a_prod_c910c11dcbd705e9eb5048f729e8430f_0")
                        .containsEntry("docker_image", "sha256:00")
                        .containsEntry("container", "app"));
    }

    @Test
    void withTheKubeletsTimeStampsAContainerStaysVisibleAfterItsEnd() {
        String text = RecordedCadvisor.movedTo(Instant.now(), RecordedCadvisor.of("containerd-1.36"));
        String query = "container_last_seen{container='sidecar'}";
        try (ServedText kept = ServedText.start(text);
                ServedText dropped = ServedText.start(text)) {
            ShippedConfig config = ShippedConfig.read("kubelet-docker-labels.yml");
            config.addJob("dropped", config.job(JOB)).put("honor_timestamps", false);
            config.target(JOB, kept.url(""), Map.of("__meta_kubernetes_node_name", "kept"));
            config.target("dropped", dropped.url(""), Map.of("__meta_kubernetes_node_name", "dropped"));
            try (RealPrometheus prometheus = config.start()) {
                assertThat(nodes(prometheus, query)).containsExactlyInAnyOrder("kept", "dropped");

                String without = text.lines()
                        .filter(line -> !line.contains("container=\"sidecar\""))
                        .collect(Collectors.joining("\n", "", "\n"));
                kept.replace(without);
                dropped.replace(without);
                Instant gone = Instant.now();
                await("a scrape of both after that")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> prometheus.targets().stream()
                                .allMatch(target -> target.lastScrape().isAfter(gone)));
                await("the end of one")
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(
                                () -> assertThat(nodes(prometheus, query)).containsExactly("kept"));
            }
        }
    }

    @Test
    void itsQueriesAreValidAndThoseOfBeforeAreAmongTheOldOnes() throws IOException {
        String guide = Files.readString(Path.of("").toAbsolutePath().resolveSibling("docs/migrating-dashboards.md"));
        List<OldQuery> old = OldQuery.all();
        assertThat(guide).contains("%1$d of %1$d".formatted(old.size()));
        Map<String, Optional<OldQuery>> byText =
                old.stream().collect(Collectors.toMap(query -> inOneLine(query.over("5m")), OldQuery::replacement));
        List<String> blocks =
                PROMQL.matcher(guide).results().map(match -> match.group(1)).toList();
        assertThat(blocks).hasSizeGreaterThan(8);
        try (RealPrometheus prometheus = RealPrometheus.start("{}")) {
            for (String block : blocks) {
                List<String> queries = Stream.of(COMMENTS.split(block, -1))
                        .map(GuideIT::inOneLine)
                        .filter(query -> !query.isEmpty())
                        .toList();
                // An error of syntax is an exception; there is nothing to find.
                queries.forEach(
                        query -> assertThat(prometheus.query(query)).as(query).isEmpty());
                if (block.startsWith("# before")) {
                    assertThat(byText).containsKey(queries.get(0));
                    Optional.ofNullable(byText.get(queries.get(0)))
                            .flatMap(instead -> instead)
                            .ifPresent(instead -> assertThat(queries).last().isEqualTo(inOneLine(instead.over("5m"))));
                }
            }
        }
    }

    private static String inOneLine(String query) {
        return SPACE.matcher(query).replaceAll(" ").strip();
    }

    private static Set<String> nodes(RealPrometheus prometheus, String query) {
        return prometheus.query(query).stream()
                .map(sample -> sample.labels().getOrDefault("node", ""))
                .collect(Collectors.toSet());
    }

    /** Asks a Prometheus that scrapes a recorded kubelet and, under another job, a text. */
    private static List<Sample> asked(String node, String text, String query) {
        try (ServedText kubelet = ServedText.start(RecordedCadvisor.of(node));
                ServedText other = ServedText.start(text)) {
            ShippedConfig config =
                    ShippedConfig.read("kubelet-docker-labels.yml").keepMetricRules(JOB, Set.of());
            config.addJob("other", config.job(JOB)).remove("relabel_configs");
            config.target(JOB, kubelet.url(""), Map.of("__meta_kubernetes_node_name", node))
                    .target("other", other.url(""), Map.of())
                    .timeOfScrape();
            try (RealPrometheus prometheus = config.start()) {
                return prometheus.query(query);
            }
        }
    }
}
