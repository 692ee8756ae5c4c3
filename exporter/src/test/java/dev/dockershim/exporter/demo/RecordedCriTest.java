package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockershim.exporter.cri.v1.Container;
import dev.dockershim.exporter.cri.v1.ContainerState;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.ContainerStatusResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedCriTest {

    @ParameterizedTest
    @CsvSource({
        "containerd-1.36, containerd, 1.6.20~ds1, 3, 5",
        "containerd23, containerd, 2.3.4+unknown, 3, 6",
        "cri-dockerd-1.36, docker, 20.10.24+dfsg1, 3, 6",
        "containerd23-gate, containerd, 2.3.4+unknown, 3, 6",
        "containerd-1.36-45pods, containerd, 1.6.20~ds1, 45, 90",
    })
    void recordedNodeIsLoaded(String node, String runtime, String version, int sandboxes, int containers) {
        ReplayCri.State state = load(node);

        assertThat(state.version().getRuntimeName()).isEqualTo(runtime);
        assertThat(state.version().getRuntimeVersion()).isEqualTo(version);
        assertThat(state.sandboxes()).hasSize(sandboxes);
        assertThat(state.containers()).hasSize(containers);
        assertThat(state.images()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"containerd-1.36", "containerd23", "cri-dockerd-1.36"})
    void everyRunningContainerHasStatsAndStatus(String node) {
        ReplayCri.State state = RecordedCri.load(node);

        assertThat(state.containers())
                .filteredOn(container -> container.getState() == ContainerState.CONTAINER_RUNNING)
                .isNotEmpty()
                .allSatisfy(container -> {
                    assertThat(state.stats())
                            .extracting(stats -> stats.getAttributes().getId())
                            .contains(container.getId());
                    assertThat(state.statuses()).containsKey(container.getId());
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "containerd-1.36 | \"sandboxImage\":\"docker.io/lab/pause:1\"",
                "containerd23 | \"containerdRootDir\":\"/var/lib/containerd\"",
                "containerd23-gate | \"containerdRootDir\":\"/var/lib/containerd\"",
                "cri-dockerd-1.36 | {\"sandboxImage\":\"lab/pause:1\"}",
            })
    void configurationOfTheRuntimeIsADocument(String node, String part) {
        assertThat(load(node).status().getInfoMap())
                .hasEntrySatisfying("config", config -> assertThat(config).contains(part));
    }

    @Test
    void numbersTimesAndDocumentsAreRead() {
        ReplayCri.State state = RecordedCri.load("containerd-1.36");
        String id = "0e72669b082dc1bd2714b3e65de86df49b73625f1610058fc818a166e8f21121";

        Container container = state.containers().stream()
                .filter(each -> each.getId().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(container.getCreatedAt()).isEqualTo(1_795_423_050_302_580_978L);

        ContainerStats stats = state.stats().stream()
                .filter(each -> each.getAttributes().getId().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(stats.getWritableLayer().getUsedBytes().getValue()).isEqualTo(20480);
        assertThat(stats.getWritableLayer().getInodesUsed().getValue()).isEqualTo(8);

        ContainerStatusResponse status = Objects.requireNonNull(state.statuses().get(id));
        assertThat(status.getStatus().getCreatedAt()).isEqualTo(container.getCreatedAt());
        assertThat(status.getStatus().getFinishedAt()).isZero();
        assertThat(status.getInfoMap().get("info")).contains("\"cgroupsPath\":\"/kubepods/burstable/pode7075");
    }

    @Test
    void inodesThatCriDockerdDoesNotTellAreAbsent() {
        assertThat(RecordedCri.load("cri-dockerd-1.36").stats())
                .isNotEmpty()
                .noneMatch(stats -> stats.getWritableLayer().hasInodesUsed());
    }

    private static ReplayCri.State load(String node) {
        return RecordedCri.load(RecordedNodes.named(node));
    }

    @Test
    void unknownNodeIsAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordedCri.load("nowhere"))
                .withMessageContaining("nowhere");
    }
}
