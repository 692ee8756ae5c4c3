package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.Source;
import dev.dockershim.exporter.source.SourceException;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three sources over HTTPS. */
class KubeletSourcesTest {

    private static final FakeKubelet.Behaviour NODE = (request, connection) -> {
        String file = switch (request.path()) {
            case "/stats/summary" -> "stats-summary.json";
            case "/pods" -> "pods.json";
            case "/metrics/cadvisor" -> "metrics-cadvisor.prom";
            default -> throw new IOException(request.path());
        };
        connection.send(200, new String(Fixtures.bytes("containerd-1.36", file), StandardCharsets.UTF_8));
    };

    @TempDir
    Path files;

    private FakeKubelet kubelet;
    private KubeletClient client;

    @BeforeEach
    void start() throws Exception {
        X509Bundle certificate = Certificates.selfSigned("127.0.0.1");
        Path caFile = Certificates.write(files.resolve("ca.crt"), certificate.getCertificatePEM());
        kubelet = FakeKubelet.https(certificate, NODE);
        client = new KubeletClient(new KubeletConfig(kubelet.url(), caFile, null, null, null, null, false));
    }

    @AfterEach
    void stop() throws IOException {
        kubelet.close();
    }

    @Test
    void eachReadsItsEndpoint() throws Exception {
        assertThat(read(new SummarySource(client)).pods()).isNotEmpty();
        assertThat(read(new PodsSource(client)).containers()).hasSize(3);
        assertThat(read(new CadvisorSource(client, List.of())).containers()).hasSize(6);
    }

    @Test
    void theirNamesAreThoseOfTheSeries() {
        assertThat(List.of(new SummarySource(client), new PodsSource(client), new CadvisorSource(client, List.of())))
                .extracting(Source::name)
                .containsExactly("kubelet_summary", "kubelet_pods", "kubelet_cadvisor");
    }

    @Test
    void anAnswerWithoutLengthThatIsCutIsAFailureForEach() throws Exception {
        kubelet.behaviour = (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"
                    + (request.path().startsWith("/metrics") ? "# HELP container_" : "{\"pods\":[{\"podRef\""));
            throw new IOException("cut");
        };
        for (Source<?> source :
                List.of(new SummarySource(client), new PodsSource(client), new CadvisorSource(client, List.of()))) {
            assertThatThrownBy(() -> read(source))
                    .isInstanceOf(SourceException.class)
                    .hasMessageStartingWith("kubelet's answer to /");
        }

        kubelet.behaviour = NODE;
        assertThat(read(new SummarySource(client)).pods()).isNotEmpty();
    }

    private static <T> T read(Source<T> source) throws Exception {
        return source.read(Deadline.after(Duration.ofSeconds(20)));
    }
}
