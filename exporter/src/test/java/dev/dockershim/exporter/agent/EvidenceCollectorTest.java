package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.agent.AgentConfig.CadvisorConfig;
import dev.dockershim.exporter.agent.AgentConfig.SeriesConfig;
import dev.dockershim.exporter.agent.NodeCollections.Collected;
import dev.dockershim.exporter.containerfs.SeriesValues;
import dev.dockershim.exporter.containerfs.Serving;
import dev.dockershim.exporter.cri.CriContainers.RuntimeVersion;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.demo.DemoNode;
import dev.dockershim.exporter.demo.Motion;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.NodeEvidence;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.kubelet.Certificates;
import dev.dockershim.exporter.kubelet.FakeKubelet;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import dev.dockershim.exporter.node.NodeSnapshot;
import dev.dockershim.exporter.readiness.PhaseTiming;
import dev.dockershim.exporter.source.SourceStatus;
import dev.dockershim.exporter.telemetry.BuildInfo;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class EvidenceCollectorTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String CONFIGZ = "{\"kubeletconfig\":{\"cgroupDriver\":\"systemd\"}}";
    private static final String METRICS = "kubernetes_build_info{git_version=\"v1.27.3\"} 1\n";
    private static final String NODE =
            "{\"status\":{\"nodeInfo\":{\"kubeletVersion\":\"v1.26.1\",\"containerRuntimeVersion\":\"docker://20.10.24\"}}}";

    @TempDir
    Path files;

    private final Map<String, FakeKubelet.Behaviour> answers = new ConcurrentHashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private @Nullable RuntimeVersion runtime;
    private FakeKubelet server;
    private Path caFile;

    @BeforeEach
    void start() throws Exception {
        X509Bundle certificate = Certificates.selfSigned("127.0.0.1");
        caFile = Certificates.write(files.resolve("ca.crt"), certificate.getCertificatePEM());
        server = FakeKubelet.https(
                certificate,
                (request, connection) ->
                        Objects.requireNonNull(answers.get(request.path())).answer(request, connection));
        open.add(server);
        answers.put("/configz", (request, connection) -> connection.send(200, CONFIGZ));
        answers.put("/metrics", (request, connection) -> connection.send(200, METRICS));
        answers.put("/api/v1/nodes/node-a?resourceVersion=0", (request, connection) -> connection.send(200, NODE));
    }

    @AfterEach
    void stop() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "containerd-1.36, 1.36.2, CONTAINERD, CONTAINERD, 1.6.20",
        "containerd23, 1.36.2, CONTAINERD, CONTAINERD, 2.3.4",
        "cri-dockerd-1.36, 1.36.2, CRI_DOCKERD, DOCKER, 20.10.24",
    })
    void gathersWhatARecordedNodeTells(
            String name, String kubelet, EndpointClass endpoint, Kind runtime, String runtimeVersion) throws Exception {
        DemoNode node = DemoNode.start(RecordedAgent.node(name), Motion.still());
        open.add(node);
        NodeEvidence evidence = collector(node.kubelet(), node.cri(), ReadinessConfig.DEFAULT, null)
                .gather();

        assertThat(evidence.at()).isEqualTo(NOW);
        assertThat(evidence.kubeletVersion()).isEqualTo(Observed.seen(Objects.requireNonNull(Version.parse(kubelet))));
        assertThat(Objects.requireNonNull(evidence.configz().orNull()).endpoint())
                .isEqualTo(new Endpoint(endpoint, true));
        assertThat(Objects.requireNonNull(evidence.cri().orNull()).runtime().kind())
                .isEqualTo(runtime);
        assertThat(Objects.requireNonNull(evidence.cri().orNull()).runtime().version())
                .isEqualTo(Version.parse(runtimeVersion));
        assertMissing(evidence.node(), Reason.NOT_CONFIGURED, "set --apiserver.url");
        assertMissing(evidence.files(), Reason.NOT_CONFIGURED, "set --host.root");
    }

    @Test
    void aKubeletOf1Point23TellsItsVersionAndNoEndpoint() throws Exception {
        DemoNode node = DemoNode.start(RecordedAgent.node("dockershim-1.23"), Motion.still());
        open.add(node);
        NodeEvidence evidence = collector(node.kubelet(), CriEndpoint.parse("none"), ReadinessConfig.DEFAULT, null)
                .gather();

        assertThat(evidence.kubeletVersion()).isEqualTo(Observed.seen(new Version(1, 23, 1)));
        assertThat(Objects.requireNonNull(evidence.configz().orNull()).endpoint())
                .isNull();
        assertMissing(evidence.cri(), Reason.NOT_CONFIGURED, "set --cri.endpoint");
    }

    @Test
    void withNothingConfiguredAllIsMissingAndSaysHowToGrantIt() throws Exception {
        NodeEvidence evidence = collector(null, CriEndpoint.parse("none"), ReadinessConfig.DEFAULT, null)
                .gather();

        assertMissing(evidence.configz(), Reason.NOT_CONFIGURED, "set --kubelet.url");
        assertMissing(evidence.kubeletVersion(), Reason.NOT_CONFIGURED, "set --kubelet.url");
        assertMissing(evidence.pods(), Reason.NOT_CONFIGURED, "set --kubelet.url");
        assertMissing(evidence.process(), Reason.NOT_CONFIGURED, "set --host.root");
        assertMissing(evidence.series(), Reason.PENDING, "not been looked at");
        assertMissing(evidence.podRuntime(), Reason.PENDING, "container ids");
    }

    @Test
    void theNodeObjectTellsTheVersionOfAKubeletThatDoesNot() throws Exception {
        assertThat(fake(null).gather().kubeletVersion()).isEqualTo(Observed.seen(new Version(1, 27, 3)));

        answers.put("/metrics", (request, connection) -> connection.send(403, ""));
        NodeEvidence evidence = fake(null).gather();
        assertThat(evidence.kubeletVersion()).isEqualTo(Observed.seen(new Version(1, 26, 1)));
        assertThat(Objects.requireNonNull(evidence.node().orNull()).runtime().kind())
                .isEqualTo(Kind.DOCKER);
    }

    @Test
    void whatIsRefusedSaysWhatToGrantAndIsLeftAlone() throws Exception {
        answers.replaceAll((path, answer) -> (request, connection) -> connection.send(403, "secret"));
        EvidenceCollector collector = fake(null);
        collector.gather();
        NodeEvidence evidence = collector.gather();

        assertMissing(evidence.node(), Reason.FORBIDDEN, "grant get on nodes ");
        assertMissing(evidence.configz(), Reason.FORBIDDEN, "grant get on nodes/configz");
        assertMissing(evidence.kubeletVersion(), Reason.FORBIDDEN, "grant get on nodes/metrics");
        assertThat(server.requests).hasSize(3);
        assertThat(collector.statuses())
                .extracting(SourceStatus::name)
                .containsExactly("apiserver_node", "kubelet_configz", "kubelet_version");
        assertThat(collector.statuses()).allMatch(SourceStatus::isNotGranted);
    }

    @Test
    void oneThatHangsTakesOnlyItsOwnEvidenceAway() throws Exception {
        answers.put("/configz", (request, connection) -> connection.waitUntilClosed());
        NodeEvidence evidence = fake(null, Duration.ofMillis(500)).gather();

        assertMissing(evidence.configz(), Reason.FAILED, "the agent's log says why");
        assertThat(evidence.node().orNull()).isNotNull();
        assertThat(evidence.kubeletVersion()).isEqualTo(Observed.seen(new Version(1, 27, 3)));
    }

    @Test
    void whatFailedSaysNothingOfAddressesOrContent() throws Exception {
        answers.replaceAll((path, answer) -> (request, connection) -> connection.send(200, "secret"));
        NodeEvidence evidence = fake(null).gather();

        for (Observed<?> observed : List.of(evidence.node(), evidence.configz())) {
            assertThat(((Observed.Missing<?>) observed).text()).doesNotContain("secret", "127.0.0.1", "https:");
        }
    }

    @Test
    void theVersionIsAskedOnceAsLongAsTheSameContainersRun() throws Exception {
        EvidenceCollector collector = fake(null);
        collector.gather();
        collector.gather();
        assertThat(metricsRequests()).isEqualTo(1);

        runtime = new RuntimeVersion("containerd", "", "");
        answers.put("/metrics", (request, connection) -> connection.send(200, METRICS.replace("27.3", "28.0")));
        assertThat(collector.gather().kubeletVersion()).isEqualTo(Observed.seen(new Version(1, 28, 0)));
        assertThat(metricsRequests()).isEqualTo(2);
    }

    @Test
    void theHostsReadersKnowTheVersionOfContainerd() throws Exception {
        List<@Nullable Version> asked = new ArrayList<>();
        DemoNode node = DemoNode.start(RecordedAgent.node("containerd23"), Motion.still());
        open.add(node);
        HostEvidence.Reader reader = version -> {
            asked.add(version);
            return HostEvidence.missing(Reason.ABSENT, "empty");
        };

        NodeEvidence evidence = collector(node.kubelet(), node.cri(), ReadinessConfig.DEFAULT, reader)
                .gather();
        collector(node.kubelet(), CriEndpoint.parse("none"), ReadinessConfig.DEFAULT, reader)
                .gather();

        assertThat(asked).isEqualTo(Arrays.asList(new Version(2, 3, 4), null));
        assertMissing(evidence.process(), Reason.ABSENT, "empty");
        assertMissing(evidence.scripts(), Reason.ABSENT, "empty");
    }

    @Test
    void hostsReadersThatBreakTakeOnlyTheirOwnEvidenceAway() throws Exception {
        NodeEvidence evidence = fake(version -> {
                    throw new IllegalStateException("secret");
                })
                .gather();

        assertMissing(evidence.cni(), Reason.FAILED, "the host's file system could not be read");
        assertThat(evidence.configz().orNull()).isNotNull();
    }

    @Test
    void whatSeldomChangesIsAskedAgainAsSoonAsItsTimingSays() throws Exception {
        ReadinessTiming eager = new ReadinessTiming(PhaseTiming.DEFAULT, Duration.ZERO, Duration.ZERO, 1);
        KubeletConfig config = tls(server.url());
        EvidenceCollector collector = collector(
                config,
                CriEndpoint.parse("none"),
                new ReadinessConfig(Duration.ofMinutes(1), true, true, config, null, List.of(), null, eager),
                null);
        answers.put("/configz", (request, connection) -> connection.send(403, ""));
        assertMissing(collector.gather().configz(), Reason.FORBIDDEN, "grant get on nodes/configz");
        assertThat(metricsRequests()).isEqualTo(1);

        answers.put("/configz", (request, connection) -> connection.send(200, CONFIGZ));
        assertThat(collector.gather().configz().orNull()).isNotNull();
        assertThat(metricsRequests()).isEqualTo(2);
    }

    private long metricsRequests() {
        return server.requests.stream()
                .filter(request -> request.path().equals("/metrics"))
                .count();
    }

    private EvidenceCollector fake(HostEvidence.@Nullable Reader host) {
        return fake(host, Duration.ofSeconds(20));
    }

    private EvidenceCollector fake(HostEvidence.@Nullable Reader host, Duration timeout) {
        KubeletConfig config = tls(server.url());
        ReadinessConfig readiness =
                new ReadinessConfig(Duration.ofMinutes(1), true, true, config, null, List.of(), null);
        return collector(config, CriEndpoint.parse("none"), readiness, host, timeout);
    }

    private KubeletConfig tls(URI url) {
        return new KubeletConfig(url, caFile, null, null, null, null, false);
    }

    private EvidenceCollector collector(
            @Nullable KubeletConfig kubelet,
            CriEndpoint cri,
            ReadinessConfig readiness,
            HostEvidence.@Nullable Reader host) {
        return collector(kubelet, cri, readiness, host, Duration.ofSeconds(20));
    }

    private EvidenceCollector collector(
            @Nullable KubeletConfig kubelet,
            CriEndpoint cri,
            ReadinessConfig readiness,
            HostEvidence.@Nullable Reader host,
            Duration timeout) {
        AgentConfig config = new AgentConfig(
                "node-a",
                kubelet,
                cri,
                SeriesConfig.of(SeriesValues.CORRECTED),
                CadvisorConfig.DEFAULT,
                false,
                Path.of("/proc"),
                FileSystems.ofThisMachine(),
                List.of(),
                "/metrics",
                readiness,
                new BuildInfo("v", "r", "b"));
        AgentSources sources = new AgentSources(config, false);
        open.add(sources);
        return new EvidenceCollector(
                config,
                new ReadinessParts(
                        host, null, evidence -> ReadinessSamples.nothing(), pods -> ReadinessSamples.NO_FINDINGS),
                sources,
                this::collected,
                Clock.fixed(NOW, ZoneOffset.UTC),
                timeout);
    }

    private Collected collected() {
        NodeSnapshot empty = NodeSnapshot.EMPTY;
        NodeSnapshot snapshot = new NodeSnapshot(
                empty.containers(), empty.sandboxes(), empty.machine(), empty.duplicates(), empty.look(), runtime);
        return new Collected(snapshot, Serving.Plan.EMPTY, false, new RenderedBodies());
    }

    private static void assertMissing(Observed<?> observed, Reason reason, String text) {
        assertThat(observed).isInstanceOfSatisfying(Observed.Missing.class, missing -> {
            assertThat(missing.reason()).isEqualTo(reason);
            assertThat(missing.text()).contains(text);
        });
    }
}
