package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is wrong with the Prometheus of the demo is told before anything is started. */
class PrometheusOptionsTest {

    @Test
    void aPrometheusThatIsNotInstalledIsOneLineThatSaysHowToGetIt() {
        assertRefused("--prometheus.path=/no/such/prometheus --prometheus.listen-address=127.0.0.1:0", "not installed");
    }

    @Test
    void aPortThatIsTakenIsOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertRefused(
                    "--prometheus.path=/bin/sh --prometheus.listen-address=127.0.0.1:" + taken.getLocalPort(),
                    "cannot be listened on");
        }
    }

    @Test
    void oneScrapeFiresNothing() {
        assertRefused("--demo.once", "leave --demo.once out");
    }

    private static void assertRefused(String flags, String why) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine()
                .setDefaultValueProvider(new EnvironmentDefaults(Map.of()))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));

        int code = commandLine.execute(("demo --with-prometheus " + flags).split(" ", -1));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains(why));
        assertThat(out.toString()).isEmpty();
    }
}
