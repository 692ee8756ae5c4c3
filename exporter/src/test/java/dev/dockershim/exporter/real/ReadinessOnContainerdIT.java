package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.real.PublishedReadiness.Check;
import dev.dockershim.exporter.real.PublishedReadiness.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the packaged agent makes of a real containerd's Version and Status, and of this machine's own files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadinessOnContainerdIT {

    private static final Pattern VERSION = Pattern.compile(" v?(\\d+\\.\\d+\\.\\d+)");

    @SuppressWarnings("NullAway.Init")
    private RealContainerd containerd;

    @SuppressWarnings("NullAway.Init")
    private RecordedKubelet kubelet;

    @SuppressWarnings("NullAway.Init")
    private ExporterProcess withKubelet;

    @SuppressWarnings("NullAway.Init")
    private ExporterProcess alone;

    @SuppressWarnings("NullAway.Init")
    private String version;

    @BeforeAll
    void start() {
        containerd = RealContainerd.start();
        Matcher printed = VERSION.matcher(ExternalProcess.run(Requirements.command("containerd", "--version")));
        assertThat(printed.find()).isTrue();
        version = printed.group(1);
        kubelet = RecordedKubelet.start();
        withKubelet = agent(kubelet.flags());
        alone = agent(List.of("--kubelet.url=none"));
    }

    @AfterAll
    void stop() {
        for (ExporterProcess agent : new ExporterProcess[] {withKubelet, alone}) {
            if (agent != null) {
                agent.close();
            }
        }
        if (kubelet != null) {
            kubelet.close();
        }
        if (containerd != null) {
            containerd.close();
        }
    }

    @Test
    void whatAnswersCriIsTheNodesRuntimeIfTheKubeletSaysSo() {
        PublishedReadiness readiness = PublishedReadiness.fresh(withKubelet);

        assertThat(readiness.runtime()).isEqualTo("containerd " + version);
        assertThat(readiness.phase()).isEqualTo("migrated");
        assertThat(readiness.check("RT-01")).isEqualTo(new Check("pass", "The runtime is containerd " + version + "."));
        for (String source : List.of("E4", "E5", "E6", "E7", "E9")) {
            assertThat(readiness.evidence(source).available()).as(source).isTrue();
        }
        ScrapedSeries scrape = ScrapedSeries.parse(withKubelet.metrics());
        assertThat(info(scrape, "inferred", "1.36.2")).isOne();
        assertThat(scrape.value("dockershim_node_phase", "node", "node-a", "observer", "agent", "phase", "migrated"))
                .isOne();
        assertThat(scrape.value("dockershim_node_evidence_available", "node", "node-a", "source", "E5"))
                .isOne();
    }

    @Test
    void withoutTheKubeletsWordARuntimeThatAnswersSaysNothingOfTheNode() {
        PublishedReadiness readiness = PublishedReadiness.fresh(alone);

        assertThat(readiness.phase()).isEqualTo("unknown");
        assertThat(readiness.check("RT-01").status()).isEqualTo("unknown");
        assertThat(readiness.evidence("E5")).isEqualTo(new Evidence(true, "", ""));
        assertThat(readiness.evidence("E1"))
                .isEqualTo(new Evidence(false, "not-configured", "the Node object is not asked: set --apiserver.url"));
        assertThat(readiness.evidence("E4"))
                .isEqualTo(new Evidence(
                        false, "not-configured", "the kubelet's /configz is not asked: set --kubelet.url"));
        assertThat(readiness.evidence("E7"))
                .isEqualTo(
                        new Evidence(false, "not-configured", "the kubelet's /pods is not asked: set --kubelet.url"));
        ScrapedSeries scrape = ScrapedSeries.parse(alone.metrics());
        assertThat(info(scrape, "none", "")).isOne();
        assertThat(scrape.value("dockershim_check_evaluated", "node", "node-a", "check", "RT-01"))
                .isZero();
        assertThat(scrape.samples())
                .filteredOn(sample -> sample.name().equals("dockershim_check_failed"))
                .extracting(sample -> sample.labels().get("check"))
                .contains("RT-07")
                .doesNotContain("RT-01");
    }

    @Test
    void theNetworkIsReadyOnceContainerdFindsItsConfiguration() throws IOException {
        String answers = "containerd " + version + " answers, and ";
        PublishedReadiness.eventually(
                withKubelet,
                "no network",
                readiness -> assertThat(readiness.check("RT-07"))
                        .isEqualTo(new Check("fail", answers + "its condition NetworkReady is false.")));

        Path network = Files.writeString(
                Files.createDirectories(containerd.directory().resolve("cni/conf"))
                        .resolve("10-loopback.conflist"),
                """
                {"cniVersion": "0.3.1", "name": "test", "plugins": [{"type": "loopback"}]}
                """);
        PublishedReadiness.eventually(
                withKubelet,
                "a network",
                readiness -> assertThat(readiness.check("RT-07")).isEqualTo(new Check("pass", answers + "is ready.")));

        Files.delete(network);
        PublishedReadiness.eventually(
                withKubelet,
                "no network again",
                readiness -> assertThat(readiness.check("RT-07").status()).isEqualTo("fail"));
    }

    @Test
    void aRuntimeThatIsRestartedIsUnknownForThatTimeOnly() {
        PublishedReadiness.eventually(
                withKubelet,
                "the phase",
                readiness -> assertThat(readiness.phase()).isEqualTo("migrated"));
        containerd.stopRuntime();
        try {
            PublishedReadiness.eventually(withKubelet, "the runtime's end", readiness -> {
                // Its socket has gone with it: nothing is known any more, and nothing green.
                assertThat(readiness.evidence("E5").available()).isFalse();
                assertThat(readiness.evidence("E5").reason()).isEqualTo("failed");
                assertThat(readiness.check("RT-07").status()).isEqualTo("unknown");
                assertThat(readiness.evidence("E4").available()).isTrue();
                assertThat(readiness.evidence("E6").available()).isTrue();
                assertThat(readiness.evidence("E7").available()).isTrue();
            });
        } finally {
            containerd.startRuntime();
        }

        PublishedReadiness.eventually(withKubelet, "the runtime's return", readiness -> {
            assertThat(readiness.runtime()).isEqualTo("containerd " + version);
            assertThat(readiness.check("RT-01").status()).isEqualTo("pass");
            assertThat(readiness.check("RT-07").detail()).startsWith("containerd " + version + " answers");
            assertThat(readiness.phase()).isEqualTo("migrated");
        });
        assertThat(withKubelet.output()).doesNotContain(" broke", "could not be evaluated");
    }

    private ExporterProcess agent(List<String> flags) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(
                "--cri.endpoint=" + containerd.endpoint(),
                "--host.root=/",
                "--node.name=node-a",
                PublishedReadiness.SHORTEST_INTERVAL));
        return ExporterProcess.agent(all.toArray(String[]::new));
    }

    private double info(ScrapedSeries scrape, String confidence, String kubeletVersion) {
        return scrape.value(
                "dockershim_node_info",
                "node",
                "node-a",
                "observer",
                "agent",
                "container_runtime",
                "containerd",
                "container_runtime_version",
                version,
                "kubelet_version",
                kubeletVersion,
                "os",
                "",
                "confidence",
                confidence);
    }
}
