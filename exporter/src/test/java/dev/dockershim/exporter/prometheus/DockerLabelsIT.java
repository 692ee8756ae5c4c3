package dev.dockershim.exporter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.RealPrometheus;
import dev.dockershim.exporter.real.RealPrometheus.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker's labels by relabelling alone: kubelet-docker-labels.yml in a real Prometheus, a target for each form. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerLabelsIT {

    private static final String JOB = "kubelet-cadvisor";
    private static final String CONTAINERD = "containerd-1.36";
    private static final String DOCKERSHIM = "dockershim-1.23";
    private static final String CRI_DOCKERD = "cri-dockerd-1.36";
    /** The dockershim node again, without the rules for samples. */
    private static final String UNTOUCHED = "untouched";

    private static final String DIGEST = "@sha256:" + "0".repeat(64);

    private final List<ServedText> kubelets = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private RealPrometheus prometheus;

    @BeforeAll
    void start() {
        ShippedConfig config = ShippedConfig.read("kubelet-docker-labels.yml").timeOfScrape();
        String recorded = RecordedCadvisor.of(CONTAINERD);
        Map<String, String> nodes = new TreeMap<>();
        for (String node : new String[] {CONTAINERD, DOCKERSHIM, CRI_DOCKERD}) {
            nodes.put(node, RecordedCadvisor.of(node));
        }
        for (String runtime : new String[] {"cri-containerd", "crio", "docker"}) {
            // The recorded nodes use cgroupfs; only the end of a systemd path matters here.
            nodes.put(runtime, recorded.replaceAll("(id=\"[^\"]*/)([0-9a-f]{64})\"", "$1" + runtime + "-$2.scope\""));
        }
        for (String image : new String[] {
            "docker.io/library/nginx", "docker.io/lab/nginx", "quay.io/library/nginx", "docker.io/library/lab/nginx"
        }) {
            nodes.put(image, recorded.replace("docker.io/lab/busybox:1", image + DIGEST));
        }
        config.addJob(UNTOUCHED, config.job(JOB)).remove("metric_relabel_configs");
        nodes.forEach((node, text) -> target(config, JOB, node, text));
        target(config, UNTOUCHED, UNTOUCHED, RecordedCadvisor.of(DOCKERSHIM));
        prometheus = config.start();
    }

    private void target(ShippedConfig config, String job, String node, String text) {
        ServedText kubelet = ServedText.start(text);
        kubelets.add(kubelet);
        config.target(job, kubelet.url(""), Map.of("__meta_kubernetes_node_name", node));
    }

    @AfterAll
    void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        kubelets.forEach(ServedText::close);
    }

    @Test
    void pauseContainersOfContainerdAreNamedAsDockers() {
        for (String family : new String[] {"container_last_seen", "container_network_receive_bytes_total"}) {
            String query = "count by (container, pod) (" + family + "{pod!='',node='%s'})";
            assertThat(labels(query, CONTAINERD))
                    .contains("{container=POD, pod=crash.er-node-a}", "{container=POD, pod=web-0-node-a}")
                    .isEqualTo(without("flaky", labels(query, DOCKERSHIM)));
        }
    }

    @Test
    void onCriDockerdThereIsNothingToNameAPauseContainerBy() {
        assertThat(labels("count by (container, name, image) (container_last_seen{node='%s'})", CRI_DOCKERD))
                .containsExactly("{}");
    }

    @Test
    void theLabelsOfKubernetes114StandBesideTheNewOnes() {
        assertThat(labels(
                        "count by (container, container_name, pod, pod_name)"
                                + " (container_last_seen{container!='',node='%s'})",
                        CONTAINERD))
                .contains(
                        "{container=app, container_name=app, pod=web-0-node-a, pod_name=web-0-node-a}",
                        "{container=POD, container_name=POD, pod=crash.er-node-a, pod_name=crash.er-node-a}");
        assertThat(labels(
                        "count by (container_name, pod_name, id) (container_last_seen{id='/',node='%s'})", CONTAINERD))
                .containsExactly("{id=/}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cri-containerd", "crio", "docker"})
    void scopesOfSystemdAreDockers(String runtime) {
        assertThat(labels(
                        "count by (container) (container_last_seen{container!='',"
                                + "id=~'/kubepods/.+/docker-[0-9a-f]{64}[.]scope',node='%s'})",
                        runtime))
                .containsExactlyInAnyOrder(
                        "{container=POD}", "{container=app}", "{container=main}", "{container=sidecar}");
        assertThat(labels("count by (id) (container_last_seen{id=~'.*(containerd|crio)-.*',node='%s'})", runtime))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/nginx, nginx",
        "docker.io/lab/nginx, lab/nginx",
        "quay.io/library/nginx, quay.io/library/nginx",
        "docker.io/library/lab/nginx, library/lab/nginx"
    })
    void imagesByDigestTakeDockersShortForm(String image, String expected) {
        assertThat(labels("count by (image) (container_last_seen{container='app',node='%s'})", image))
                .containsExactly("{image=" + expected + DIGEST + "}");
    }

    @Test
    void imagesWithTagsStayAsTheyAre() {
        assertThat(labels("count by (image) (container_last_seen{container='app',node='%s'})", CONTAINERD))
                .containsExactly("{image=docker.io/lab/busybox:1}");
    }

    @Test
    void dockershimsOwnLabelsStayAsTheyAre() {
        String query = "count by (container, id, image, name, namespace, pod) (container_last_seen{node='%s'})";
        assertThat(labels(query, DOCKERSHIM)).hasSize(14).isEqualTo(labels(query, UNTOUCHED));
    }

    /** The label sets of an answer about a node. */
    private Set<String> labels(String query, String node) {
        return prometheus.query(query.formatted(node)).stream()
                .map(Sample::labels)
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    private static Set<String> without(String part, Set<String> labels) {
        return labels.stream().filter(each -> !each.contains(part)).collect(Collectors.toSet());
    }
}
