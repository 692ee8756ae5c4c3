package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.dockershim.exporter.evidence.PodSpec;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.netty.pkitesting.X509Bundle;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodSpecsSourceTest {

    @TempDir
    Path files;

    @ParameterizedTest
    @ValueSource(strings = {"containerd-1.36", "containerd23", "cri-dockerd-1.36", "dockershim-1.23"})
    void readsThePodsOfARealNode(String node) throws Exception {
        List<PodSpec> pods = PodSpecsSource.parse(Fixtures.open(node, "pods-whole.json"));

        assertThat(pods)
                .extracting(pod -> pod.name().replaceFirst("-node-[ab]$", ""))
                .containsExactlyInAnyOrder("web-0", "crash.er", "guaranteed");
        assertThat(pods).allSatisfy(pod -> {
            assertThat(pod.staticPod()).isTrue();
            assertThat(pod.owner()).isEmpty();
            assertThat(pod.volumes()).isEmpty();
            assertThat(pod.containers()).isNotEmpty().allSatisfy(container -> {
                assertThat(container.neverPull()).isTrue();
                assertThat(container.image()).endsWith("busybox").doesNotContain(":");
                assertThat(container.dockerCli()).isFalse();
            });
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":null}",
                "{}",
                "{\"items\":[null,{},{\"metadata\":{\"name\":\"p\",\"namespace\":\"n\"}},{\"spec\":{}},"
                        + "{\"metadata\":{\"name\":\" \",\"namespace\":\"n\"},\"spec\":{}}]}"
            })
    void aPodThatCannotBeNamedIsLeftOut(String text) throws Exception {
        assertThat(PodSpecsSource.parse(Fixtures.text(text))).isEmpty();
    }

    @Test
    void whatIsNullOrMissingInAPodTellsNothing() throws Exception {
        List<PodSpec> pods = PodSpecsSource.parse(Fixtures.text("""
                {"items":[{"metadata":{"name":"p","namespace":"n","labels":null,"annotations":null,"ownerReferences":[null,{}]},
                  "spec":{"volumes":[null,{},{"name":"v"},{"name":"w","hostPath":{}},{"name":"x","hostPath":null}],
                    "hostAliases":[null,{},{"ip":"127.0.0.1","hostnames":[null]}],
                    "initContainers":null,"ephemeralContainers":[null],
                    "containers":[{},{"name":"c","image":null,"command":[null],"args":null,
                      "env":[null,{},{"name":"DOCKER_HOST"},{"name":"DOCKER_HOST","valueFrom":null}],
                      "volumeMounts":[null,{},{"name":"v"},{"name":"w","mountPath":"/x"},{"name":"no","mountPath":"/"}],
                      "livenessProbe":{},"lifecycle":{"preStop":{"exec":{}}},"securityContext":{}}]},
                  "status":{"containerStatuses":[null,{},{"name":"c","state":{}}]}}]}
                """));

        PodSpec.Container nothing =
                new PodSpec.Container("", false, false, false, false, false, PodSpec.DockerEnv.NONE);
        assertThat(pods)
                .containsExactly(new PodSpec("n", "p", "", "", false, false, List.of(), List.of(nothing, nothing)));
    }

    @Test
    void anAnswerCutShortIsAFailureThatQuotesNothing() {
        String whole = new String(Fixtures.bytes("containerd-1.36", "pods.json"), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> PodSpecsSource.parse(Fixtures.text(whole.substring(0, whole.length() / 2))))
                .isInstanceOf(SourceException.class)
                .hasMessageMatching(
                        "kubelet's answer to /pods is not the JSON expected there \\(line \\d+, column \\d+\\)");
    }

    @Test
    void aRefusalSaysWhatToGrant() throws Exception {
        X509Bundle certificate = Certificates.selfSigned("127.0.0.1");
        Path caFile = Certificates.write(files.resolve("ca.crt"), certificate.getCertificatePEM());
        try (FakeKubelet kubelet =
                FakeKubelet.https(certificate, (request, connection) -> connection.send(403, "no"))) {
            PodSpecsSource source = new PodSpecsSource(
                    new KubeletClient(new KubeletConfig(kubelet.url(), caFile, null, null, null, null, false)));

            assertThatThrownBy(() -> source.read(Deadline.after(Duration.ofSeconds(10))))
                    .isInstanceOfSatisfying(
                            SourceException.class,
                            e -> assertThat(e.isForbidden()).isTrue())
                    .hasMessageContaining("nodes/pods");
        }
    }

    /** A full node each minute: what is allocated is some times the answer, and none of it stays. */
    @Test
    void aFullNodeCostsLittle() throws Exception {
        byte[] answer;
        try (var zipped = new GZIPInputStream(Fixtures.open("containerd-1.36-45pods", "pods.json.gz"))) {
            answer = zipped.readAllBytes();
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int warm = 0; warm < 20; warm++) {
            PodSpecsSource.parse(new ByteArrayInputStream(answer));
        }

        long before = threads.getCurrentThreadAllocatedBytes();
        List<PodSpec> read = PodSpecsSource.parse(new ByteArrayInputStream(answer));
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(read).hasSize(45);
        assertThat(allocated).isLessThan(4L * answer.length);
    }
}
