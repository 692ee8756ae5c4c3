package dev.dockershim.exporter.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.NodeObject;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.kubelet.Certificates;
import dev.dockershim.exporter.kubelet.FakeKubelet;
import dev.dockershim.exporter.kubelet.KubeletClient;
import dev.dockershim.exporter.kubelet.KubeletConfig;
import dev.dockershim.exporter.kubelet.Peer;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class NodeSourceTest {

    private static final String NODE = """
            {"kind":"Node","apiVersion":"v1",
             "metadata":{"name":"node-a","labels":{"kubernetes.io/os":"linux"},
               "annotations":{"kubeadm.alpha.kubernetes.io/cri-socket":"/var/run/dockershim.sock","other":"secret"}},
             "spec":{"podCIDR":"10.0.0.0/24","unschedulable":true,"taints":[{"key":"k","effect":"NoSchedule"}]},
             "status":{
               "conditions":[
                 {"type":"MemoryPressure","status":"False","lastHeartbeatTime":"2026-01-01T00:00:00Z"},
                 {"type":"Ready","status":"True","lastHeartbeatTime":"2026-01-02T03:04:05Z"}],
               "nodeInfo":{"containerRuntimeVersion":"docker://20.10.24","kubeletVersion":"v1.23.17-eks-0a21954",
                 "operatingSystem":"linux","osImage":"Debian GNU/Linux 12","architecture":"amd64"},
               "images":[{"names":["a","b"],"sizeBytes":1}]}}
            """;

    @TempDir
    Path files;

    private FakeKubelet apiServer;
    private KubeletClient client;

    @BeforeEach
    void start() throws Exception {
        X509Bundle certificate = Certificates.selfSigned("127.0.0.1");
        Path caFile = Certificates.write(files.resolve("ca.crt"), certificate.getCertificatePEM());
        Path token = Files.writeString(files.resolve("token"), "t0ken");
        apiServer = FakeKubelet.https(certificate, (request, connection) -> connection.send(200, NODE));
        client = new KubeletClient(
                new KubeletConfig(apiServer.url(), caFile, token, null, null, null, false), Peer.API_SERVER);
    }

    @AfterEach
    void stop() throws IOException {
        apiServer.close();
    }

    @Test
    void readsTheNodeFromTheCache() throws Exception {
        assertThat(read("Node-A"))
                .isEqualTo(Observed.seen(new NodeObject(
                        new RuntimeName(Kind.DOCKER, new Version(20, 10, 24)),
                        new Version(1, 23, 17),
                        "linux",
                        true,
                        true,
                        Instant.parse("2026-01-02T03:04:05Z"),
                        new Endpoint(EndpointClass.DOCKERSHIM, false),
                        true)));

        FakeKubelet.Request request = apiServer.requests.get(0);
        assertThat(request.path()).isEqualTo("/api/v1/nodes/node-a?resourceVersion=0");
        assertThat(request.header("accept")).isEqualTo("application/json");
        assertThat(request.header("authorization")).isEqualTo("Bearer t0ken");
    }

    @ParameterizedTest
    @CsvSource({"True, true", "False, false", "Unknown,", "true,", "'',"})
    void readyIsWhatTheControllerWrites(String status, @Nullable Boolean ready) throws Exception {
        NodeObject node = parse("{\"status\":{\"nodeInfo\":{},\"conditions\":[null,{\"type\":\"Ready\",\"status\":\""
                + status + "\",\"lastHeartbeatTime\":\"yesterday\"}]}}");

        assertThat(node.ready()).isEqualTo(ready);
        assertThat(node.heartbeat()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "containerd://1.6.20~ds1, CONTAINERD, 1.6.20",
        "containerd://Unknown, CONTAINERD,",
        "cri-o://1.24.0-rc.1, CRI_O, 1.24.0",
        "docker, UNKNOWN,",
        "'', UNKNOWN,",
    })
    void theRuntimeIsItsNameAndVersion(String text, Kind kind, @Nullable String version) throws Exception {
        assertThat(parse("{\"status\":{\"nodeInfo\":{\"containerRuntimeVersion\":\"" + text + "\"}}}")
                        .runtime())
                .isEqualTo(new RuntimeName(kind, Version.parse(version)));
    }

    @Test
    void whatIsNotToldIsUnknown() throws Exception {
        assertThat(parse("{\"metadata\":{},\"status\":{\"nodeInfo\":{}}}"))
                .isEqualTo(new NodeObject(RuntimeName.UNKNOWN, null, "", false, null, null, null, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Linux", "linux\\n", "<b>", "aVeryLongOperatingSystemName"})
    void theOperatingSystemIsAWordOrNothing(String text) throws Exception {
        assertThat(parse("{\"status\":{\"nodeInfo\":{\"operatingSystem\":\"" + text + "\"}}}")
                        .os())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kubeadm.alpha.kubernetes.io/cri-socket, true",
        "kubeadm.kubernetes.io/anything, true",
        "example.com/kubeadm.kubernetes.io, false",
    })
    void kubeadmShowsInLabelsToo(String key, boolean kubeadm) throws Exception {
        assertThat(parse("{\"metadata\":{\"labels\":{\"" + key + "\":\"\"}},\"status\":{\"nodeInfo\":{}}}")
                        .kubeadm())
                .isEqualTo(kubeadm);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"kind\":\"Status\",\"status\":{}}", "{\"status\":{\"nodeInfo\":null}}"})
    void whatIsNoNodeIsInvalid(String answer) throws Exception {
        assertMissing(
                NodeSource.parse(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8))), Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "<html>secret", "{\"kind\":\"Status\",\"status\":\"Failure\"}"})
    void anAnswerOfAnotherFormIsAFailureThatQuotesNothing(String answer) {
        apiServer.behaviour = (request, connection) -> connection.send(200, answer);

        assertThatThrownBy(() -> read("node-a"))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("API server's answer to /api/v1/nodes is not the JSON expected there")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aNodeThatIsNotThereIsAnAnswer() throws Exception {
        apiServer.behaviour = (request, connection) -> connection.send(404, "");

        assertMissing(read("node-b"), Reason.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a?b", "../secrets", "a b", "-a", "näme"})
    void aNameThatNoNodeHasIsNotAskedFor(String name) throws Exception {
        assertMissing(read(name), Reason.ABSENT);
        assertThat(apiServer.requests).isEmpty();
    }

    @Test
    void aRefusalNamesWhatToGrant() {
        apiServer.behaviour = (request, connection) -> connection.send(403, "{\"message\":\"user secret\"}");

        assertThatThrownBy(() -> read("node-a"))
                .isInstanceOfSatisfying(
                        SourceException.class, e -> assertThat(e.isForbidden()).isTrue())
                .hasMessageStartingWith("API server answered 403 Forbidden for ")
                .hasMessageEndingWith("grant get on nodes")
                .hasMessageNotContaining("secret");
    }

    @Test
    void anAnswerWithoutEndIsLeft() {
        long huge = 200L * 1024 * 1024;
        apiServer.behaviour = (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            connection.flood(huge, true);
        };

        assertThatThrownBy(() -> read("node-a")).hasMessageContaining("is longer than 1048576 bytes");
        assertThat(apiServer.bodyBytes.get()).isLessThan(huge / 4);
    }

    @Test
    void anAnswerThatIsCutIsAFailure() {
        apiServer.behaviour = (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n" + NODE);
            throw new IOException("cut");
        };

        assertThatThrownBy(() -> read("node-a"))
                .hasMessageStartingWith("API server's answer to ")
                .hasMessageEndingWith("broke off");
    }

    @Test
    void aHangingServerIsLeftAtTheDeadline() {
        apiServer.behaviour = (request, connection) -> connection.waitUntilClosed();

        assertThatThrownBy(() -> new NodeSource(client, "node-a").read(Deadline.after(Duration.ofMillis(300))))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("API server did not answer ");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsNotTrusted() throws Exception {
        Path other = Certificates.write(
                files.resolve("other.crt"), Certificates.selfSigned("127.0.0.1").getCertificatePEM());
        client = new KubeletClient(
                new KubeletConfig(apiServer.url(), other, null, null, null, null, false), Peer.API_SERVER);

        assertThatThrownBy(() -> read("node-a"))
                .hasMessageStartingWith("API server's certificate is not trusted")
                .hasMessageNotContaining("--kubelet");
        assertThat(apiServer.requests).isEmpty();
    }

    private static void assertMissing(Observed<NodeObject> observed, Reason reason) {
        assertThat(observed)
                .isInstanceOfSatisfying(
                        Observed.Missing.class,
                        missing -> assertThat(missing.reason()).isEqualTo(reason));
    }

    private Observed<NodeObject> read(String name) throws Exception {
        return new NodeSource(client, name).read(Deadline.after(Duration.ofSeconds(20)));
    }

    private static NodeObject parse(String answer) throws SourceException {
        return Objects.requireNonNull(
                NodeSource.parse(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)))
                        .orNull());
    }
}
