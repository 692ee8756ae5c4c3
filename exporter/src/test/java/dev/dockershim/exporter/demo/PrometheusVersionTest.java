package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusVersionTest {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"2.40.0", "2.42.0+ds", "2.100.1", "v2.53.1", "3.0.0-rc.0", "10.2", ""})
    void newEnough(String version) throws IOException {
        Path program = PrometheusProgram.ofVersion(directory, version);

        assertThatCode(() -> PrometheusVersion.check(program)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.39.9", "2.4.0", "2.5", "1.99.0", "0.15.1"})
    void tooOld(String version) throws IOException {
        assertRefused(
                PrometheusProgram.ofVersion(directory, version),
                "is Prometheus " + version + ", and 2.40 or newer is needed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo 'promtool, version 2.42.0 (branch: HEAD)' | \"promtool, version 2.42.0 (branch: HEAD)\"",
                "printf '\\n \\033[1mls\\tx\\nmore\\n' | \"[1mls x\"",
                "exit 3 | nothing",
                "exec cat | nothing"
            })
    void noPrometheus(String script, String says) throws IOException {
        assertRefused(
                PrometheusProgram.script(directory, script), "is no Prometheus: asked for --version, it says " + says);
    }

    @Test
    void oneThatNeverStopsTalkingIsReadUpToABound() throws IOException {
        assertRefused(
                PrometheusProgram.script(directory, "while :; do echo " + "y".repeat(200) + "; done"),
                "it says \"" + "y".repeat(80) + "\"");
    }

    @Test
    void oneThatDoesNotAnswerIsKilledWithWhatItHasStarted() throws IOException {
        Path pids = directory.resolve("pids");
        Path program = PrometheusProgram.script(directory, "sleep 600 & echo $$ $! >" + pids + "; wait");

        assertThatThrownBy(() -> PrometheusVersion.check(program, Duration.ofSeconds(3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--prometheus.path: " + program + " has not answered --version within 3 s");

        assertThat(Files.readString(pids).strip().split(" "))
                .hasSize(2)
                .allSatisfy(pid -> await().atMost(Duration.ofSeconds(30))
                        .until(() -> ProcessHandle.of(Long.parseLong(pid))
                                .filter(ProcessHandle::isAlive)
                                .isEmpty()));
    }

    @Test
    void whatTheSystemCannotRun() throws IOException {
        Path program = PrometheusProgram.script(directory, "");
        Files.writeString(program, "#!/no/such/interpreter\n");

        assertRefused(program, "cannot be run");
    }

    private static void assertRefused(Path program, String why) {
        assertThatThrownBy(() -> PrometheusVersion.check(program))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--prometheus.path: " + program + " ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }
}
