package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.cri.v1.PodSandboxState;
import dev.dockershim.exporter.cri.v1.PodSandboxStatus;
import dev.dockershim.exporter.cri.v1.PodSandboxStatusResponse;
import dev.dockershim.exporter.cri.v1.StatusResponse;
import dev.dockershim.exporter.demo.ReplayCri;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxDetailsReaderTest {

    private static final SandboxDetails NOTHING = new SandboxDetails(null, null, null, null);

    @TempDir
    Path dir;

    private final Map<String, PodSandboxStatusResponse> statuses = new ConcurrentHashMap<>();
    private final FaultyCalls calls = new FaultyCalls();
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // it may wrap, as System.nanoTime
    private volatile StatusResponse runtimeStatus = StatusResponse.getDefaultInstance();
    private ReplayCri runtime;
    private CriClient client;

    @BeforeEach
    void start() throws Exception {
        runtime = ReplayCri.start(dir.resolve("s"), this::state, Set.of(CriApi.V1), calls);
        client = CriTests.client(runtime);
    }

    @AfterEach
    void stop() {
        client.close();
        runtime.close();
    }

    @Test
    void sandboxIsAskedForOnceAndItsSuccessorToo() throws Exception {
        SandboxDetailsReader reader = new SandboxDetailsReader(client);
        statuses.put("first", status("first", "{\"image\":\"a:1\"}"));
        reader.read(List.of("first"), CriTests.soon());
        statuses.put("first", status("first", "{\"image\":\"b:1\"}"));

        assertThat(reader.read(List.of("first"), CriTests.soon()))
                .isEqualTo(Map.of("first", new SandboxDetails(null, "a:1", null, null)));
        assertThat(calls.count("PodSandboxStatus")).isEqualTo(1);

        statuses.put("second", status("second", "{}"));
        assertThat(reader.read(List.of("second"), CriTests.soon())).isEqualTo(Map.of("second", NOTHING));
        assertThat(calls.count("PodSandboxStatus")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                // containerd 1.x; then 2.x without its image; then CRI-O
                "{'image':'docker.io/lab/pause:1','snapshotter':'overlayfs','snapshotKey':'k','pid':1,"
                        + "'runtimeSpec':{'annotations':{'a':'b'},'linux':{'cgroupsPath':'/kubepods/pod1/s'}}}"
                        + " | /kubepods/pod1/s | docker.io/lab/pause:1 | overlayfs | k",
                "{'image':'','snapshotter':'overlayfs','snapshotKey':'k','runtimeSpec':{'annotations':"
                        + "{'io.kubernetes.cri.podsandbox.image-name':'registry.k8s.io/pause:3.10'}}}"
                        + " | - | registry.k8s.io/pause:3.10 | overlayfs | k",
                "{'image':'registry.k8s.io/pause:3.9','pid':1,"
                        + "'runtimeSpec':{'linux':{'cgroupsPath':'kubepods-pod1.slice:crio:s'}}}"
                        + " | /kubepods.slice/kubepods-pod1.slice/crio-s.scope | registry.k8s.io/pause:3.9 | - | -",
                "{'image':'sha256:0e3be1b7cf45ad9a0fc614f2dc23277ce6fe0a47e78766935b106dcb1be312c2'}"
                        + " | - | - | - | -",
                "{'snapshotter':'','snapshotKey':''} | - | - | - | -",
                "{'image':null,'runtimeSpec':{'linux':null,'annotations':null}} | - | - | - | -",
                "{'image':{'name':'a'},'snapshotter':'overlayfs'} | - | - | - | -",
                "{'runtimeSpec':[]} | - | - | - | -",
                "null | - | - | - | -",
                "[1] | - | - | - | -",
                "{'runtimeSpec': | - | - | - | -",
                "not JSON | - | - | - | -",
            })
    void documentOfTheRuntimeIsRead(String info, String cgroup, String image, String snapshotter, String key)
            throws Exception {
        statuses.put("s", status("s", info.replace('\'', '"')));

        assertThat(new SandboxDetailsReader(client).read(List.of("s"), CriTests.soon()))
                .isEqualTo(Map.of("s", new SandboxDetails(cgroup, image, snapshotter, key)));
    }

    @Test
    void runtimeWithoutADocumentTellsNothing() throws Exception {
        statuses.put("s", status("s", "{}").toBuilder().clearInfo().build());

        assertThat(new SandboxDetailsReader(client).read(List.of("s"), CriTests.soon()))
                .isEqualTo(Map.of("s", NOTHING));
    }

    @Test
    void documentNestedWithoutEndIsNotFollowed() throws Exception {
        statuses.put("s", status("s", "{\"runtimeSpec\":".repeat(100_000)));

        assertThat(new SandboxDetailsReader(client).read(List.of("s"), CriTests.soon()))
                .isEqualTo(Map.of("s", NOTHING));
    }

    @Test
    void hugeAnswerIsNotReadAndTakesNoOther() throws Exception {
        statuses.put("huge", status("huge", "x".repeat(17_000_000)));
        statuses.put("s", status("s", "{}"));
        SandboxDetailsReader reader = new SandboxDetailsReader(client);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> reader.read(List.of("huge"), CriTests.soon()))
                .withMessage("the answer of the runtime at " + runtime.socket() + " to PodSandboxStatus is too large");
        assertThat(reader.read(List.of("huge", "s"), CriTests.soon())).containsOnlyKeys("s");
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"NOT_FOUND", "UNKNOWN"})
    void sandboxThatHasGoneIsLeftOut(Status.Code code) throws Exception {
        calls.fail("PodSandboxStatus", code.toStatus());

        assertThat(new SandboxDetailsReader(client).read(List.of("gone"), CriTests.soon()))
                .isEmpty();
    }

    @Test
    void sandboxThatEndedIsLeftOutAndNotRemembered() throws Exception {
        SandboxDetailsReader reader = new SandboxDetailsReader(client);
        PodSandboxStatusResponse ready = status("s", "{\"image\":\"a:1\"}");
        statuses.put(
                "s",
                status("s", "{}").toBuilder()
                        .setStatus(ready.getStatus().toBuilder().setState(PodSandboxState.SANDBOX_NOTREADY))
                        .build());
        assertThat(reader.read(List.of("s"), CriTests.soon())).isEmpty();

        statuses.put("s", ready);
        assertThat(reader.read(List.of("s"), CriTests.soon()))
                .isEqualTo(Map.of("s", new SandboxDetails(null, "a:1", null, null)));
    }

    @Test
    void textsThatNoRuntimeWritesAreNotKept() throws Exception {
        String huge = "x".repeat(5000);
        statuses.put(
                "s",
                status(
                        "s",
                        "{'image':'%1$s','snapshotter':'%1$s','snapshotKey':'%1$s','runtimeSpec':{'linux':{'cgroupsPath':'/%1$s'}}}"
                                .replace('\'', '"')
                                .formatted(huge)));

        assertThat(new SandboxDetailsReader(client).read(List.of("s"), CriTests.soon()))
                .isEqualTo(Map.of("s", NOTHING));
    }

    @Test
    void cgroupThatGrowsByExpandingIsNotKept() throws Exception {
        String slice = "a-".repeat(2000) + "a.slice:p:s"; // 4 KB, expanded 8 MB
        statuses.put("s", status("s", "{\"runtimeSpec\":{\"linux\":{\"cgroupsPath\":\"" + slice + "\"}}}"));

        assertThat(new SandboxDetailsReader(client).read(List.of("s"), CriTests.soon()))
                .isEqualTo(Map.of("s", NOTHING));
    }

    @Test
    void manySandboxesAreLearnedOverSeveralReads() throws Exception {
        List<String> ids = sandboxes(25);
        SandboxDetailsReader reader = new SandboxDetailsReader(client, 10, 100, clock::get);

        assertThat(reader.read(ids, CriTests.soon())).hasSize(10);
        assertThat(reader.read(ids, CriTests.soon())).hasSize(20);
        assertThat(reader.read(ids, CriTests.soon())).hasSize(25);
        assertThat(calls.count("PodSandboxStatus")).isEqualTo(25);
    }

    @Test
    void atMostEightAreAskedForAtATime() throws Exception {
        CriTests.warmUp(client);
        calls.slowDown();

        assertThat(new SandboxDetailsReader(client).read(sandboxes(30), CriTests.soon()))
                .hasSize(30);
        assertThat(calls.mostAtATime()).isBetween(2, 8);
    }

    @Test
    void rememberedSandboxesAreBounded() throws Exception {
        SandboxDetailsReader reader = new SandboxDetailsReader(client, 100, 10, clock::get);
        List<String> ids = sandboxes(50);

        reader.read(ids, CriTests.soon());
        reader.read(ids, CriTests.soon());

        assertThat(calls.count("PodSandboxStatus")).isGreaterThanOrEqualTo(90);
    }

    @Test
    void sandboxThatHangsDoesNotTakeTheOthersWithIt() throws Exception {
        List<String> ids = sandboxes(2);
        CriTests.warmUp(client);
        calls.hang("PodSandboxStatus", 1);

        assertThat(new SandboxDetailsReader(client).read(ids, Deadline.after(Duration.ofSeconds(6))))
                .containsOnlyKeys("s1");
    }

    @Test
    void sandboxesThatHangAreAskedForLastTheNextTime() throws Exception {
        List<String> ids = sandboxes(16);
        CriTests.warmUp(client);
        calls.hang("PodSandboxStatus", 8);
        SandboxDetailsReader reader = new SandboxDetailsReader(client, 8, 100, clock::get);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> reader.read(ids, Deadline.after(Duration.ofMillis(800))))
                .withMessageContaining("did not answer PodSandboxStatus in time");

        assertThat(reader.read(ids, CriTests.soon())).containsOnlyKeys(ids.subList(8, 16));
        assertThat(reader.read(ids, CriTests.soon())).containsOnlyKeys(ids);
    }

    @Test
    void failureIsThrownWhenNothingIsKnownAndRepairedByTheNextRead() throws Exception {
        statuses.put("s", status("s", "{}"));
        SandboxDetailsReader reader = new SandboxDetailsReader(client);

        calls.fail("PodSandboxStatus", Status.UNAVAILABLE);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> reader.read(List.of("s"), CriTests.soon()))
                .withMessageContaining("PodSandboxStatus");

        calls.heal();
        assertThat(reader.read(List.of("s"), CriTests.soon())).containsOnlyKeys("s");
    }

    @Test
    void refusalIsARefusal() {
        calls.fail("PodSandboxStatus", Status.PERMISSION_DENIED);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> new SandboxDetailsReader(client).read(List.of("s"), CriTests.soon()))
                .matches(SourceException::isForbidden)
                .withMessage("the runtime at " + runtime.socket() + " refused PodSandboxStatus");
    }

    @Test
    void callThatIsNotImplementedIsNotMadeForEachSandbox() {
        calls.fail("PodSandboxStatus", Status.UNIMPLEMENTED);

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> new SandboxDetailsReader(client).read(sandboxes(100), CriTests.soon()))
                .withMessageContaining("does not implement PodSandboxStatus");
        assertThat(calls.count("PodSandboxStatus")).isBetween(1, 8);
    }

    @Test
    void configuredPauseImageIsTakenWhereAStatusTellsNone() throws Exception {
        configure("{'sandboxImage':'lab/pause:1'}");
        statuses.put("tells", status("tells", "{\"image\":\"own:1\"}"));
        statuses.put("silent", status("silent", "{\"snapshotter\":\"overlayfs\"}"));
        SandboxDetailsReader reader = new SandboxDetailsReader(client);

        assertThat(reader.read(List.of("tells"), CriTests.soon()))
                .isEqualTo(Map.of("tells", new SandboxDetails(null, "own:1", null, null)));
        assertThat(calls.count("Status")).isZero();

        Map<String, SandboxDetails> both = Map.of(
                "tells", new SandboxDetails(null, "own:1", null, null),
                "silent", new SandboxDetails(null, "lab/pause:1", "overlayfs", null));
        assertThat(reader.read(List.of("tells", "silent"), CriTests.soon())).isEqualTo(both);
        assertThat(reader.read(List.of("tells", "silent"), CriTests.soon())).isEqualTo(both);
        assertThat(calls.count("Status")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                // CRI-O, with much else; then containerd 2
                "{'sandboxImage':'registry.k8s.io/pause:3.10','crio':{'RootConfig':{'x':[1]}}} | registry.k8s.io/pause:3.10",
                "{'containerd':{'runtimes':{}},'rootDir':'/r'} | -",
                "{'sandboxImage':''} | -",
                "{'sandboxImage':null} | -",
                "{'sandboxImage':['a']} | -",
                "{'sandboxImage':'sha256:0e3be1b7cf45ad9a0fc614f2dc23277ce6fe0a47e78766935b106dcb1be312c2'} | -",
                "null | -",
                "[1] | -",
                "{'sandboxImage': | -",
                "not JSON | -",
            })
    void configurationIsReadAndAskedForOnce(String config, String image) throws Exception {
        configure(config);
        statuses.put("s", status("s", "{}"));
        SandboxDetailsReader reader = new SandboxDetailsReader(client);

        for (int i = 0; i < 3; i++) {
            assertThat(reader.read(List.of("s"), CriTests.soon())).isEqualTo(Map.of("s", withImage(image)));
        }
        assertThat(calls.count("Status")).isEqualTo(1);
    }

    @Test
    void configuredImageOfAnyLengthOrDepthIsNotKept() throws Exception {
        for (String config : List.of(
                "{'sandboxImage':'" + "x".repeat(5000) + "'}",
                "{'sandboxImage':".repeat(100_000),
                "[".repeat(100_000))) {
            configure(config);
            statuses.put("s", status("s", "{}"));

            assertThat(new SandboxDetailsReader(client).read(List.of("s"), CriTests.soon()))
                    .isEqualTo(Map.of("s", NOTHING));
        }
    }

    @Test
    void configurationIsAskedForAnewOnAnotherConnectionAndForNewSandboxesOnly() throws Exception {
        configure("{'sandboxImage':'pause:1'}");
        statuses.put("old", status("old", "{}"));
        SandboxDetailsReader reader = new SandboxDetailsReader(client);
        reader.read(List.of("old"), CriTests.soon());

        configure("{'sandboxImage':'pause:2'}");
        statuses.put("new", status("new", "{}"));
        runtime.close();
        runtime = ReplayCri.start(dir.resolve("s"), this::state, Set.of(CriApi.V1), calls);
        await().until(() -> {
            CriConnection connection = client.connected();
            return connection == null || !connection.isAlive();
        });

        assertThat(reader.read(List.of("old", "new"), CriTests.soon()))
                .isEqualTo(Map.of("old", withImage("pause:1"), "new", withImage("pause:2")));
        assertThat(calls.count("Status")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"UNIMPLEMENTED", "UNKNOWN", "PERMISSION_DENIED", "UNAVAILABLE", "INTERNAL"})
    void failingStatusTakesNothingAndIsAskedForAgainAfterPausesThatGrow(Status.Code code) throws Exception {
        configure("{'sandboxImage':'pause:1'}");
        statuses.put("s", status("s", "{}"));
        calls.fail("Status", code.toStatus());
        SandboxDetailsReader reader = new SandboxDetailsReader(client, 10, 100, clock::get);

        for (int i = 0; i < 240; i++) { // an hour of scrapes
            assertThat(reader.read(List.of("s"), CriTests.soon())).isEqualTo(Map.of("s", NOTHING));
            clock.addAndGet(TimeUnit.SECONDS.toNanos(15));
        }
        assertThat(calls.count("Status")).isBetween(10, 14);
        assertThat(calls.count("Version")).isEqualTo(1); // the connection is used on
        assertThat(calls.count("PodSandboxStatus")).isEqualTo(1);

        calls.heal();
        clock.addAndGet(TimeUnit.MINUTES.toNanos(10));
        assertThat(reader.read(List.of("s"), CriTests.soon())).isEqualTo(Map.of("s", withImage("pause:1")));
    }

    @Test
    void statusThatFailedOnceIsAskedForAgainAfterFiveSeconds() throws Exception {
        configure("{'sandboxImage':'pause:1'}");
        statuses.put("s", status("s", "{}"));
        calls.fail("Status", Status.UNKNOWN);
        SandboxDetailsReader reader = new SandboxDetailsReader(client, 10, 100, clock::get);
        reader.read(List.of("s"), CriTests.soon());
        calls.heal();

        clock.addAndGet(TimeUnit.SECONDS.toNanos(5) - 1);
        assertThat(reader.read(List.of("s"), CriTests.soon())).isEqualTo(Map.of("s", NOTHING));
        clock.addAndGet(1);
        assertThat(reader.read(List.of("s"), CriTests.soon())).isEqualTo(Map.of("s", withImage("pause:1")));
        assertThat(calls.count("Status")).isEqualTo(2);
    }

    @Test
    void statusThatHangsLeavesTimeAndTheConnection() throws Exception {
        configure("{'sandboxImage':'pause:1'}");
        statuses.put("s", status("s", "{}"));
        CriTests.warmUp(client);
        calls.hang("Status", 1);
        SandboxDetailsReader reader = new SandboxDetailsReader(client, 10, 100, clock::get);
        Deadline deadline = Deadline.after(Duration.ofSeconds(4));

        assertThat(reader.read(List.of("s"), deadline)).isEqualTo(Map.of("s", NOTHING));
        assertThat(deadline.hasPassed()).isFalse();
        await().until(() -> calls.cancelled() == 1);
        assertThat(reader.read(List.of("s"), CriTests.soon())).isEqualTo(Map.of("s", NOTHING));
        assertThat(calls.count("Status")).isEqualTo(1); // the pause holds
        assertThat(calls.count("Version")).isEqualTo(1);
    }

    @Test
    void hugeConfigurationIsNotRead() throws Exception {
        configure("x".repeat(17_000_000));
        statuses.put("s", status("s", "{\"image\":\"\",\"snapshotter\":\"o\"}"));

        assertThat(new SandboxDetailsReader(client).read(List.of("s"), CriTests.soon()))
                .isEqualTo(Map.of("s", new SandboxDetails(null, null, "o", null)));
    }

    private void configure(String config) {
        runtimeStatus = StatusResponse.newBuilder()
                .putInfo("config", config.replace('\'', '"'))
                .build();
    }

    private static SandboxDetails withImage(@Nullable String image) {
        return new SandboxDetails(null, image, null, null);
    }

    private List<String> sandboxes(int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "s" + i).toList();
        ids.forEach(id -> statuses.put(id, status(id, "{}")));
        return ids;
    }

    private ReplayCri.State state() {
        return new ReplayCri.State(
                CriTests.version("1.0"),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Map.copyOf(statuses),
                null,
                runtimeStatus);
    }

    private static PodSandboxStatusResponse status(String id, String info) {
        return PodSandboxStatusResponse.newBuilder()
                .setStatus(PodSandboxStatus.newBuilder().setId(id))
                .putInfo("info", info)
                .build();
    }
}
