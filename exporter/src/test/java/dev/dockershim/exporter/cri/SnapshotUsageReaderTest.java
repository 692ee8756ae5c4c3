package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dockershim.exporter.cri.snapshots.UsageResponse;
import dev.dockershim.exporter.cri.v1.StatusResponse;
import dev.dockershim.exporter.demo.ReplayCri;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotUsageReaderTest {

    private static final SandboxDetails ON_OVERLAY = new SandboxDetails(null, null, "overlayfs", null);
    private static final Map<String, SandboxDetails> ONE = Map.of("s", ON_OVERLAY);

    @TempDir
    Path dir;

    private final Map<String, UsageResponse> snapshots = new ConcurrentHashMap<>();
    private final FaultyCalls calls = new FaultyCalls();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // it may wrap, as System.nanoTime
    private ReplayCri runtime;
    private CriClient client;
    private SnapshotUsageReader reader;

    @BeforeEach
    void start() throws Exception {
        runtime = serve(CriApi.V1);
        client = CriTests.client(runtime);
        reader = new SnapshotUsageReader(client, 256, 4096, clock::get);
        snapshots.put("s", usage(20_480, 6));
    }

    @AfterEach
    void stop() {
        client.close();
        runtime.close();
    }

    @Test
    void measurementIsRememberedForAMinuteAndThenMadeAnew() throws Exception {
        assertThat(reader.read(ONE, CriTests.soon())).isEqualTo(Map.of("s", new SnapshotUsage(20_480, 6)));
        snapshots.put("s", usage(24_576, 7));

        pass(Duration.ofMinutes(1).minusNanos(1));
        assertThat(reader.read(ONE, CriTests.soon())).isEqualTo(Map.of("s", new SnapshotUsage(20_480, 6)));
        assertThat(calls.count("Usage")).isEqualTo(1);

        pass(Duration.ofNanos(1));
        assertThat(reader.read(ONE, CriTests.soon())).isEqualTo(Map.of("s", new SnapshotUsage(24_576, 7)));
        assertThat(calls.count("Usage")).isEqualTo(2);
    }

    @Test
    void measurementOlderThanAMinuteIsNotGivenEvenIfThereIsNoOther() throws Exception {
        Map<String, SandboxDetails> two = Map.of("s", ON_OVERLAY, "later", ON_OVERLAY);
        reader.read(ONE, CriTests.soon());
        pass(Duration.ofSeconds(30));
        snapshots.put("later", usage(1, 1));
        assertThat(reader.read(two, CriTests.soon())).hasSize(2);

        pass(Duration.ofSeconds(30));
        calls.fail("Usage", Status.INTERNAL);
        assertThat(reader.read(two, CriTests.soon())).containsOnlyKeys("later");

        pass(Duration.ofSeconds(30));
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> reader.read(two, CriTests.soon()))
                .withMessage("the runtime at " + runtime.socket() + " answered Usage with INTERNAL");
    }

    @Test
    void answerThatCameAMinuteAfterItsQuestionIsNotGiven() throws Exception {
        runtime.close();
        runtime = ReplayCri.start(
                dir.resolve("s"),
                () -> {
                    pass(Duration.ofMinutes(1));
                    return state();
                },
                Set.of(CriApi.V1),
                calls);

        assertThat(reader.read(ONE, CriTests.soon())).isEmpty();
        assertThat(calls.count("Usage")).isEqualTo(1);
    }

    @Test
    void sandboxThatWentIsForgotten() throws Exception {
        reader.read(ONE, CriTests.soon());
        assertThat(reader.read(Map.of(), CriTests.soon())).isEmpty();
        reader.read(ONE, CriTests.soon());

        assertThat(calls.count("Usage")).isEqualTo(2);
    }

    @Test
    void snapshotIsFoundByItsKeyAndElseByTheSandbox() throws Exception {
        snapshots.put("key", usage(1, 2));

        assertThat(reader.read(
                        Map.of("s", ON_OVERLAY, "other", new SandboxDetails(null, null, "overlayfs", "key")),
                        CriTests.soon()))
                .isEqualTo(Map.of("s", new SnapshotUsage(20_480, 6), "other", new SnapshotUsage(1, 2)));
    }

    @Test
    void sandboxWithoutSnapshotterIsNotAskedFor() throws Exception {
        assertThat(reader.read(Map.of("s", new SandboxDetails("/c", "i", null, "s")), CriTests.soon()))
                .isEmpty();
        assertThat(calls.count("Version")).isZero();
    }

    @Test
    void snapshotThatHasGoneIsLeftOut() throws Exception {
        assertThat(reader.read(Map.of("s", ON_OVERLAY, "gone", ON_OVERLAY), CriTests.soon()))
                .containsOnlyKeys("s");
    }

    @Test
    void negativeCountsAreNotTold() throws Exception {
        snapshots.put("s", usage(-1, 6));
        snapshots.put("t", usage(4096, -1));

        assertThat(reader.read(Map.of("s", ON_OVERLAY, "t", ON_OVERLAY), CriTests.soon()))
                .isEmpty();
    }

    @Test
    void runtimeWithoutTheServiceIsAskedOnceAConnection() throws Exception {
        calls.fail("Usage", Status.UNIMPLEMENTED);
        assertThat(reader.read(ONE, CriTests.soon())).isEmpty();
        assertThat(reader.read(ONE, CriTests.soon())).isEmpty();
        assertThat(calls.count("Usage")).isEqualTo(1);

        calls.fail("ListContainers", Status.UNAVAILABLE); // breaks the connection
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> new ContainersSource(client).read(CriTests.soon()));
        calls.heal();
        assertThat(reader.read(ONE, CriTests.soon())).containsOnlyKeys("s");
        assertThat(calls.count("Usage")).isEqualTo(2);
    }

    @Test
    void serviceThatIsMissingIsNotAskedForEachSandbox() throws Exception {
        calls.fail("Usage", Status.UNIMPLEMENTED);

        assertThat(reader.read(sandboxes(100), CriTests.soon())).isEmpty();
        assertThat(calls.count("Usage")).isBetween(1, 8);
    }

    @Test
    void serviceKeepsItsNameWhicheverCriIsSpoken() throws Exception {
        runtime.close();
        runtime = serve(CriApi.V1ALPHA2);

        assertThat(reader.read(ONE, CriTests.soon())).containsOnlyKeys("s");
    }

    @Test
    void refusalIsARefusal() {
        calls.fail("Usage", Status.PERMISSION_DENIED);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> reader.read(ONE, CriTests.soon()))
                .matches(SourceException::isForbidden)
                .withMessage("the runtime at " + runtime.socket() + " refused Usage");
    }

    @Test
    void snapshotThatHangsTakesNeitherTheOthersNorTheConnection() throws Exception {
        CriTests.warmUp(client);
        calls.hang("Usage", 1);

        assertThat(reader.read(sandboxes(3), Deadline.after(Duration.ofSeconds(4))))
                .hasSize(2);
        assertThat(reader.read(sandboxes(3), CriTests.soon())).hasSize(3);
        assertThat(calls.count("Version")).isEqualTo(1);
    }

    @Test
    void manySnapshotsAreMeasuredOverSeveralReadsAtMostEightAtATime() throws Exception {
        CriTests.warmUp(client);
        calls.slowDown();
        reader = new SnapshotUsageReader(client, 20, 30, clock::get);
        Map<String, SandboxDetails> sandboxes = sandboxes(50);

        assertThat(reader.read(sandboxes, CriTests.soon())).hasSize(20);
        assertThat(reader.read(sandboxes, CriTests.soon())).hasSize(30);
        assertThat(reader.read(sandboxes, CriTests.soon())).hasSize(30); // the bound of what is remembered
        assertThat(calls.count("Usage")).isEqualTo(30);
        assertThat(calls.mostAtATime()).isBetween(2, 8);
    }

    private Map<String, SandboxDetails> sandboxes(int count) {
        Map<String, SandboxDetails> sandboxes = new HashMap<>();
        IntStream.range(0, count).forEach(i -> {
            sandboxes.put("s" + i, ON_OVERLAY);
            snapshots.put("s" + i, usage(i, 1));
        });
        return sandboxes;
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private ReplayCri serve(CriApi api) throws Exception {
        return ReplayCri.start(dir.resolve("s"), this::state, Set.of(api), calls);
    }

    private ReplayCri.State state() {
        return new ReplayCri.State(
                CriTests.version("1.0"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.of(),
                Map.copyOf(snapshots),
                StatusResponse.getDefaultInstance());
    }

    private static UsageResponse usage(long size, long inodes) {
        return UsageResponse.newBuilder().setSize(size).setInodes(inodes).build();
    }
}
