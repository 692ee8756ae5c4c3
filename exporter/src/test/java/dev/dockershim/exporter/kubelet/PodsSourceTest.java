package dev.dockershim.exporter.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.kubelet.KubeletPods.RunningContainer;
import dev.dockershim.exporter.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodsSourceTest {

    @Test
    void readsTheRunningContainersOfAContainerdNode() throws Exception {
        KubeletPods pods = PodsSource.parse(Fixtures.open("containerd-1.36", "pods.json"));

        // flaky has ended, and so has the init container of guaranteed
        assertThat(pods.containers()).extracting(RunningContainer::container).containsExactly("app", "sidecar", "main");
        assertThat(pods.containers().get(0))
                .isEqualTo(new RunningContainer(
                        "c910c11dcbd705e9eb5048f729e8430f",
                        "prod",
                        "web-0-node-a",
                        "app",
                        "11c6fecf57a585da968f98d2595d240de8586e52e592683de1f57860ba385c18",
                        "sha256:0e3be1b7cf45ad9a0fc614f2dc23277ce6fe0a47e78766935b106dcb1be312c2",
                        0));
    }

    @Test
    void readsAttemptAndImageIdOfADockerNodeAsPrinted() throws Exception {
        KubeletPods pods = PodsSource.parse(Fixtures.open("dockershim-1.23", "pods.json"));

        assertThat(pods.containers())
                .filteredOn(RunningContainer::container, "flaky")
                .containsExactly(new RunningContainer(
                        "dfa7070c3d964b7eca65c4758150dd9e",
                        "prod",
                        "crash.er-node-a",
                        "flaky",
                        "c6a3e7b3d8169194ccde14263361f1f0af7aa1e94fc770f2efd28a6b0f9cb7a9",
                        "docker://sha256:0e3be1b7cf45ad9a0fc614f2dc23277ce6fe0a47e78766935b106dcb1be312c2",
                        2));
    }

    @Test
    void takesInitAndEphemeralContainersToo() throws Exception {
        KubeletPods pods = parse("""
                {"items":[{"metadata":{"name":"p","namespace":"n","uid":"u"},"status":{
                  "initContainerStatuses":[{"name":"i","state":{"running":{}},"restartCount":3,"containerID":"cri-o://a"}],
                  "containerStatuses":[{"name":"c","state":{"waiting":{"reason":"x"}},"restartCount":0}],
                  "ephemeralContainerStatuses":[
                    {"name":"e","state":{"running":{"startedAt":"2026-01-01T00:00:00Z"}},"restartCount":0,
                     "imageID":"","containerID":"containerd://b"}]}}]}
                """);

        assertThat(pods.containers())
                .containsExactly(
                        new RunningContainer("u", "n", "p", "i", "a", null, 3),
                        new RunningContainer("u", "n", "p", "e", "b", null, 0));
    }

    @Test
    void theHashOfAStaticPodIsItsUidEvenWhereTheMirrorHasAnother() throws Exception {
        KubeletPods pods = parse("""
                {"items":[{"metadata":{"name":"p","namespace":"n","uid":"0b1c",
                    "annotations":{"kubernetes.io/config.hash":"hash","kubernetes.io/config.mirror":"hash","o":"x"}},
                  "status":{"containerStatuses":[
                    {"name":"c","state":{"running":{}},"restartCount":0,"containerID":"containerd://a"}]}}]}
                """);

        assertThat(pods.containers()).extracting(RunningContainer::podUid).containsExactly("hash");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{}",
                "{\"name\":\"c\"}",
                "{\"name\":\"c\",\"state\":null,\"restartCount\":0,\"containerID\":\"containerd://a\"}",
                "{\"name\":\"c\",\"state\":{\"running\":null},\"restartCount\":0,\"containerID\":\"containerd://a\"}",
                "{\"name\":\"c\",\"state\":{\"running\":{}},\"containerID\":\"containerd://a\"}",
                "{\"name\":\"c\",\"state\":{\"running\":{}},\"restartCount\":-1,\"containerID\":\"containerd://a\"}",
                "{\"name\":\"c\",\"state\":{\"running\":{}},\"restartCount\":4294967296,\"containerID\":\"x://a\"}",
                "{\"name\":\"c\",\"state\":{\"running\":{}},\"restartCount\":0,\"containerID\":\"containerd://\"}",
                "{\"name\":\"c\",\"state\":{\"running\":{}},\"restartCount\":0,\"containerID\":\"\"}",
                "{\"state\":{\"running\":{}},\"restartCount\":0,\"containerID\":\"containerd://a\"}"
            })
    void aContainerThatCannotBeNamedIsLeftOutAndOnlyThat(String status) throws Exception {
        KubeletPods pods = parse("""
                {"items":[{"metadata":{"name":"p","namespace":"n","uid":"u"},"status":{"containerStatuses":[%s,
                  {"name":"d","state":{"running":{}},"restartCount":1,"containerID":"containerd://b"}]}}]}
                """.formatted(status));

        assertThat(pods.containers()).containsExactly(new RunningContainer("u", "n", "p", "d", "b", null, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\":null}",
                "{\"items\":[null,{},{\"metadata\":{\"name\":\"p\"},\"status\":{}}]}",
                "{\"items\":[{\"metadata\":{\"name\":\"p\",\"namespace\":\"n\",\"uid\":\"u\"},\"status\":null}]}",
                "{\"items\":[{\"metadata\":{\"name\":\"p\",\"namespace\":\"n\",\"uid\":\"u\"},\"status\":{\"containerStatuses\":null}}]}"
            })
    void podsWithoutContainersAreNoFailure(String text) throws Exception {
        assertThat(parse(text).containers()).isEmpty();
    }

    @Test
    void anAnswerCutShortIsAFailure() {
        String whole =
                new String(Fixtures.bytes("containerd-1.36", "pods.json"), java.nio.charset.StandardCharsets.UTF_8);

        assertThatThrownBy(() -> parse(whole.substring(0, whole.length() / 2)))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("kubelet's answer to /pods is not the JSON expected there (line ");
    }

    private static KubeletPods parse(String text) throws SourceException {
        return PodsSource.parse(Fixtures.text(text));
    }
}
