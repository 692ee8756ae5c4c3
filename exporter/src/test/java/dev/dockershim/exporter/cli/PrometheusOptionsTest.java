package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.demo.PrometheusProgram;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is wrong with the demo, and with its Prometheus, is told before anything is started. */
class PrometheusOptionsTest {

    private static final String ON = "--with-prometheus --prometheus.listen-address=127.0.0.1:0 --prometheus.path=";

    @TempDir
    Path directory;

    @Test
    void aPrometheusThatIsNotInstalledIsOneLineThatSaysHowToGetIt() {
        assertRefused(ON + "/no/such/prometheus", "not installed");
    }

    @Test
    void aFileThatIsNoProgramIsOneLine() {
        assertRefused(ON + "/etc/passwd", "/etc/passwd is not executable");
    }

    @Test
    void aProgramThatIsNoPrometheusIsOneLine() {
        assertRefused(ON + "/bin/cat", "/bin/cat is no Prometheus");
    }

    @Test
    void aPrometheusThatIsTooOldIsOneLine() throws IOException {
        assertRefused(ON + PrometheusProgram.ofVersion(directory, "2.39.2"), "is Prometheus 2.39.2, and 2.40 or newer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prometheus.listen-address=127.0.0.1:9090", "--prometheus.path=prometheus"})
    void aFlagOfAPrometheusThatIsNotStartedSaysWhatToAdd(String flag) {
        assertRefused(flag + " --demo.once", flag.replaceFirst("=.*", "") + ": ", "add --with-prometheus");
    }

    @Test
    void inTheEnvironmentItIsForWheneverThereIsAPrometheus() {
        assertRefused(
                Map.of("DOCKERSHIM_EXPORTER_PROMETHEUS_PATH", "/no/such/prometheus"),
                "--demo.node=no-such-node",
                "is no recorded node");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--demo.node=none",
                "--demo.node=none --demo.once --demo.cluster=false",
                "--demo.node=none --with-prometheus --demo.migration=false"
            })
    void nothingToServe(String flags) {
        assertRefused(flags, "nothing to serve: --demo.node=none", "add --demo.cluster=true");
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws IOException {
        Path program = PrometheusProgram.ofVersion(directory, "2.42.0");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    "--with-prometheus --prometheus.path=" + program + " --prometheus.listen-address=127.0.0.1:"
                            + taken.getLocalPort(),
                    "cannot be listened on");
        }
    }

    @Test
    void oneScrapeFiresNothing() {
        assertRefused("--with-prometheus --demo.once", "leave --demo.once out");
    }

    private static void assertRefused(String flags, String... why) {
        assertRefused(Map.of(), flags, why);
    }

    private static void assertRefused(Map<String, String> environment, String flags, String... why) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine()
                .setDefaultValueProvider(new EnvironmentDefaults(environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));

        int code = commandLine.execute(("demo " + flags).split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(why));
        assertThat(out.toString()).isEmpty();
    }
}
