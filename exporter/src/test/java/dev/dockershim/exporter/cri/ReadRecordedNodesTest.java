package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cri.CriContainers.ReadySandbox;
import dev.dockershim.exporter.cri.CriContainers.RunningContainer;
import dev.dockershim.exporter.cri.CriStats.WritableLayer;
import dev.dockershim.exporter.demo.RecordedCri;
import dev.dockershim.exporter.demo.RecordedNode;
import dev.dockershim.exporter.demo.RecordedNodes;
import dev.dockershim.exporter.demo.ReplayCri;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What recorded nodes told, read over a real socket. */
class ReadRecordedNodesTest {

    private static final String APP = "11c6fecf57a585da968f98d2595d240de8586e52e592683de1f57860ba385c18";
    private static final String BUSYBOX = "sha256:0e3be1b7cf45ad9a0fc614f2dc23277ce6fe0a47e78766935b106dcb1be312c2";

    @TempDir
    Path dir;

    @ParameterizedTest
    @CsvSource({"V1, false, v1", "V1ALPHA2, false, v1alpha2", "V1, true, v1"})
    void containersAreReadInAnyVersion(CriApi served, boolean both, String spoken) throws Exception {
        Set<CriApi> apis = both ? Set.of(CriApi.values()) : Set.of(served);
        ReplayCri.State state = RecordedCri.load("containerd-1.36");
        try (ReplayCri runtime = ReplayCri.start(dir.resolve("s"), () -> state, apis);
                CriClient client = CriTests.client(runtime)) {
            CriContainers read = new ContainersSource(client).read(CriTests.soon());

            assertThat(read.runtime()).isEqualTo(new CriContainers.RuntimeVersion("containerd", "1.6.20~ds1", spoken));
            assertThat(read.containers())
                    .hasSize(3)
                    .extracting(RunningContainer::container)
                    .containsExactlyInAnyOrder("app", "sidecar", "main");
            assertThat(new StatsSource(client).read(CriTests.soon()).layers()).hasSize(5);
            assertThat(new ContainerDetailsReader(client).read(List.of(APP), CriTests.soon()))
                    .containsKey(APP);
        }
    }

    @Test
    void containerIsJoinedWithItsSandbox() throws Exception {
        ReplayCri.State state = RecordedCri.load("containerd-1.36");
        try (ReplayCri runtime = CriTests.serve(dir, state);
                CriClient client = CriTests.client(runtime)) {
            assertThat(new ContainersSource(client).read(CriTests.soon()).containers())
                    .contains(new RunningContainer(
                            APP,
                            "5e704306001db7aab060432580c4d911b9a8b0a7d54ccc02f8b8d6d1f143c00b",
                            0,
                            "c910c11dcbd705e9eb5048f729e8430f",
                            "prod",
                            "web-0-node-a",
                            "app",
                            0,
                            BUSYBOX,
                            1_795_423_049_104_098_852L));
        }
    }

    @Test
    void layersOfContainerdHaveBytesAndInodes() throws Exception {
        ReplayCri.State state = RecordedCri.load("containerd-1.36");
        try (ReplayCri runtime = CriTests.serve(dir, state);
                CriClient client = CriTests.client(runtime)) {
            assertThat(new StatsSource(client).read(CriTests.soon()).layers())
                    .containsEntry(
                            APP,
                            new WritableLayer(
                                    1_795_423_212_763_224_417L,
                                    "/var/lib/containerd/io.containerd.snapshotter.v1.overlayfs",
                                    3_178_496L,
                                    30L));
        }
    }

    @Test
    void layersOfCriDockerdHaveNoInodes() throws Exception {
        ReplayCri.State state = RecordedCri.load("cri-dockerd-1.36");
        try (ReplayCri runtime = CriTests.serve(dir, state);
                CriClient client = CriTests.client(runtime)) {
            assertThat(new StatsSource(client).read(CriTests.soon()).layers().values())
                    .isNotEmpty()
                    .allSatisfy(layer -> {
                        assertThat(layer.inodesUsed()).isNull();
                        assertThat(layer.usedBytes()).isNotNull();
                        assertThat(layer.mountpoint()).isEqualTo("/var/lib/docker");
                    });
        }
    }

    @ParameterizedTest
    @CsvSource({"containerd-1.36, 0", "containerd23, 1"})
    void detailsOfContainerdAreThoseTheKubeletPrints(String node, int attempt) throws Exception {
        ReplayCri.State state = RecordedCri.load(node);
        try (ReplayCri runtime = CriTests.serve(dir, state);
                CriClient client = CriTests.client(runtime)) {
            RunningContainer app = running(client, "app");

            assertThat(new ContainerDetailsReader(client).read(List.of(app.id()), CriTests.soon()))
                    .isEqualTo(Map.of(
                            app.id(),
                            new ContainerDetails(
                                    "/var/log/pods/prod_web-0-node-a_c910c11dcbd705e9eb5048f729e8430f/app/" + attempt
                                            + ".log",
                                    "/kubepods/burstable/podc910c11dcbd705e9eb5048f729e8430f/" + app.id(),
                                    "docker.io/lab/busybox:1",
                                    null)));
        }
    }

    @Test
    void criDockerdTellsNoCgroup() throws Exception {
        ReplayCri.State state = RecordedCri.load("cri-dockerd-1.36");
        try (ReplayCri runtime = CriTests.serve(dir, state);
                CriClient client = CriTests.client(runtime)) {
            RunningContainer flaky = running(client, "flaky");

            assertThat(flaky.attempt()).isEqualTo(1);
            assertThat(flaky.imageId()).isEqualTo(BUSYBOX);
            assertThat(new ContainerDetailsReader(client).read(List.of(flaky.id()), CriTests.soon()))
                    .containsEntry(
                            flaky.id(),
                            new ContainerDetails(
                                    "/var/log/pods/prod_crash.er-node-b_cbe20acabd105b503d3a38b00c359f3f/flaky/1.log",
                                    null,
                                    "lab/busybox:1",
                                    null));
        }
    }

    @ParameterizedTest
    @CsvSource({"containerd-1.36", "containerd23", "containerd23-gate"})
    void pauseContainersOfContainerdAreKnownAndMeasured(String node) throws Exception {
        ReplayCri.State state = RecordedCri.load(node(node));
        try (ReplayCri runtime = CriTests.serve(dir, state);
                CriClient client = CriTests.client(runtime)) {
            ReadySandbox web = sandbox(client, "web-0-node-a");
            Map<String, SandboxDetails> details =
                    new SandboxDetailsReader(client).read(List.of(web.id()), CriTests.soon());

            assertThat(web.podUid()).isEqualTo("c910c11dcbd705e9eb5048f729e8430f");
            assertThat(web.namespace()).isEqualTo("prod");
            assertThat(web.attempt()).isZero();
            assertThat(web.createdAtNanos()).isGreaterThan(1_795_423_000_000_000_000L);
            assertThat(details)
                    .isEqualTo(Map.of(
                            web.id(),
                            new SandboxDetails(
                                    "/kubepods/burstable/podc910c11dcbd705e9eb5048f729e8430f/" + web.id(),
                                    "docker.io/lab/pause:1",
                                    "overlayfs",
                                    web.id())));
            assertThat(new SnapshotUsageReader(client).read(details, CriTests.soon()))
                    .isEqualTo(Map.of(web.id(), new SnapshotUsage(20_480, 6)));
        }
    }

    @Test
    void criDockerdTellsTheImageOfSandboxesAlone() throws Exception {
        FaultyCalls calls = new FaultyCalls();
        try (ReplayCri runtime = CriTests.serve(dir, RecordedCri.load("cri-dockerd-1.36"), calls);
                CriClient client = CriTests.client(runtime)) {
            ReadySandbox web = sandbox(client, "web-0-node-b");
            Map<String, SandboxDetails> details =
                    new SandboxDetailsReader(client).read(List.of(web.id()), CriTests.soon());

            assertThat(details).isEqualTo(Map.of(web.id(), new SandboxDetails(null, "lab/pause:1", null, null)));
            assertThat(new SnapshotUsageReader(client).read(details, CriTests.soon()))
                    .isEmpty();
            assertThat(new SnapshotUsageReader(client)
                            .read(Map.of(web.id(), new SandboxDetails(null, null, "overlayfs", null)), CriTests.soon()))
                    .isEmpty();
            assertThat(calls.count("Usage")).isEqualTo(1);
        }
    }

    @Test
    void fortyFivePodsAreListed() throws Exception {
        try (ReplayCri runtime = CriTests.serve(dir, RecordedCri.load(node("containerd-1.36-45pods")));
                CriClient client = CriTests.client(runtime)) {
            CriContainers read = new ContainersSource(client).read(CriTests.soon());

            assertThat(read.containers()).hasSize(90);
            assertThat(read.sandboxes())
                    .hasSize(45)
                    .allSatisfy(sandbox -> assertThat(sandbox.namespace()).isEqualTo("load"));
            assertThat(new StatsSource(client).read(CriTests.soon()).layers()).hasSize(90);
        }
    }

    /** Those that come with the program, and those of the tests. */
    private static RecordedNode node(String name) {
        return RecordedNodes.named(name);
    }

    private static ReadySandbox sandbox(CriClient client, String pod) throws Exception {
        return new ContainersSource(client)
                .read(CriTests.soon()).sandboxes().stream()
                        .filter(sandbox -> sandbox.pod().equals(pod))
                        .findFirst()
                        .orElseThrow();
    }

    private static RunningContainer running(CriClient client, String name) throws Exception {
        return new ContainersSource(client)
                .read(CriTests.soon()).containers().stream()
                        .filter(container -> container.container().equals(name))
                        .findFirst()
                        .orElseThrow();
    }
}
