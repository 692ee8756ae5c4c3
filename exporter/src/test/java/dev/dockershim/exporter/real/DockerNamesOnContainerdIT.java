package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.real.RealContainerd.Pod;
import dev.dockershim.exporter.real.ScrapedSeries.Sample;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Docker's names and the rows of pause containers, by the packaged agent from a real containerd alone. */
class DockerNamesOnContainerdIT {

    /** containerd measures layers every ten seconds. */
    private static final Duration MEASURED = Duration.ofSeconds(60);

    @Test
    void containersAndPauseContainersAreNamedAndMeasuredAsUnderDocker() {
        try (RealContainerd containerd = RealContainerd.start()) {
            Pod pod = containerd.runPod("shop", "cart-0");
            containerd.runContainer(pod, "app", 0, "exit 1");
            containerd.runContainer(pod, "app", 1, "sleep 100000");
            try (ExporterProcess agent = ExporterProcess.agent(
                    "--kubelet.url=none",
                    "--cri.endpoint=" + containerd.endpoint(),
                    "--docker.naming=all",
                    "--series.values=dockershim",
                    "--collector.container-info")) {
                String appName = "k8s_app_cart-0_shop_" + pod.uid() + "_1";
                String podName = "k8s_POD_cart-0_shop_" + pod.uid() + "_0";
                await("all thirteen of both").atMost(MEASURED).untilAsserted(() -> {
                    ScrapedSeries scrape = ScrapedSeries.fresh(agent);
                    assertThat(scrape.containers()).containsExactlyInAnyOrder(appName, podName);
                    assertThat(scrape.ofContainer(appName).keySet()).isEqualTo(ScrapedSeries.ALL);
                    assertThat(scrape.ofContainer(podName).keySet()).isEqualTo(ScrapedSeries.ALL);

                    MeasuredTree layer = MeasuredTree.of(containerd.layer(pod));
                    assertThat(of(scrape, podName, "container_fs_usage_bytes").value())
                            .isEqualTo((double) layer.bytes());
                    assertThat(of(scrape, podName, "container_fs_inodes_total").value())
                            .isEqualTo((double) layer.inodes());
                });

                ScrapedSeries scrape = ScrapedSeries.fresh(agent);
                Map<String, String> labels =
                        of(scrape, podName, "container_fs_limit_bytes").labels();
                assertThat(labels)
                        .containsEntry("container", "POD")
                        .containsEntry("container_name", "POD")
                        .containsEntry("pod_name", "cart-0")
                        .containsEntry("image", BusyboxImage.PAUSE)
                        .containsEntry("id", pod.cgroup() + "/" + pod.sandboxId());
                assertThat(of(scrape, appName, "container_fs_limit_bytes").labels())
                        .containsEntry("container", "app")
                        .hasEntrySatisfying("image", image -> assertThat(image).matches("sha256:[0-9a-f]{64}"));
                assertThat(scrape.samples())
                        .filteredOn(sample -> sample.name().equals("dockershim_bridge_container_info"))
                        .extracting(sample -> sample.labels().get("docker_name"))
                        .containsExactlyInAnyOrder(appName, podName);
            }
        }
    }

    private static Sample of(ScrapedSeries scrape, String name, String metric) {
        Sample sample = scrape.ofContainer(name).get(metric);
        assertThat(sample).as("%s of %s", metric, name).isNotNull();
        return Objects.requireNonNull(sample);
    }
}
