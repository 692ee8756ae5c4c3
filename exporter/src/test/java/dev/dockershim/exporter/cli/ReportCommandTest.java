package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cluster.ClusterEvidence;
import dev.dockershim.exporter.cluster.ClusterJudge;
import dev.dockershim.exporter.cluster.ClusterNode;
import dev.dockershim.exporter.cluster.ClusterPolicy;
import dev.dockershim.exporter.cluster.ClusterReadiness;
import dev.dockershim.exporter.cluster.Distribution;
import dev.dockershim.exporter.cluster.Owners;
import dev.dockershim.exporter.cluster.Shard;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.Version;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ReportCommandTest {

    private static final String ESCAPE = "\u001b";
    private static final Instant AT = Instant.parse("2026-11-23T21:29:26Z");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(ClusterReader reader, boolean terminal, Map<String, String> environment, String... arguments) {
        Supplier<ReportConsole> console = () -> new ReportConsole(
                out, new PrintStream(err, true, StandardCharsets.UTF_8), terminal, terminal, 90, environment);
        CommandLine line = Main.commandLine(new ReportCommand(reader, console));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        String[] all = new String[arguments.length + 1];
        all[0] = "report";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    private int run(ClusterReader reader, String... arguments) {
        return run(reader, false, Map.of(), arguments);
    }

    private static ClusterReader one(String runtime, String kubelet) {
        return of(
                Observed.seen(List.of(new ClusterNode(
                        "worker-1",
                        new NodeObject(
                                RuntimeName.parse(runtime),
                                Version.parse(kubelet),
                                "linux",
                                false,
                                true,
                                AT,
                                null,
                                true),
                        Distribution.KUBEADM,
                        false))),
                Observed.seen(Objects.requireNonNull(Version.parse(kubelet))));
    }

    private static ClusterReader of(Observed<List<ClusterNode>> nodes, Observed<Version> server) {
        return (kubeconfig, context, limit, progress) -> judge(nodes, server);
    }

    private static ClusterReadiness judge(Observed<List<ClusterNode>> nodes, Observed<Version> server) {
        return new ClusterJudge(ClusterPolicy.DEFAULT)
                .judge(new ClusterEvidence(
                        AT,
                        Shard.ALL,
                        server,
                        nodes,
                        Observed.seen(List.of()),
                        Owners.NONE,
                        Map.of(),
                        Observed.seen(List.of()),
                        Observed.seen(List.of())));
    }

    private static <T> Observed<T> failed() {
        return Observed.missing(Reason.FAILED, "nodes are unknown: the API server could not be reached");
    }

    @ParameterizedTest
    @CsvSource({
        "docker://20.10.7, v1.23.4, '', 0",
        "docker://20.10.7, v1.23.4, --for-version=1.23, 0",
        "docker://20.10.7, v1.23.4, --for-version=1.24, 1",
        "docker://20.10.7, v1.23.4, --for-version=v1.24.17, 1",
        "containerd://1.6.20, v1.23.4, --for-version=1.24, 0",
        "docker://Unknown, v1.23.4, --for-version=1.24, 2",
        "docker://20.10.7, v1.23.4, '--for-version=1.24 --control-plane-only', 0",
        "containerd://1.6.20, v1.23.4, --for-version=1.25, 1",
        "containerd://1.6.20, v1.23.4, '--for-version=1.25 --assume=steps-between', 0",
        "containerd://2.2.0, v1.98.4, --for-version=1.99, 2",
        "containerd://1.6.20, v1.26.4, --for-version=1.27, 2",
        "containerd://1.6.20, v1.26.4, '--for-version=1.27 --assume=removed-flag,cri-dockerd', 0",
    })
    void exitCodesAreAnswers(String runtime, String kubelet, String arguments, int code) {
        assertThat(run(one(runtime, kubelet), arguments.isEmpty() ? new String[0] : arguments.split(" ", -1)))
                .isEqualTo(code);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Leaving dockershim");
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--for-version=1",
                "--for-version=2.24",
                "--for-version=latest",
                "--assume=luck",
                "--output=yaml",
                "--timeout=0s",
                "--timeout=2h",
                "--timeout=soon",
                "--nonsense"
            })
    void aFlagThatCannotBeUsedIsNoAnswer(String flag) {
        assertThat(run(one("containerd://1.6.20", "v1.23.4"), flag)).isEqualTo(64);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    }

    @Test
    void whatCannotBeReadIsOneLine() {
        assertThat(run(of(failed(), failed()), "--for-version=1.24")).isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err)
                .hasToString(
                        "dockershim-exporter: the cluster could not be read: nodes are unknown: the API server could not be"
                                + " reached\n");
    }

    @Test
    void aKubeconfigThatCannotBeUsedIsOneLine() {
        ClusterReader reader = (kubeconfig, context, limit, progress) -> {
            throw new IllegalArgumentException("--kubeconfig: " + kubeconfig + " is no kubeconfig");
        };

        assertThat(run(reader, "--kubeconfig=/x")).isEqualTo(2);
        assertThat(err).hasToString("dockershim-exporter: --kubeconfig: /x is no kubeconfig\n");
    }

    @Test
    void aFaultOfTheProgramIsNotNo() {
        ClusterReader faulty = (kubeconfig, context, limit, progress) -> {
            throw new IllegalStateException("a fault");
        };
        ClusterReader small = (kubeconfig, context, limit, progress) -> {
            throw new OutOfMemoryError("heap");
        };

        assertThat(run(faulty)).isEqualTo(2);
        assertThat(run(small)).isEqualTo(2);
    }

    @Test
    void flagsReachTheReader() {
        ClusterReader reader = (kubeconfig, context, limit, progress) -> {
            assertThat(kubeconfig).isEqualTo(Path.of("/k"));
            assertThat(context).isEqualTo("prod");
            assertThat(limit).hasSeconds(30);
            return judge(Observed.seen(List.of()), Observed.seen(new Version(1, 23, 4)));
        };

        assertThat(run(reader, "--kubeconfig=/k", "--context=prod", "--timeout=30s"))
                .isZero();
    }

    @Test
    void coloursAreForTerminalsThatWantThem() {
        ClusterReader reader = one("docker://20.10.7", "v1.23.4");
        Map<String, String> xterm = Map.of("TERM", "xterm-256color");

        run(reader, true, xterm);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains(ESCAPE);
        for (Map<String, String> plain :
                List.of(Map.of("TERM", "dumb"), Map.of("TERM", "xterm", "NO_COLOR", "1"), Map.<String, String>of())) {
            out.reset();
            run(reader, true, plain);
            assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(ESCAPE);
        }
        out.reset();
        run(reader, true, xterm, "--no-color");
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(ESCAPE);
        out.reset();
        run(reader, false, xterm);
        assertThat(out.toString(StandardCharsets.UTF_8)).doesNotContain(ESCAPE);
    }

    @Test
    void aFileIsPlainWhateverTheTerminal(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("report.txt");

        int code = run(
                one("docker://20.10.7", "v1.23.4"),
                true,
                Map.of("TERM", "xterm"),
                "--output-file=" + file,
                "--for-version=1.24");

        assertThat(code).isEqualTo(1);
        assertThat(out.size()).isZero();
        assertThat(Files.readString(file)).startsWith("Leaving dockershim").doesNotContain(ESCAPE);
    }

    @Test
    void aFileThatCannotBeWrittenIsSaid(@TempDir Path directory) {
        assertThat(run(one("docker://20.10.7", "v1.23.4"), "--output-file=" + directory))
                .isEqualTo(2);
        assertThat(err).hasToString("dockershim-exporter: --output-file: " + directory + " cannot be written\n");
    }
}
