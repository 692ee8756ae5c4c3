package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.dockershim.exporter.real.ExporterProcess.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the packaged exporter starts, refuses and ends. */
class AgentProcessIT {

    /** Nobody listens there: the kubelet of these tests refuses. */
    private static final String NO_KUBELET = "--kubelet.url=https://127.0.0.1:1";

    @ParameterizedTest
    @ValueSource(strings = {"--help", "agent --help", "watcher --help", "demo --help"})
    void helpFitsAScreen(String command) {
        Ended ended = ExporterProcess.toItsEnd(command.split(" ", -1));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.output().lines())
                .hasSizeBetween(5, 80)
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "agent --version", "demo --version"})
    void versionNamesTheBuild(String command) {
        Ended ended = ExporterProcess.toItsEnd(command.split(" ", -1));

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.errors()).isEmpty();
        assertThat(ended.output())
                .matches("(?s)dockershim-exporter, version \\S+ \\(branch: .*, revision: .*\\)\n.*java.*");
    }

    static Stream<Arguments> wrongFlags() {
        return Stream.of(
                arguments("--nope", "agent --nope"),
                arguments("--kubelet.url", "agent --kubelet.url=ftp://127.0.0.1"),
                arguments("--kubelet.url", "agent --kubelet.url=https://"),
                arguments("--kubelet.url", "agent --kubelet.url=https://user:secret@127.0.0.1"),
                arguments("--kubelet.ca-file", "agent --kubelet.ca-file=/no/such/file"),
                arguments("--kubelet.token-file", "agent --kubelet.token-file=/no/such/file"),
                arguments("--kubelet.key-file", "agent --kubelet.cert-file=/dev/null"),
                arguments("--kubelet.cert-file", "agent --kubelet.key-file=/dev/null"),
                arguments("--kubelet.server-name", "agent --kubelet.server-name=127.0.0.1"),
                arguments("--kubelet.insecure-skip-verify", "agent --kubelet.insecure-skip-verify=maybe"),
                arguments("--cri.endpoint", "agent --kubelet.url=none"),
                arguments("--cri.endpoint", "agent --cri.endpoint=tcp://127.0.0.1:1"),
                arguments("--cri.endpoint", "agent --cri.endpoint=unix://relative.sock"),
                arguments("--series.values", "agent --series.values=exact"),
                arguments("--series.families", "agent --series.families=reads_total"),
                arguments("--web.listen-address", "agent --web.listen-address=localhost"),
                arguments("--web.listen-address", "agent --web.listen-address=:70000"),
                arguments("--web.listen-address", "agent --web.listen-address=256.256.256.256:0"),
                arguments("--web.telemetry-path", "agent --web.telemetry-path=metrics"),
                arguments("--web.telemetry-path", "agent --web.telemetry-path=/-/ready"),
                arguments("--web.config.file", "agent --web.config.file=/no/such/file"),
                arguments("--web.config.file", "agent --web.config.file=/proc/self/cmdline"),
                arguments("--web.config.file", "watcher --kubeconfig=/no/such/file --web.config.file=/no/such/file"),
                arguments("--log.level", "agent --log.level=loud"),
                arguments("--log.format", "agent --log.format=xml"),
                arguments("--kubeconfig", "watcher"),
                arguments("--kubeconfig", "watcher --kubeconfig=/no/such/file"),
                arguments("--context", "watcher --context=a"),
                arguments("--shard", "watcher --shard=1"),
                arguments("--shard", "watcher --shard=first"),
                arguments("--total-shards", "watcher --total-shards=0"),
                arguments("--readiness.interval", "watcher --readiness.interval=0"),
                arguments("--watcher.agent-namespace", "watcher --watcher.agent-namespace=No_Such"),
                arguments("--watcher.stall-after", "watcher --watcher.stall-after=soon"),
                arguments("--watcher.max-findings", "watcher --watcher.max-findings=0"),
                arguments("--demo.node", "demo --demo.node=nowhere"),
                arguments("--web.listen-address", "demo --web.listen-address=localhost"));
    }

    @ParameterizedTest
    @MethodSource("wrongFlags")
    void aWrongFlagEndsTheStartWithOneLineThatNamesIt(String flag, String command) {
        assertRefused(ExporterProcess.toItsEnd(command.split(" ", -1)), flag);
    }

    @Test
    void aWrongValueInTheEnvironmentIsRefusedAsTheFlagIs() {
        assertRefused(
                ExporterProcess.toItsEnd(Map.of("DOCKERSHIM_EXPORTER_SERIES_VALUES", "exact"), "agent"),
                "--series.values");
    }

    @Test
    void aPortInUseIsRefused() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    ExporterProcess.toItsEnd("agent", "--web.listen-address=127.0.0.1:" + taken.getLocalPort()),
                    "--web.listen-address");
        }
    }

    @Test
    void aFlagInTheCommandLineWinsOverTheEnvironment() {
        Map<String, String> environment = Map.of("DOCKERSHIM_EXPORTER_WEB_TELEMETRY_PATH", "/from-environment");
        try (ExporterProcess agent = ExporterProcess.agent(environment, NO_KUBELET)) {
            assertThat(agent.get("/from-environment").status()).isEqualTo(200);
        }
        try (ExporterProcess agent = ExporterProcess.agent(environment, NO_KUBELET, "--web.telemetry-path=/flag")) {
            assertThat(agent.get("/flag").status()).isEqualTo(200);
            assertThat(agent.get("/from-environment").status()).isEqualTo(404);
        }
    }

    @Test
    void sigtermEndsItWithinTheGraceAndWithoutAStackTrace() {
        try (ExporterProcess agent = ExporterProcess.agent(NO_KUBELET)) {
            assertThat(ScrapedSeries.fresh(agent).value("dockershim_bridge_source_up", "source", "kubelet_summary"))
                    .isZero();

            assertThat(agent.terminate()).isIn(0, 143);
            assertThat(agent.output()).doesNotContain("Exception", "\tat ");
        }
    }

    @Test
    void whatIsNotConfiguredIsNotLoaded(@TempDir Path directory) throws IOException {
        Path log = directory.resolve("classes");
        Map<String, String> environment = Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log + "::filecount=0");
        try (ExporterProcess agent = ExporterProcess.agent(environment, NO_KUBELET)) {
            assertThat(agent.get("/metrics").status()).isEqualTo(200);
            assertThat(agent.get("/").status()).isEqualTo(200);
        }
        List<String> loaded = Files.readAllLines(log);
        assertThat(loaded).anyMatch(line -> line.contains("dev.dockershim.exporter.kubelet.KubeletClient"));
        assertThat(loaded)
                .noneMatch(line -> line.contains("io.fabric8."))
                .noneMatch(line -> line.contains("io.grpc."))
                .noneMatch(line -> line.contains("io.netty."))
                .noneMatch(line -> line.contains("com.google.protobuf."))
                // a web configuration
                .noneMatch(line -> line.contains("dev.dockershim.exporter.webconfig."))
                .noneMatch(line -> line.contains("org.springframework."))
                .noneMatch(line -> line.contains("org.snakeyaml."))
                .noneMatch(line -> line.contains("io.undertow.protocols.ssl."))
                .noneMatch(line -> line.contains("io.undertow.protocols.http2."))
                .noneMatch(line -> line.contains("io.undertow.server.protocol.http2."));
    }

    private static void assertRefused(Ended ended, String flag) {
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors().lines()).singleElement().asString().contains(flag);
        assertThat(ended.errors()).doesNotContain("secret");
    }
}
