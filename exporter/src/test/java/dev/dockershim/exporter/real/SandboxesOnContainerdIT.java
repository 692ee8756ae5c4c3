package dev.dockershim.exporter.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.cri.ContainersSource;
import dev.dockershim.exporter.cri.CriClient;
import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.cri.CriContainers.ReadySandbox;
import dev.dockershim.exporter.cri.CriEndpoint;
import dev.dockershim.exporter.cri.SandboxDetails;
import dev.dockershim.exporter.cri.SandboxDetailsReader;
import dev.dockershim.exporter.cri.SnapshotUsage;
import dev.dockershim.exporter.cri.SnapshotUsageReader;
import dev.dockershim.exporter.real.RealContainerd.Pod;
import dev.dockershim.exporter.source.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the CRI client learns of pause containers from a real containerd. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxesOnContainerdIT {

    @SuppressWarnings("NullAway.Init")
    private RealContainerd containerd;

    @SuppressWarnings("NullAway.Init")
    private CriClient client;

    @BeforeAll
    void start() {
        containerd = RealContainerd.start();
        client = new CriClient(CriEndpoint.parse(containerd.endpoint()));
    }

    @AfterAll
    void stop() {
        if (client != null) {
            client.close();
        }
        if (containerd != null) {
            containerd.close();
        }
    }

    @Test
    void pauseContainersAreListedNamedAndMeasured() throws Exception {
        Pod shop = containerd.runPod("shop", "cart-0");
        Pod dotted = containerd.runPod("default", "db.example.com");
        containerd.runContainer(shop, "app", "sleep 1000");

        assertThat(list().sandboxes())
                .filteredOn(sandbox -> sandbox.pod().equals("cart-0"))
                .singleElement()
                .satisfies(sandbox -> assertThat(sandbox)
                        .isEqualTo(new ReadySandbox(
                                shop.sandboxId(), 0, shop.uid(), "shop", "cart-0", sandbox.createdAtNanos())))
                .extracting(ReadySandbox::createdAtNanos)
                .satisfies(created -> assertThat(Duration.ofNanos(created).toMillis())
                        .isCloseTo(System.currentTimeMillis(), Offset.offset(600_000L)));

        Map<String, SandboxDetails> details =
                new SandboxDetailsReader(client).read(List.of(shop.sandboxId(), dotted.sandboxId()), soon());
        String snapshotter = containerd.snapshots().getFileName().toString();
        for (Pod pod : List.of(shop, dotted)) {
            assertThat(details.get(pod.sandboxId()))
                    .isEqualTo(new SandboxDetails(
                            pod.cgroup() + "/" + pod.sandboxId(),
                            BusyboxImage.PAUSE,
                            snapshotter.substring(snapshotter.lastIndexOf('.') + 1),
                            pod.sandboxId()));
        }

        Map<String, SnapshotUsage> usages = new SnapshotUsageReader(client).read(details, soon());
        for (Pod pod : List.of(shop, dotted)) {
            MeasuredTree layer = MeasuredTree.of(containerd.layer(pod));
            assertThat(layer.inodes()).isPositive();
            assertThat(usages.get(pod.sandboxId())).isEqualTo(new SnapshotUsage(layer.bytes(), layer.inodes()));
        }
    }

    @Test
    void aRemovedPodHasNoSandboxAnyMore() throws Exception {
        Pod pod = containerd.runPod("default", "short-lived");
        Map<String, SandboxDetails> details = new SandboxDetailsReader(client).read(List.of(pod.sandboxId()), soon());
        containerd.remove(pod);

        assertThat(list().sandboxes()).extracting(ReadySandbox::id).doesNotContain(pod.sandboxId());
        assertThat(new SandboxDetailsReader(client).read(List.of(pod.sandboxId()), soon()))
                .isEmpty();
        assertThat(details).hasSize(1);
        assertThat(new SnapshotUsageReader(client).read(details, soon())).isEmpty();
    }

    @Test
    void aRestartedRuntimeIsSeenByTheConnection() throws Exception {
        long before = list().connection();
        assertThat(list().connection()).isEqualTo(before);

        containerd.stopRuntime();
        containerd.startRuntime();

        await("another connection")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> list().connection() > before);
    }

    private CriContainers list() throws Exception {
        return new ContainersSource(client).read(soon());
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(30));
    }
}
