package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dockershim.exporter.cri.v1.ContainerStatus;
import dev.dockershim.exporter.cri.v1.ContainerStatusResponse;
import dev.dockershim.exporter.cri.v1.Image;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerDetailsReaderTest {

    private static final String HEX = "1".repeat(64);

    @TempDir
    Path dir;

    private final Map<String, ContainerStatusResponse> statuses = new ConcurrentHashMap<>();
    private final Map<String, Image> images = new ConcurrentHashMap<>();
    private final FaultyCalls calls = new FaultyCalls();
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
    void containerIsAskedForOnceAndItsSuccessorToo() throws Exception {
        statuses.put("first", status("first", HEX, "{}"));
        images.put(HEX, image(HEX, "a:1"));
        ContainerDetailsReader reader = new ContainerDetailsReader(client);

        reader.read(List.of("first"), CriTests.soon());
        reader.read(List.of("first"), CriTests.soon());
        assertThat(calls.count("ContainerStatus")).isEqualTo(1);

        statuses.put("second", status("second", HEX, "{}"));
        assertThat(reader.read(List.of("second"), CriTests.soon()))
                .isEqualTo(Map.of("second", new ContainerDetails("/log/second", null, "a:1", null)));
        assertThat(calls.count("ContainerStatus")).isEqualTo(2);
        assertThat(calls.count("ListImages")).isEqualTo(1);
    }

    @Test
    void imagesAreListedAgainOnlyForAnUnknownOne() throws Exception {
        ContainerDetailsReader reader = new ContainerDetailsReader(client);
        statuses.put("a", status("a", HEX, "{}"));
        assertThat(reader.read(List.of("a"), CriTests.soon()))
                .containsEntry("a", new ContainerDetails("/log/a", null, null, null));

        reader.read(List.of("a"), CriTests.soon());
        assertThat(calls.count("ListImages")).isEqualTo(1);

        String other = "2".repeat(64);
        images.put(other, image(other, "b:1"));
        statuses.put("b", status("b", other, "{}"));
        assertThat(reader.read(List.of("b"), CriTests.soon()))
                .containsEntry("b", new ContainerDetails("/log/b", null, "b:1", null));
        assertThat(calls.count("ListImages")).isEqualTo(2);
    }

    @Test
    void imageThatGetsItsNameLaterIsFoundThen() throws Exception {
        AtomicLong clock = new AtomicLong();
        ContainerDetailsReader reader = new ContainerDetailsReader(client, 10, 100, clock::get);
        statuses.put("a", status("a", HEX, "{}"));
        reader.read(List.of("a"), CriTests.soon());
        images.put(
                HEX,
                image(HEX, "docker.io/library/nginx:1").toBuilder()
                        .addRepoDigests("docker.io/library/nginx@sha256:" + HEX)
                        .build());

        clock.addAndGet(TimeUnit.SECONDS.toNanos(5) - 1);
        assertThat(reader.read(List.of("a"), CriTests.soon()))
                .containsEntry("a", new ContainerDetails("/log/a", null, null, null));
        assertThat(calls.count("ListImages")).isEqualTo(1);

        clock.addAndGet(1);
        ContainerDetails named =
                new ContainerDetails("/log/a", null, "docker.io/library/nginx:1", "nginx@sha256:" + HEX);
        assertThat(reader.read(List.of("a"), CriTests.soon())).containsEntry("a", named);
        clock.addAndGet(TimeUnit.HOURS.toNanos(1));
        assertThat(reader.read(List.of("a"), CriTests.soon())).containsEntry("a", named);
        assertThat(calls.count("ListImages")).isEqualTo(2);
        assertThat(calls.count("ContainerStatus")).isEqualTo(1);
    }

    @Test
    void imageWithoutNameIsLookedForMoreAndMoreSeldom() throws Exception {
        AtomicLong clock = new AtomicLong();
        ContainerDetailsReader reader = new ContainerDetailsReader(client, 10, 100, clock::get);
        statuses.put("a", status("a", HEX, "{}"));
        for (int i = 0; i < 240; i++) { // an hour of scrapes
            reader.read(List.of("a"), CriTests.soon());
            clock.addAndGet(TimeUnit.SECONDS.toNanos(15));
        }

        assertThat(calls.count("ListImages")).isBetween(10, 14);
    }

    @Test
    void failingLookForANameTakesNothingThatIsKnownAndPausesToo() throws Exception {
        AtomicLong clock = new AtomicLong();
        ContainerDetailsReader reader = new ContainerDetailsReader(client, 10, 100, clock::get);
        statuses.put("a", status("a", HEX, "{}"));
        String other = "2".repeat(64);
        images.put(other, image(other, "b:1"));
        statuses.put("b", status("b", other, "{}"));
        statuses.put("c", status("c", other, "{}"));
        reader.read(List.of("a", "b"), CriTests.soon());

        clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
        calls.hang("ListImages", 1);
        Deadline shortly = Deadline.after(Duration.ofSeconds(2));
        assertThat(reader.read(List.of("a", "b", "c"), shortly)).containsOnlyKeys("a", "b", "c");
        assertThat(shortly.hasPassed()).isFalse();
        assertThat(calls.count("ListImages")).isEqualTo(2);

        reader.read(List.of("a", "b", "c"), CriTests.soon());
        assertThat(calls.count("ListImages")).isEqualTo(2);
    }

    @Test
    void namelessContainerThatIsWantedAgainIsAskedForAnew() throws Exception {
        ContainerDetailsReader reader = new ContainerDetailsReader(client);
        statuses.put("a", status("a", HEX, "{}"));
        reader.read(List.of("a"), CriTests.soon());
        reader.read(List.of(), CriTests.soon());
        images.put(HEX, image(HEX, "a:1"));

        assertThat(reader.read(List.of("a"), CriTests.soon()))
                .containsEntry("a", new ContainerDetails("/log/a", null, "a:1", null));
    }

    @Test
    void nameStaysTheContainersWhenTheTagMovesOn() throws Exception {
        ContainerDetailsReader reader = new ContainerDetailsReader(client);
        statuses.put("a", status("a", HEX, "{}"));
        images.put(HEX, image(HEX, "a:latest"));
        reader.read(List.of("a"), CriTests.soon());

        String other = "2".repeat(64);
        images.remove(HEX);
        images.put(other, image(other, "a:latest"));
        statuses.put("b", status("b", other, "{}"));

        assertThat(reader.read(List.of("a", "b"), CriTests.soon()).values())
                .extracting(ContainerDetails::imageName)
                .containsExactly("a:latest", "a:latest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{\"runtimeSpec\":{\"linux\":{\"cgroupsPath\":\"kubepods-pod1.slice:crio:a\"}},\"pid\":1}"
                        + "| /kubepods.slice/kubepods-pod1.slice/crio-a.scope",
                "{\"runtimeSpec\":{\"linux\":{\"cgroupsPath\":\"/kubepods/pod1/a\"}}} | /kubepods/pod1/a",
                "{\"runtimeSpec\":{\"linux\":{\"cgroupsPath\":null}}} | -",
                "{\"runtimeSpec\":{\"linux\":null}} | -",
                "{\"runtimeSpec\":{}} | -",
                "{\"runtimeSpec\":[]} | -",
                "null | -",
                "[1] | -",
                "{\"runtimeSpec\": | -",
                "not JSON | -",
            })
    void cgroupIsReadFromTheRuntimesDocument(String info, String cgroup) throws Exception {
        statuses.put("a", status("a", HEX, info));

        assertThat(new ContainerDetailsReader(client).read(List.of("a"), CriTests.soon()))
                .isEqualTo(Map.of("a", new ContainerDetails("/log/a", cgroup, null, null)));
    }

    @Test
    void documentNestedWithoutEndIsNotFollowed() throws Exception {
        statuses.put("a", status("a", HEX, "{\"runtimeSpec\":".repeat(100_000)));

        assertThat(new ContainerDetailsReader(client).read(List.of("a"), CriTests.soon()))
                .containsEntry("a", new ContainerDetails("/log/a", null, null, null));
    }

    @Test
    void textsThatNoRuntimeWritesAreNotKept() throws Exception {
        String huge = "x".repeat(5000);
        ContainerStatusResponse told =
                status("a", HEX, "{\"runtimeSpec\":{\"linux\":{\"cgroupsPath\":\"/" + huge + "\"}}}");
        statuses.put(
                "a",
                told.toBuilder()
                        .setStatus(told.getStatus().toBuilder().setLogPath("/" + huge))
                        .build());
        statuses.put("b", status("b", HEX, "{}"));
        images.put(
                HEX,
                image(HEX, "a:" + huge).toBuilder()
                        .addRepoDigests(huge + "@sha256:" + HEX)
                        .addRepoTags("a:1")
                        .build());

        assertThat(new ContainerDetailsReader(client).read(List.of("a", "b"), CriTests.soon()))
                .isEqualTo(Map.of(
                        "a", new ContainerDetails(null, null, "a:1", null),
                        "b", new ContainerDetails("/log/b", null, "a:1", null)));
    }

    @Test
    void textsAsLongAsAPathMayBeAreKept() throws Exception {
        String longest = "/" + "x".repeat(4095);
        ContainerStatusResponse told =
                status("a", HEX, "{\"runtimeSpec\":{\"linux\":{\"cgroupsPath\":\"" + longest + "\"}}}");
        statuses.put(
                "a",
                told.toBuilder()
                        .setStatus(told.getStatus().toBuilder().setLogPath(longest))
                        .build());

        assertThat(new ContainerDetailsReader(client).read(List.of("a"), CriTests.soon()))
                .isEqualTo(Map.of("a", new ContainerDetails(longest, longest, null, null)));
    }

    @Test
    void containerThatHasGoneIsLeftOut() throws Exception {
        statuses.put("a", status("a", HEX, "{}"));

        assertThat(new ContainerDetailsReader(client).read(List.of("gone", "a"), CriTests.soon()))
                .containsOnlyKeys("a");
    }

    @Test
    void manyContainersAreLearnedOverSeveralReads() throws Exception {
        List<String> ids = containers(25);
        ContainerDetailsReader reader = new ContainerDetailsReader(client, 10, 100, System::nanoTime);

        assertThat(reader.read(ids, CriTests.soon())).hasSize(10);
        assertThat(reader.read(ids, CriTests.soon())).hasSize(20);
        assertThat(reader.read(ids, CriTests.soon())).hasSize(25);
        assertThat(calls.count("ContainerStatus")).isEqualTo(25);
    }

    @Test
    void atMostEightAreAskedForAtATime() throws Exception {
        CriTests.warmUp(client);
        calls.slowDown();
        List<String> ids = containers(30);

        assertThat(new ContainerDetailsReader(client).read(ids, CriTests.soon()))
                .hasSize(30);
        assertThat(calls.mostAtATime()).isBetween(2, 8);
    }

    @Test
    void rememberedContainersAreBounded() throws Exception {
        ContainerDetailsReader reader = new ContainerDetailsReader(client, 100, 10, System::nanoTime);
        List<String> ids = containers(50);

        reader.read(ids, CriTests.soon());
        reader.read(ids, CriTests.soon());

        assertThat(calls.count("ContainerStatus")).isGreaterThanOrEqualTo(90);
    }

    @Test
    void runtimeWithoutImageServiceGivesNoNames() throws Exception {
        statuses.put("a", status("a", HEX, "{}"));
        calls.fail("ListImages", Status.UNIMPLEMENTED);

        assertThat(new ContainerDetailsReader(client).read(List.of("a"), CriTests.soon()))
                .containsEntry("a", new ContainerDetails("/log/a", null, null, null));
    }

    @Test
    void containerThatHangsDoesNotTakeTheOthersWithIt() throws Exception {
        statuses.put("hangs", status("hangs", HEX, "{}"));
        statuses.put("a", status("a", HEX, "{}"));
        CriTests.warmUp(client);
        calls.hang("ContainerStatus", 1);

        assertThat(new ContainerDetailsReader(client)
                        .read(List.of("hangs", "a"), Deadline.after(Duration.ofSeconds(6))))
                .containsOnlyKeys("a");
    }

    @Test
    void failureIsThrownWhenNothingIsKnownAndRepairedByTheNextRead() throws Exception {
        statuses.put("a", status("a", HEX, "{}"));
        images.put(HEX, image(HEX, "a:1"));
        ContainerDetailsReader reader = new ContainerDetailsReader(client);

        calls.fail("ListImages", Status.UNAVAILABLE);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> reader.read(List.of("a"), CriTests.soon()))
                .withMessageContaining("ListImages");

        calls.heal();
        assertThat(reader.read(List.of("a"), CriTests.soon()))
                .containsEntry("a", new ContainerDetails("/log/a", null, "a:1", null));
        assertThat(calls.count("ContainerStatus")).isEqualTo(1);
    }

    private List<String> containers(int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "c" + i).toList();
        ids.forEach(id -> statuses.put(id, status(id, HEX, "{}")));
        return ids;
    }

    private ReplayCri.State state() {
        return new ReplayCri.State(
                CriTests.version("1.0"),
                List.of(),
                List.of(),
                List.of(),
                List.copyOf(images.values()),
                Map.copyOf(statuses));
    }

    private static ContainerStatusResponse status(String id, String image, String info) {
        return ContainerStatusResponse.newBuilder()
                .setStatus(ContainerStatus.newBuilder()
                        .setId(id)
                        .setLogPath("/log/" + id)
                        .setImageRef("sha256:" + image))
                .putInfo("info", info)
                .build();
    }

    private static Image image(String hex, String tag) {
        return Image.newBuilder().setId("sha256:" + hex).addRepoTags(tag).build();
    }
}
