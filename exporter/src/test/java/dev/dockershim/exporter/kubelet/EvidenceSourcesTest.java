package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /configz} and the kubelet's version over HTTPS, of kubelets good and bad. */
@Timeout(60)
class EvidenceSourcesTest {

    private static final long HUGE = 200L * 1024 * 1024;

    @TempDir
    Path files;

    private FakeKubelet kubelet;
    private KubeletClient client;

    @BeforeEach
    void start() throws Exception {
        X509Bundle certificate = Certificates.selfSigned("127.0.0.1");
        Path caFile = Certificates.write(files.resolve("ca.crt"), certificate.getCertificatePEM());
        kubelet = FakeKubelet.https(certificate, (request, connection) -> connection.send(404, ""));
        client = new KubeletClient(new KubeletConfig(kubelet.url(), caFile, null, null, null, null, false));
    }

    @AfterEach
    void stop() throws IOException {
        kubelet.close();
    }

    private Source<? extends Observed<?>> source(String name) {
        return Stream.of(new ConfigzSource(client), new KubeletVersionSource(client))
                .filter(source -> source.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void configzIsReadOverHttps() throws Exception {
        String answer = new String(Fixtures.bytes("containerd-1.36", "configz.json"), StandardCharsets.UTF_8);
        kubelet.behaviour = (request, connection) -> connection.send(200, answer);

        assertThat(read(new ConfigzSource(client)))
                .isEqualTo(ConfigzSource.parse(Fixtures.open("containerd-1.36", "configz.json")));
        assertThat(kubelet.requests).extracting(FakeKubelet.Request::path).containsExactly("/configz");
    }

    @Test
    void theVersionEndsTheReading() throws Exception {
        kubelet.behaviour = (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            String line = "kubernetes_build_info{git_version=\"v1.36.2\"} 1\n";
            connection.send(Integer.toHexString(line.length()) + "\r\n" + line + "\r\n");
            connection.waitUntilClosed(); // the rest never comes
        };

        assertThat(read(new KubeletVersionSource(client))).isEqualTo(Observed.seen(new Version(1, 36, 2)));
        assertThat(kubelet.requests).extracting(FakeKubelet.Request::path).containsExactly("/metrics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubelet_configz", "kubelet_version"})
    void notFoundIsAnAnswer(String name) throws Exception {
        assertThat(read(source(name)))
                .isInstanceOfSatisfying(
                        Observed.Missing.class,
                        missing -> assertThat(missing.reason()).isEqualTo(Reason.ABSENT));
    }

    @ParameterizedTest
    @CsvSource({"kubelet_configz, nodes/configz", "kubelet_version, nodes/metrics"})
    void aRefusalNamesWhatToGrant(String name, String resource) {
        kubelet.behaviour = (request, connection) -> connection.send(403, "");

        assertThatThrownBy(() -> read(source(name)))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.isForbidden()).isTrue())
                .hasMessageEndingWith("grant get on " + resource);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubelet_configz", "kubelet_version"})
    void anAnswerWithoutEndIsLeft(String name) {
        kubelet.behaviour = (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.flood(HUGE, true);
        };

        assertThatThrownBy(() -> read(source(name)))
                .isInstanceOf(SourceException.class)
                .hasMessageMatching("kubelet's answer to /(configz|metrics) is longer than \\d+ bytes");
        assertThat(kubelet.bodyBytes.get()).isLessThan(HUGE / 4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubelet_configz", "kubelet_version"})
    void anAnswerThatIsCutIsAFailure(String name) {
        kubelet.behaviour = (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"kubeletconfig\":{}}");
            throw new IOException("cut");
        };

        assertThatThrownBy(() -> read(source(name)))
                .isInstanceOf(SourceException.class)
                .hasMessageEndingWith("broke off");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubelet_configz", "kubelet_version"})
    void aHangingKubeletIsLeftAtTheDeadline(String name) {
        kubelet.behaviour = (request, connection) -> connection.waitUntilClosed();

        assertThatThrownBy(() -> source(name).read(Deadline.after(Duration.ofMillis(300))))
                .isInstanceOf(SourceException.class)
                .hasMessageEndingWith("in time");
    }

    private static Observed<?> read(Source<? extends Observed<?>> source) throws Exception {
        return Objects.requireNonNull(source.read(Deadline.after(Duration.ofSeconds(20))));
    }
}
