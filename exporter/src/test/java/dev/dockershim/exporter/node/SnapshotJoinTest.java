package dev.dockershim.exporter.node;

import static dev.dockershim.exporter.node.ContainerSnapshot.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.dockershim.exporter.cri.ContainerDetails;
import dev.dockershim.exporter.cri.CriContainers;
import dev.dockershim.exporter.cri.CriContainers.RuntimeVersion;
import dev.dockershim.exporter.cri.CriStats;
import dev.dockershim.exporter.cri.CriStats.WritableLayer;
import dev.dockershim.exporter.cri.SandboxDetails;
import dev.dockershim.exporter.cri.SnapshotUsage;
import dev.dockershim.exporter.host.DiskStats;
import dev.dockershim.exporter.host.FileSystems;
import dev.dockershim.exporter.host.MountInfo;
import dev.dockershim.exporter.kubelet.CadvisorContainers;
import dev.dockershim.exporter.kubelet.CadvisorContainers.Labels;
import dev.dockershim.exporter.kubelet.KubeletPods;
import dev.dockershim.exporter.kubelet.Summary;
import dev.dockershim.exporter.kubelet.Summary.ContainerStats;
import dev.dockershim.exporter.kubelet.Summary.FsStats;
import dev.dockershim.exporter.kubelet.Summary.PodReference;
import dev.dockershim.exporter.kubelet.Summary.PodStats;
import dev.dockershim.exporter.node.ContainerSnapshot.Kind;
import dev.dockershim.exporter.node.KubeletLook.Basis;
import dev.dockershim.exporter.source.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SnapshotJoinTest {

    private static final String UID = "3f1c2b7e-6d1a-4e0f-9a53-0c9d7b1e2a44";
    private static final String ID = "9be25294016e2dc0340dd605ce1f57b492039b267a6a618a7ad2a7a58a740f32";
    private static final String ID2 = "1be25294016e2dc0340dd605ce1f57b492039b267a6a618a7ad2a7a58a740f32";
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final FsStats ROOTFS = new FsStats(NOW, 103865303040L, 147456L, 6120331L, 6451200L, 23L);
    private static final FsStats LOGS = new FsStats(NOW, 103865303040L, 24576L, 6120331L, 6451200L, 2L);

    private Reading<Summary> summary = new Reading.Absent<>();
    private Reading<KubeletPods> pods = new Reading.Absent<>();
    private Reading<CriContainers> criContainers = new Reading.Absent<>();
    private Reading<CriStats> criStats = new Reading.Absent<>();
    private IdentityIndex identities = IdentityIndex.EMPTY;
    private Map<String, ContainerDetails> details = Map.of();
    private Map<String, Long> logBytes = Map.of();
    private Map<String, SandboxDetails> sandboxDetails = Map.of();
    private Map<String, SnapshotUsage> sandboxUsage = Map.of();
    private Map<String, ContainerFacts> remembered = Map.of();

    private NodeSnapshot joinNode() {
        FileSystems none = new FileSystems() {
            @Override
            public long capacityBytes(String path) {
                return -1;
            }

            @Override
            public FileSystems.@Nullable Inodes inodes(String path) {
                return null;
            }

            @Override
            public boolean isDirectory(String path) {
                return false;
            }

            @Override
            public @Nullable String deviceMapperName(String mapping) {
                return null;
            }
        };
        return new SnapshotJoin(none)
                .join(new NodeReadings(
                        summary,
                        pods,
                        criContainers,
                        criStats,
                        new Reading.Failed<DiskStats>("no", false),
                        new Reading.Failed<MountInfo>("no", false),
                        new KubeletLook(Basis.LOOK, identities, NOW.toEpochMilli()),
                        details,
                        logBytes,
                        sandboxDetails,
                        sandboxUsage,
                        remembered));
    }

    private List<ContainerSnapshot> join() {
        return joinNode().containers();
    }

    private ContainerSnapshot joinOne() {
        List<ContainerSnapshot> containers = join();
        assertThat(containers).hasSize(1);
        return containers.get(0);
    }

    private void summaryHas(ContainerStats... containers) {
        summary = new Reading.Fresh<>(
                new Summary(List.of(new PodStats(new PodReference("web-0", "prod", UID), List.of(containers)))));
    }

    private static ContainerStats app(@Nullable FsStats rootfs, @Nullable FsStats logs) {
        return new ContainerStats("app", NOW, rootfs, logs);
    }

    private void criHas(CriContainers.RunningContainer... containers) {
        criContainers = new Reading.Fresh<>(
                new CriContainers(new RuntimeVersion("containerd", "1.6.20", "v1"), List.of(containers), List.of(), 1));
    }

    private static CriContainers.RunningContainer running(String id, int attempt, Instant created) {
        return new CriContainers.RunningContainer(
                id,
                "s".repeat(64),
                0,
                UID,
                "prod",
                "web-0",
                "app",
                attempt,
                "sha256:e5",
                created.toEpochMilli() * 1_000_000);
    }

    private void criMeasures(String id, long timestamp, @Nullable Long bytes, @Nullable Long inodes) {
        criStats =
                new Reading.Fresh<>(new CriStats(Map.of(id, new WritableLayer(timestamp, "/layers", bytes, inodes))));
    }

    @Test
    void usageIsLayerAndLogs() {
        summaryHas(app(ROOTFS, LOGS));

        ContainerSnapshot.FileSystemUsage usage = joinOne().usage();

        assertThat(usage.usedBytes()).isEqualTo(172032);
        assertThat(usage.inodesUsed()).isEqualTo(23);
        assertThat(usage.capacityBytes()).isEqualTo(103865303040L);
        assertThat(usage.inodes()).isEqualTo(6451200);
        assertThat(usage.inodesFree()).isEqualTo(6120331);
    }

    @Test
    void aLayerThatIsNotMeasuredYetIsUnknown() {
        for (Instant never : new Instant[] {null, Instant.EPOCH, Instant.parse("0001-01-01T00:00:00Z")}) {
            summaryHas(app(new FsStats(never, 103865303040L, 0L, 6120331L, 6451200L, 0L), LOGS));

            ContainerSnapshot.FileSystemUsage usage = joinOne().usage();

            assertThat(usage.usedBytes()).isEqualTo(UNKNOWN);
            assertThat(usage.inodesUsed()).isEqualTo(UNKNOWN);
            assertThat(usage.capacityBytes()).isEqualTo(103865303040L);
        }
    }

    @Test
    void whatTheKubeletLeavesOutIsUnknown() {
        summaryHas(app(new FsStats(NOW, null, 147456L, null, null, null), null));

        ContainerSnapshot.FileSystemUsage usage = joinOne().usage();

        assertThat(usage.usedBytes()).isEqualTo(147456);
        assertThat(usage.logsCounted()).isFalse();
        assertThat(usage.inodesUsed()).isEqualTo(UNKNOWN);
        assertThat(usage.capacityBytes()).isEqualTo(UNKNOWN);
        assertThat(usage.inodes()).isEqualTo(UNKNOWN);
        assertThat(usage.inodesFree()).isEqualTo(UNKNOWN);
    }

    @Test
    void anEmptyLogDirectoryHasNoBytes() {
        summaryHas(app(ROOTFS, new FsStats(NOW, 103865303040L, null, 6120331L, 6451200L, null)));

        assertThat(joinOne().usage().usedBytes()).isEqualTo(147456);
        assertThat(joinOne().usage().logsCounted()).isTrue();
    }

    @Test
    void theLayerComesFromTheRuntimeWhereItIsAsked() {
        summaryHas(app(ROOTFS, LOGS));
        criHas(running(ID, 2, NOW));
        criMeasures(ID, 1, 4096L, 7L);

        ContainerSnapshot container = joinOne();

        assertThat(container.usage().usedBytes()).isEqualTo(4096 + 24576);
        assertThat(container.usage().inodesUsed()).isEqualTo(7);
        assertThat(container.facts().attempt()).isEqualTo(2);
        assertThat(container.facts().imageId()).isEqualTo("sha256:e5");
        assertThat(container.identity().name()).isEqualTo(ID);
    }

    @Test
    void theSummaryStandsInForALayerThatTheRuntimeHasNotMeasured() {
        summaryHas(app(ROOTFS, LOGS));
        criHas(running(ID, 2, NOW));
        criMeasures(ID, 0, 0L, 0L);

        assertThat(joinOne().usage().usedBytes()).isEqualTo(172032);
    }

    @Test
    void usageIsUnknownWhileTheKubeletThatCountsTheLogsFails() {
        summary = new Reading.Failed<>("kubelet refused the connection", false);
        criHas(running(ID, 2, NOW));
        criMeasures(ID, 1, 4096L, 7L);

        ContainerSnapshot.FileSystemUsage usage = joinOne().usage();

        assertThat(usage.usedBytes()).isEqualTo(UNKNOWN);
        assertThat(usage.inodesUsed()).isEqualTo(7);
    }

    @Test
    void theSocketAloneServesTheLayerAndTheLogFilesThatItCanRead() {
        criHas(running(ID, 2, NOW));
        criMeasures(ID, 1, 4096L, 7L);
        assertThat(joinOne().usage().usedBytes()).isEqualTo(4096);
        assertThat(joinOne().usage().logsCounted()).isFalse();

        logBytes = Map.of(ID, 100L);
        assertThat(joinOne().usage().usedBytes()).isEqualTo(4196);
        assertThat(joinOne().usage().logsCounted()).isTrue();
    }

    @Test
    void twoAttemptsOfOneNameAreTwoContainers() {
        FsStats older = new FsStats(NOW, 103865303040L, 8192L, 6120331L, 6451200L, 8L);
        summaryHas(
                new ContainerStats("app", NOW.plusSeconds(60), ROOTFS, LOGS),
                new ContainerStats("app", NOW, older, LOGS));
        criHas(running(ID, 0, NOW.minusMillis(300)), running(ID2, 1, NOW.plusMillis(59_600)));

        assertThat(join())
                .extracting(
                        container -> container.identity().name(),
                        container -> container.facts().attempt(),
                        container -> container.usage().inodesUsed())
                .containsExactly(tuple(ID2, 1, 23L), tuple(ID, 0, 8L));
    }

    @Test
    void ofTwoThatCannotBeToldApartTheYoungerIsServed() {
        FsStats older = new FsStats(NOW, 103865303040L, 8192L, 6120331L, 6451200L, 8L);
        summaryHas(
                new ContainerStats("app", NOW.minusSeconds(60), older, LOGS),
                new ContainerStats("app", NOW, ROOTFS, LOGS));

        assertThat(joinOne().usage().inodesUsed()).isEqualTo(23);
    }

    @Test
    void theLabelsAreThoseThatTheKubeletPrints() {
        summaryHas(app(ROOTFS, LOGS));
        identities = new IdentityIndex(new CadvisorContainers(List.of(new Labels(
                "app",
                "/kubepods/burstable/pod" + UID + "/" + ID,
                "docker.io/library/nginx:1.25",
                ID,
                "prod",
                "web-0",
                NOW.getEpochSecond()))));

        assertThat(joinOne().identity())
                .isEqualTo(new ContainerIdentity(
                        "app",
                        "",
                        "/kubepods/burstable/pod" + UID + "/" + ID,
                        "docker.io/library/nginx:1.25",
                        ID,
                        "prod",
                        "web-0"));
    }

    @Test
    void whatTheKubeletDoesNotPrintComesFromTheRuntime() {
        criHas(running(ID, 2, NOW));
        details = Map.of(
                ID, new ContainerDetails(null, "/kubepods/pod" + UID + "/" + ID, "docker.io/library/nginx:1.25", null));

        assertThat(joinOne().identity())
                .isEqualTo(new ContainerIdentity(
                        "app",
                        "",
                        "/kubepods/pod" + UID + "/" + ID,
                        "docker.io/library/nginx:1.25",
                        ID,
                        "prod",
                        "web-0"));
    }

    @Test
    void theKubeletsPodsAddAttemptAndImageId() {
        summaryHas(app(ROOTFS, LOGS));
        pods = new Reading.Fresh<>(new KubeletPods(
                List.of(new KubeletPods.RunningContainer(UID, "prod", "web-0", "app", ID, "sha256:e5", 4))));

        assertThat(joinOne().facts().attempt()).isEqualTo(4);
        assertThat(joinOne().facts().imageId()).isEqualTo("sha256:e5");
    }

    @Test
    void aContainerThatOnlyOneOfTheTwoKnowsIsServed() {
        summaryHas(new ContainerStats("only-kubelet", NOW, ROOTFS, LOGS));
        criHas(running(ID, 2, NOW));

        assertThat(join())
                .extracting(container -> container.identity().container())
                .containsExactly("app", "only-kubelet");
    }

    @Test
    void withoutAnythingToKnowOnlyNamesAreLeft() {
        summaryHas(app(null, null));

        assertThat(joinOne())
                .isEqualTo(new ContainerSnapshot(
                        Kind.CONTAINER,
                        new ContainerIdentity("app", "", "", "", "", "prod", "web-0"),
                        new ContainerFacts(null, UID, UNKNOWN, null, null, null),
                        NOW.toEpochMilli(),
                        new ContainerSnapshot.FileSystemUsage(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, false),
                        null,
                        null));
    }
}
