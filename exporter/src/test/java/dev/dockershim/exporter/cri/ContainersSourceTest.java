package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cri.CriContainers.ReadySandbox;
import dev.dockershim.exporter.cri.CriContainers.RunningContainer;
import dev.dockershim.exporter.cri.v1.Container;
import dev.dockershim.exporter.cri.v1.ContainerMetadata;
import dev.dockershim.exporter.cri.v1.ContainerState;
import dev.dockershim.exporter.cri.v1.ImageSpec;
import dev.dockershim.exporter.cri.v1.PodSandbox;
import dev.dockershim.exporter.cri.v1.PodSandboxMetadata;
import dev.dockershim.exporter.cri.v1.PodSandboxState;
import dev.dockershim.exporter.demo.ReplayCri;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainersSourceTest {

    private static final String HEX = "0e3be1b7cf45ad9a0fc614f2dc23277ce6fe0a47e78766935b106dcb1be312c2";

    @TempDir
    Path dir;

    @Test
    void sandboxGivesTheNamesAndItsAttempt() throws Exception {
        PodSandbox sandbox = PodSandbox.newBuilder()
                .setId("sandbox-of-a")
                .setMetadata(PodSandboxMetadata.newBuilder()
                        .setName("pod.with.dots")
                        .setNamespace("ns")
                        .setUid("uid")
                        .setAttempt(3))
                .build();
        Container container = CriTests.running("a")
                .putLabels("io.kubernetes.pod.name", "another")
                .setMetadata(ContainerMetadata.newBuilder().setName("app").setAttempt(7))
                .setCreatedAt(42)
                .build();

        assertThat(read(CriTests.state(List.of(sandbox), List.of(container))))
                .containsExactly(
                        new RunningContainer("a", "sandbox-of-a", 3, "uid", "ns", "pod.with.dots", "app", 7, null, 42));
    }

    @Test
    void labelsGiveTheNamesWhereTheSandboxIsNotListed() throws Exception {
        Container container = CriTests.running("a")
                .putLabels("io.kubernetes.pod.name", "web-0")
                .putLabels("io.kubernetes.pod.namespace", "prod")
                .putLabels("io.kubernetes.pod.uid", "u1")
                .putLabels("io.kubernetes.container.name", "app")
                .clearMetadata()
                .build();

        assertThat(read(CriTests.state(container)))
                .containsExactly(
                        new RunningContainer("a", "sandbox-of-a", 0, "u1", "prod", "web-0", "app", 0, null, 0));
    }

    @Test
    void containerMadeByHandIsListedWithoutPod() throws Exception {
        assertThat(read(CriTests.state(CriTests.running("a").build())))
                .containsExactly(new RunningContainer("a", "sandbox-of-a", 0, "", "", "", "name-of-a", 0, null, 0));
    }

    @Test
    void onlyRunningContainersAreListed() throws Exception {
        Container exited =
                CriTests.running("b").setState(ContainerState.CONTAINER_EXITED).build();

        assertThat(read(CriTests.state(CriTests.running("a").build(), exited)))
                .extracting(RunningContainer::id)
                .containsExactly("a");
    }

    @Test
    void onlyReadySandboxesAreListed() throws Exception {
        PodSandbox ready = PodSandbox.newBuilder()
                .setId("r")
                .setMetadata(PodSandboxMetadata.newBuilder()
                        .setName("pod")
                        .setNamespace("ns")
                        .setUid("uid")
                        .setAttempt(2))
                .setCreatedAt(42)
                .build();
        PodSandbox labelled = PodSandbox.newBuilder()
                .setId("l")
                .putLabels("io.kubernetes.pod.name", "web-0")
                .putLabels("io.kubernetes.pod.namespace", "prod")
                .putLabels("io.kubernetes.pod.uid", "u1")
                .build();
        PodSandbox ended = ready.toBuilder()
                .setId("e")
                .setState(PodSandboxState.SANDBOX_NOTREADY)
                .build();

        assertThat(list(CriTests.state(List.of(ready, labelled, ended), List.of()))
                        .sandboxes())
                .containsExactly(
                        new ReadySandbox("r", 2, "uid", "ns", "pod", 42),
                        new ReadySandbox("l", 0, "u1", "prod", "web-0", 0));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "'', sha256:" + HEX + ", x, sha256:" + HEX, // containerd
                "'', docker://sha256:" + HEX + ", x, sha256:" + HEX, // cri-dockerd
                HEX + ", docker.io/lab/busybox@sha256:" + HEX + ", x, " + HEX, // CRI-O
                "'', docker.io/lab/busybox@sha256:" + HEX + ", sha256:" + HEX + ", sha256:" + HEX,
                "'', docker.io/lab/busybox@sha256:" + HEX + ", busybox:1, -",
                "'', '', '', -",
            })
    void imageIdIsWhereTheRuntimePutIt(String id, String reference, String spec, String expected) throws Exception {
        Container container = CriTests.running("a")
                .setImageId(id)
                .setImageRef(reference)
                .setImage(ImageSpec.newBuilder().setImage(spec))
                .build();

        assertThat(read(CriTests.state(container)))
                .singleElement()
                .extracting(RunningContainer::imageId)
                .isEqualTo(expected);
    }

    private List<RunningContainer> read(ReplayCri.State state) throws Exception {
        return list(state).containers();
    }

    private CriContainers list(ReplayCri.State state) throws Exception {
        try (ReplayCri runtime = CriTests.serve(dir, state);
                CriClient client = CriTests.client(runtime)) {
            return new ContainersSource(client).read(CriTests.soon());
        }
    }
}
