package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusSettingsTest {

    @TempDir
    Path directory;

    private String program = "";

    @BeforeEach
    void aProgram() throws IOException {
        program = PrometheusProgram.ofVersion(directory, "2.42.0").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-prometheus", "/no/such/prometheus", "/tmp", "", "\0"})
    void aProgramThatIsNotThereIsToldWithAWayToGetIt(String missing) {
        assertThatThrownBy(() -> PrometheusSettings.of(missing, "127.0.0.1:0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("not installed", "apt-get install prometheus", "--prometheus.path")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFileThatCannotBeExecutedIsThere() {
        assertThatThrownBy(() -> PrometheusSettings.of("/etc/passwd", "127.0.0.1:0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--prometheus.path: /etc/passwd is not executable; name the program of a Prometheus, 2.40"
                        + " or newer");
    }

    @Test
    void aProgramIsAskedForItsVersion() throws IOException {
        Path old = PrometheusProgram.ofVersion(directory, "2.31.1");

        assertThatThrownBy(() -> PrometheusSettings.of(old.toString(), "127.0.0.1:0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is Prometheus 2.31.1");
    }

    @Test
    void aNameIsLookedUpOnThePath() throws IOException {
        Path first = Files.createDirectory(directory.resolve("first"));
        Path second = Files.createDirectory(directory.resolve("second"));
        Files.createFile(first.resolve("prometheus")); // cannot be executed
        Path executable = Files.createFile(
                second.resolve("prometheus"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));

        assertThat(PrometheusSettings.find("prometheus", "/no/such::" + first + ":" + second))
                .contains(executable);
        assertThat(PrometheusSettings.find("prometheus", null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9090", ":9090", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:9090", "a b:9090", ""})
    void anAddressThatIsNoneIsToldInOneLine(String address) {
        assertThatThrownBy(() -> PrometheusSettings.of(program, address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--prometheus.listen-address: \"" + address + "\"");
    }

    @Test
    void aPortThatIsTakenIsToldInOneLine() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            assertThatThrownBy(() -> PrometheusSettings.of(program, address))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(address)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void portZeroIsAFreeOne() throws InterruptedException {
        PrometheusSettings settings = PrometheusSettings.of(program, "127.0.0.1:0");

        assertThat(settings.port()).isPositive();
        assertThat(settings.address()).isEqualTo("127.0.0.1:" + settings.port());
    }

    @Test
    void anIpv6AddressIsInBrackets() {
        assertThat(new PrometheusSettings(Path.of(program), "::1", 9090).address())
                .isEqualTo("[::1]:9090");
    }
}
