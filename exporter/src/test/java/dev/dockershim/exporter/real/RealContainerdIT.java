package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.cri.v1.ContainerState;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.cri.v1.ListContainerStatsRequest;
import dev.dockershim.exporter.cri.v1.ListContainersRequest;
import dev.dockershim.exporter.cri.v1.RuntimeServiceGrpc;
import dev.dockershim.exporter.real.RealContainerd.Container;
import dev.dockershim.exporter.real.RealContainerd.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealContainerdIT {

    private static final long MEBIBYTE = 1 << 20;

    @SuppressWarnings("NullAway.Init")
    private RealContainerd containerd;

    @BeforeAll
    void start() {
        containerd = RealContainerd.start();
    }

    @AfterAll
    void stop() {
        if (containerd != null) {
            containerd.close();
        }
    }

    @Test
    void writtenBytesComeBackFromTheRuntimeAndFromDu() {
        Pod shop = containerd.runPod("shop", "cart-0");
        Pod quiet = containerd.runPod("default", "quiet.example");
        Container writer = containerd.runContainer(
                shop, "app", "dd if=/dev/zero of=/data/file bs=1024k count=5; sync; sleep 1000");
        Container idle = containerd.runContainer(quiet, "idle", "sleep 1000");

        FilesystemUsage usage = await("usage of the writer")
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> stats(writer).getWritableLayer(),
                        layer -> layer.getUsedBytes().getValue() >= 5 * MEBIBYTE);
        assertThat(usage.getFsId().getMountpoint())
                .isEqualTo(containerd.snapshots().toString());
        assertThat(usage.getUsedBytes().getValue())
                .isEqualTo(MeasuredTree.of(containerd.layer(writer)).bytes());
        assertThat(stats(writer).getAttributes().getLabelsMap())
                .containsEntry("io.kubernetes.container.name", "app")
                .containsEntry("io.kubernetes.pod.name", "cart-0")
                .containsEntry("io.kubernetes.pod.namespace", "shop")
                .containsEntry("io.kubernetes.pod.uid", shop.uid());

        long idleBytes = stats(idle).getWritableLayer().getUsedBytes().getValue();
        assertThat(usage.getUsedBytes().getValue() - idleBytes).isBetween(5 * MEBIBYTE, 5 * MEBIBYTE + 65536);
    }

    @Test
    void outputGoesToTheLogFileInTheRuntimesFormat() {
        Container talker =
                containerd.runContainer(containerd.runPod("default", "talker"), "app", 3, "echo hello; sleep 1000");

        assertThat(talker.log().toString()).endsWith("/app/3.log");
        await("the line")
                .atMost(Duration.ofSeconds(30))
                .until(() -> Files.exists(talker.log())
                        && Files.readString(talker.log()).matches("(?s)\\S+ stdout F hello\n"));
    }

    @Test
    void stoppedContainersAreListedAndRemovedOnesAreNot() {
        Pod pod = containerd.runPod("default", "short-lived");
        Container first = containerd.runContainer(pod, "app", 0, "sleep 1000");
        assertThat(states(pod)).containsExactly(ContainerState.CONTAINER_RUNNING);

        containerd.stop(first);
        assertThat(states(pod)).containsExactly(ContainerState.CONTAINER_EXITED);

        containerd.runContainer(pod, "app", 1, "sleep 1000");
        assertThat(states(pod))
                .containsExactlyInAnyOrder(ContainerState.CONTAINER_EXITED, ContainerState.CONTAINER_RUNNING);

        containerd.remove(first);
        assertThat(states(pod)).containsExactly(ContainerState.CONTAINER_RUNNING);
    }

    @Test
    void containersOutliveARestartOfTheRuntime() {
        try (RealContainerd other = RealContainerd.start()) {
            Container survivor = other.runContainer(other.runPod("default", "survivor"), "app", "sleep 1000");

            other.stopRuntime();
            assertThat(other.socket()).doesNotExist();
            other.startRuntime();

            assertThat(runtime(other)
                            .listContainers(ListContainersRequest.getDefaultInstance())
                            .getContainersList())
                    .singleElement()
                    .satisfies(listed -> {
                        assertThat(listed.getId()).isEqualTo(survivor.id());
                        assertThat(listed.getState()).isEqualTo(ContainerState.CONTAINER_RUNNING);
                    });
        }
    }

    @Test
    void closingLeavesNeitherFilesNorMountsNorCgroupsNorProcesses() throws IOException {
        RealContainerd other = RealContainerd.start();
        Path directory = other.directory();
        Pod pod = other.runPod("default", "gone");
        other.runContainer(pod, "app", "sleep 1000");
        other.stopRuntime();

        other.close();

        assertThat(directory).doesNotExist();
        assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(directory.toString());
        assertThat(ProcessHandle.allProcesses()
                        .map(handle -> handle.info().commandLine().orElse(""))
                        .filter(command -> command.contains(directory.toString())))
                .isEmpty();
        assertThat(Path.of("/sys/fs/cgroup/memory" + pod.cgroup())).doesNotExist();
        assertThat(Path.of("/sys/fs/cgroup" + pod.cgroup())).doesNotExist();
    }

    private ContainerStats stats(Container container) {
        return runtime(containerd)
                .listContainerStats(ListContainerStatsRequest.getDefaultInstance())
                .getStatsList()
                .stream()
                .filter(each -> each.getAttributes().getId().equals(container.id()))
                .findFirst()
                .orElseThrow();
    }

    private List<ContainerState> states(Pod pod) {
        return runtime(containerd)
                .listContainers(ListContainersRequest.getDefaultInstance())
                .getContainersList()
                .stream()
                .filter(each -> each.getPodSandboxId().equals(pod.sandboxId()))
                .map(each -> each.getState())
                .toList();
    }

    private static RuntimeServiceGrpc.RuntimeServiceBlockingStub runtime(RealContainerd containerd) {
        return RuntimeServiceGrpc.newBlockingStub(containerd.channel())
                .withWaitForReady()
                .withDeadlineAfter(30, TimeUnit.SECONDS);
    }
}
