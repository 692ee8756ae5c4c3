package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.PublishedReadiness.Check;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A node on containerd on which a real dockerd is started, and stopped again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DockerdIT {

    @SuppressWarnings("NullAway.Init")
    private RealContainerd containerd;

    @SuppressWarnings("NullAway.Init")
    private RecordedKubelet kubelet;

    @SuppressWarnings("NullAway.Init")
    private ExporterProcess agent;

    @BeforeAll
    void start() {
        RealDockerd.require();
        containerd = RealContainerd.start();
        kubelet = RecordedKubelet.start();
        List<String> flags = new ArrayList<>(kubelet.flags());
        flags.addAll(List.of(
                "--cri.endpoint=" + containerd.endpoint(),
                "--host.root=/",
                "--node.name=node-a",
                PublishedReadiness.SHORTEST_INTERVAL));
        agent = ExporterProcess.agent(flags.toArray(String[]::new));
    }

    @AfterAll
    void stop() {
        if (agent != null) {
            agent.close();
        }
        if (kubelet != null) {
            kubelet.close();
        }
        if (containerd != null) {
            containerd.close();
        }
    }

    @Test
    void aDockerdLeftRunningIsSeenWithItsFlagsUntilItIsStopped() {
        PublishedReadiness.eventually(agent, "a node without dockerd", this::hasLeftDocker);
        assertThat(mirrors()).isZero();

        try (RealDockerd dockerd = RealDockerd.start(
                "--registry-mirror=https://mirror.example.com", "--log-driver=journald", "--live-restore=false")) {
            assertThat(dockerd.socket()).exists();
            PublishedReadiness.eventually(agent, "dockerd", readiness -> {
                assertThat(readiness.check("DK-01")).isEqualTo(new Check("fail", "dockerd runs."));
                assertThat(readiness.phase()).isEqualTo("migrated");
                // The containerd that dockerd has started for itself is not taken for the node's.
                assertThat(readiness.check("DC-01"))
                        .isEqualTo(new Check(
                                "fail",
                                "Docker's configuration has 1 registry mirror: containerd has no hosts for docker.io."
                                        + " The setting is no longer in force."));
            });
            ScrapedSeries scrape = ScrapedSeries.parse(agent.metrics());
            assertThat(failed(scrape, "DK-01", "warning")).isOne();
            assertThat(setting(scrape, "DC-01")).isOne();
            assertThat(setting(scrape, "DC-03")).isOne();
            assertThat(setting(scrape, "DC-07")).isZero();
            assertThat(agent.metrics() + agent.get("/api/v1/readiness").text() + agent.output())
                    .doesNotContain("mirror.example.com");
        }

        PublishedReadiness.eventually(agent, "a node without dockerd", this::hasLeftDocker);
        assertThat(mirrors()).isZero();
        assertThat(failed(ScrapedSeries.parse(agent.metrics()), "DK-01", "warning"))
                .isZero();
    }

    private void hasLeftDocker(PublishedReadiness readiness) {
        assertThat(readiness.phase()).isEqualTo("migrated");
        assertThat(readiness.check("DK-01"))
                .isEqualTo(new Check("pass", "dockerd does not run, and nothing starts it."));
        assertThat(readiness.check("DC-01").status()).isEqualTo("pass");
    }

    private double mirrors() {
        return setting(ScrapedSeries.parse(agent.metrics()), "DC-01");
    }

    private static double setting(ScrapedSeries scrape, String check) {
        return scrape.value("dockershim_docker_config_settings", "node", "node-a", "setting", check);
    }

    private static double failed(ScrapedSeries scrape, String check, String severity) {
        return scrape.value("dockershim_check_failed", "node", "node-a", "check", check, "severity", severity);
    }
}
