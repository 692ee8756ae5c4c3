package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.demo.DemoCluster;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
        ReportConsole console =
                new ReportConsole(out, new PrintStream(err, true, StandardCharsets.UTF_8), false, false, 0, Map.of());
        return Main.commandLine(new ReportCommand(OneReading::read, () -> console))
                .execute(arguments);
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
        assertThat(err.size()).isZero();
    }

    @Test
    void theTableHasThePlan() {
        assertThat(report()).isZero();

        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("Plan: in this order", "kubectl --kubeconfig " + cluster.kubeconfig() + " cordon ");
    }
}
