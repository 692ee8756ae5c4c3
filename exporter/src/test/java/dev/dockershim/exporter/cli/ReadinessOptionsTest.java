package dev.dockershim.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.agent.ReadinessConfig;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class ReadinessOptionsTest {

    private static final Path TOKEN = Path.of("/token");
    private static final Path CA = Path.of("/ca.crt");

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({
        "10.96.0.1, 443, https://10.96.0.1:443",
        "' 10.96.0.1\n', ' 6443 ', https://10.96.0.1:6443",
        "fd00::1, 443, https://[fd00::1]:443",
        "10.96.0.1, '',",
        "'', 443,",
    })
    void autoIsTheClusterOfThePod(String host, String port, @Nullable String url) {
        KubeletConfig found = config(Map.of("KUBERNETES_SERVICE_HOST", host, "KUBERNETES_SERVICE_PORT", port), TOKEN)
                .apiServer();

        assertThat(found == null ? null : found.url().toString()).isEqualTo(url);
        if (found != null) {
            assertThat(found.tokenFile()).isEqualTo(TOKEN);
            assertThat(found.caFile()).isEqualTo(CA);
            assertThat(found.insecureSkipVerify()).isFalse();
        }
    }

    @Test
    void autoWithoutATokenIsNone() {
        Map<String, String> pod = Map.of("KUBERNETES_SERVICE_HOST", "10.96.0.1", "KUBERNETES_SERVICE_PORT", "443");

        assertThat(config(pod, null).apiServer()).isNull();
        assertThat(config(pod, TOKEN, "--apiserver.url=none").apiServer()).isNull();
        assertThat(Objects.requireNonNull(config(pod, null, "--apiserver.url=https://api:1")
                                .apiServer())
                        .url())
                .hasToString("https://api:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1:6443", "ftp://10.0.0.1", "https://", "https://a b", "https://u:p@10.0.0.1"})
    void aUrlThatCannotBeUsedIsNamedWithoutQuotingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of(), TOKEN, "--apiserver.url=" + url))
                .withMessageStartingWith("--apiserver.url ")
                .withMessageNotContaining("u:p@");
    }

    @ParameterizedTest
    @CsvSource({"0, PT0S", "0s, PT0S", "10s, PT10S", "90s, PT1M30S", "1m, PT1M", "1h, PT1H"})
    void theIntervalIsATime(String value, Duration interval) {
        ReadinessConfig config = config(Map.of(), null, "--readiness.interval=" + value);

        assertThat(config.interval()).isEqualTo(interval);
        assertThat(config.isOn()).isEqualTo(!interval.isZero());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "-1m", "9s", "61m", "2h", "1d", "1.5m", "99999999999s"})
    void anotherTimeIsRefused(String value) {
        assertThatThrownBy(() -> config(Map.of(), null, "--readiness.interval=" + value))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("is neither 0 nor a time from 10s to 1h");
    }

    @Test
    void flagsThatAreTrueCanBeTurnedOff() {
        ReadinessConfig on = config(Map.of(), null);
        ReadinessConfig off =
                config(Map.of(), null, "--readiness.emit-passing=false", "--readiness.accept-cri-dockerd=false");

        assertThat(on.emitPassing()).isTrue();
        assertThat(on.acceptCriDockerd()).isTrue();
        assertThat(off.emitPassing()).isFalse();
        assertThat(off.acceptCriDockerd()).isFalse();
    }

    @Test
    void theRootIsADirectory() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));

        assertThat(config(Map.of(), null, "--host.root=none").hostRoot()).isNull();
        assertThat(config(Map.of(), null, "--host.root=" + dir).hostRoot()).isEqualTo(dir);
        for (String wrong : List.of(file.toString(), dir.resolve("none").toString(), "relative", "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> config(Map.of(), null, "--host.root=" + wrong))
                    .withMessageStartingWith("--host.root: ");
        }
    }

    @Test
    void pathsToSearchLieBelowTheRoot() {
        assertThat(config(
                                Map.of(),
                                null,
                                "--host.root=" + dir,
                                "--readiness.search-path=/etc/cron.d",
                                "--readiness.search-path=/usr/local/bin")
                        .searchPaths())
                .containsExactly("/etc/cron.d", "/usr/local/bin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of(), null, "--host.root=" + dir, "--readiness.search-path=etc"))
                .withMessage("--readiness.search-path: etc must begin with /");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config(Map.of(), null, "--readiness.search-path=/etc"))
                .withMessage("--readiness.search-path needs --host.root");
    }

    private static ReadinessConfig config(Map<String, String> environment, @Nullable Path token, String... flags) {
        ReadinessOptions options = new ReadinessOptions();
        new CommandLine(options).parseArgs(flags);
        return options.toConfig(environment, token, CA);
    }
}
