package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.real.RealContainerd.Container;
import dev.dockershim.exporter.real.RealContainerd.Pod;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged agent beside a real containerd that changes under it. */
class AgentFollowsContainerdIT {

    /** containerd measures layers every ten seconds. */
    private static final Duration MEASURED = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init")
    private RealContainerd containerd;

    @SuppressWarnings("NullAway.Init")
    private ExporterProcess agent;

    @BeforeEach
    void start() {
        containerd = RealContainerd.start();
        agent = ExporterProcess.agent("--kubelet.url=none", "--cri.endpoint=" + containerd.endpoint());
    }

    @AfterEach
    void stop() {
        if (agent != null) {
            agent.close();
        }
        if (containerd != null) {
            containerd.close();
        }
    }

    @Test
    void aRemovedContainerIsGoneAtTheNextScrape() {
        Pod pod = containerd.runPod("default", "pod");
        Container stays = containerd.runContainer(pod, "stays", "sleep 100000");
        Container goes = containerd.runContainer(pod, "goes", "sleep 100000");
        assertThat(ScrapedSeries.fresh(agent).containers()).containsExactlyInAnyOrder(stays.id(), goes.id());

        containerd.remove(goes);

        assertThat(ScrapedSeries.fresh(agent).containers()).containsExactly(stays.id());
    }

    @Test
    void aRuntimeThatIsRestartedIsMissingForThatTimeOnly() {
        Container survivor = containerd.runContainer(containerd.runPod("default", "survivor"), "app", "sleep 100000");
        await("the first measurement")
                .atMost(MEASURED)
                .untilAsserted(() -> assertThat(ScrapedSeries.fresh(agent)
                                .ofContainer(survivor.id())
                                .keySet())
                        .isEqualTo(ScrapedSeries.ALL));

        containerd.stopRuntime();
        ScrapedSeries without = ScrapedSeries.fresh(agent);
        assertThat(without.containers()).isEmpty();
        assertThat(up(without, "cri_containers")).isZero();
        assertThat(up(without, "cri_stats")).isZero();
        assertThat(up(without, "diskstats")).isOne();

        containerd.startRuntime();
        ScrapedSeries again = ScrapedSeries.fresh(agent);
        assertThat(again.containers()).containsExactly(survivor.id());
        assertThat(up(again, "cri_containers")).isOne();
        assertThat(up(again, "cri_stats")).isOne();
        await("all series")
                .atMost(MEASURED)
                .untilAsserted(() -> assertThat(ScrapedSeries.fresh(agent)
                                .ofContainer(survivor.id())
                                .keySet())
                        .isEqualTo(ScrapedSeries.ALL));
    }

    private static double up(ScrapedSeries scrape, String source) {
        return scrape.value("dockershim_bridge_source_up", "source", source);
    }
}
