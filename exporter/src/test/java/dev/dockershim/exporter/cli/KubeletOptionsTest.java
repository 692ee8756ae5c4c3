package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class KubeletOptionsTest {

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3,https://10.1.2.3:10250",
        "' 10.1.2.3\n',https://10.1.2.3:10250",
        "fd00::1,https://[fd00::1]:10250",
        "'',https://127.0.0.1:10250",
    })
    void theDefaultKubeletIsTheOneOfThisNode(String hostIp, String url) {
        assertThat(config("node-a", Map.of("HOST_IP", hostIp)).url()).hasToString(url);
    }

    @Test
    void withoutAHostIpItIsTheLoopbackAddress() {
        assertThat(config("node-a", Map.of()).url()).hasToString("https://127.0.0.1:10250");
    }

    @Test
    void aUrlThatIsGivenWins() {
        assertThat(config("node-a", Map.of("HOST_IP", "10.1.2.3"), "--kubelet.url=https://kubelet:1")
                        .url())
                .hasToString("https://kubelet:1");
    }

    @Test
    void noneTurnsItOffWhateverElseIsGiven() {
        assertThat(configOrNull("node-a", Map.of("HOST_IP", "10.1.2.3"), "--kubelet.url=none", "--kubelet.ca-file=/no"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "node-a,node-a",
        "ip-10-0-0-1.eu-west-1.compute.internal,ip-10-0-0-1.eu-west-1.compute.internal",
        "10.0.0.1,",
        "fd00::1,",
        "no host name,",
    })
    void theServerNameIsTheNodesUnlessThatIsNoHostName(String nodeName, @Nullable String serverName) {
        assertThat(config(nodeName, Map.of()).serverName()).isEqualTo(serverName);
    }

    @Test
    void aServerNameThatIsGivenWins() {
        assertThat(config("node-a", Map.of(), "--kubelet.server-name=other").serverName())
                .isEqualTo("other");
    }

    @Test
    void verifiesUnlessToldOtherwise() {
        assertThat(config("node-a", Map.of()).insecureSkipVerify()).isFalse();
        assertThat(config("node-a", Map.of(), "--kubelet.insecure-skip-verify").insecureSkipVerify())
                .isTrue();
    }

    @Test
    void filesAreThoseThatAreGiven() throws IOException {
        Path file = Files.createFile(dir.resolve("f"));
        KubeletConfig config = config(
                "node-a",
                Map.of(),
                "--kubelet.url=http://127.0.0.1:10255", // no TLS: the files' contents are not looked at
                "--kubelet.ca-file=" + file,
                "--kubelet.token-file=" + file,
                "--kubelet.cert-file=" + file,
                "--kubelet.key-file=" + file);

        assertThat(config.caFile()).isEqualTo(file);
        assertThat(config.tokenFile()).isEqualTo(file);
        assertThat(config.certFile()).isEqualTo(file);
        assertThat(config.keyFile()).isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--kubelet.ca-file", "--kubelet.token-file", "--kubelet.cert-file", "--kubelet.key-file"})
    void aFileThatIsGivenAndCannotBeReadIsNamed(String flag) {
        Path missing = dir.resolve("missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("node-a", Map.of(), flag + "=" + missing))
                .withMessage(flag + ": " + missing + " cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.1:10250", "ftp://10.0.0.1", "https://", "https://a b", "https://u:p@10.0.0.1", "::"})
    void aUrlThatCannotBeUsedIsNamedWithoutQuotingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config("node-a", Map.of(), "--kubelet.url=" + url))
                .withMessageStartingWith("--kubelet.url ")
                .withMessageNotContaining("u:p@");
    }

    private static KubeletConfig config(String nodeName, Map<String, String> environment, String... flags) {
        return Objects.requireNonNull(configOrNull(nodeName, environment, flags));
    }

    private static @Nullable KubeletConfig configOrNull(
            String nodeName, Map<String, String> environment, String... flags) {
        KubeletOptions options = new KubeletOptions();
        new CommandLine(options).parseArgs(flags);
        return options.toConfig(nodeName, environment);
    }
}
