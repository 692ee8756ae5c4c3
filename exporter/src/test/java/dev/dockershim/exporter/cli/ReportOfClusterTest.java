package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.demo.DemoCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as it is, over HTTPS, against the recorded cluster. */
class ReportOfClusterTest {

    @SuppressWarnings("NullAway.Init")
    private static DemoCluster cluster;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        cluster = DemoCluster.start(Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    private int report(String... flags) {
        String[] arguments = new String[flags.length + 2];
        arguments[0] = "report";
        arguments[1] = "--kubeconfig=" + cluster.kubeconfig();
        System.arraycopy(flags, 0, arguments, 2, flags.length);
        return Main.commandLine(new ReportCommand(OneReading::read, this::console))
                .execute(arguments);
    }

    private ReportConsole console() {
        return new ReportConsole(out, new PrintStream(err, true, StandardCharsets.UTF_8), false, false, 0, Map.of());
    }

    @Test
    void thisClusterIsNotReadyFor124() {
        assertThat(report("--for-version=1.24", "--output=json")).isEqualTo(1);

        JsonNode json = JsonMapper.builder().build().readTree(out.toByteArray());
        assertThat(json.at("/upgrade/answer").asString()).isEqualTo("blocked");
        assertThat(json.get("gaps")).isEmpty();
        assertThat(json.at("/summary/nodes").asInt())
                .isEqualTo(json.get("nodes").size());
        assertThat(json.at("/summary/phases/dockershim").asInt()).isPositive();
        assertThat(json.get("workloads")).isNotEmpty();
        assertThat(json.get("plan")).isNotEmpty();
        assertThat(json.get("plan").valueStream().map(node -> node.get("node").asString()))
                .doesNotHaveDuplicates();
    }

    @Test
    void anApiServerThatDoesNotAnswerIsOneLine(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("kubeconfig");
        Files.writeString(
                file, Files.readString(cluster.kubeconfig()).replaceAll("server: .*", "server: https://127.0.0.1:1"));

        assertThat(Main.commandLine(new ReportCommand(OneReading::read, this::console))
                        .execute("report", "--kubeconfig=" + file, "--for-version=1.24", "--timeout=2s"))
                .isEqualTo(2);
        assertThat(out.size()).isZero();
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("dockershim-exporter: the cluster could not be read: nodes are unknown: the API server"
                        + " cannot be reached, or closes the connection");
    }

    @Test
    void theTableHasThePlan() {
        assertThat(report()).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Plan: in this order", "kubectl --kubeconfig " + cluster.kubeconfig() + " cordon ");
    }

    @Test
    void itsPageShowsWhatItSays() {
        ReportConsole terminal = new ReportConsole(
                out, new PrintStream(err, true, StandardCharsets.UTF_8), true, false, 120, Map.of("NO_COLOR", "1"));
        PageExample example = PageExample.of("docs/report.md", "dockershim-exporter report --for-version=1.24");

        assertThat(Main.commandLine(new ReportCommand(OneReading::read, () -> terminal))
                        .execute("report", "--kubeconfig=" + cluster.kubeconfig(), "--for-version=1.24"))
                .isEqualTo(1);

        List<String> lines = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(String::stripTrailing)
                .toList();
        String title = example.pieces().get(0).get(0);
        List<String> asOfThatTime = Stream.concat(
                        Stream.of(lines.get(0).replaceAll("[^ ]+$", title.replaceAll(".* ", ""))),
                        lines.stream().skip(1))
                .toList();
        assertThat(example.missingIn(asOfThatTime))
                .as("in docs/report.md, and not in the report, which begins with %s", lines.subList(0, 30))
                .isEmpty();
    }
}
