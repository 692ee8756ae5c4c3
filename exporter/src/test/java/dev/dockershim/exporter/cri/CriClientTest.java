package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.demo.ReplayCri;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.grpc.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a connection: opened once, kept, and opened anew after it broke. */
class CriClientTest {

    @TempDir
    Path dir;

    @Test
    void versionIsAskedForOncePerConnection() throws Exception {
        FaultyCalls calls = new FaultyCalls();
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.state(), calls);
                CriClient client = CriTests.client(runtime)) {
            ContainersSource source = new ContainersSource(client);
            source.read(CriTests.soon());
            source.read(CriTests.soon());
            new StatsSource(client).read(CriTests.soon());

            assertThat(calls.count("Version")).isEqualTo(1);
            assertThat(calls.count("ListContainers")).isEqualTo(2);
        }
    }

    @Test
    void restartedRuntimeIsFoundByTheNextRead() throws Exception {
        Path socket = dir.resolve("s");
        try (CriClient client = CriTests.client(socket)) {
            ContainersSource source = new ContainersSource(client);
            try (ReplayCri before = serve(socket, "1.7", CriApi.V1ALPHA2)) {
                assertThat(source.read(CriTests.soon()).runtime())
                        .isEqualTo(new CriContainers.RuntimeVersion("containerd", "1.7", "v1alpha2"));
                assertThat(before.socket()).isEqualTo(socket);
            }
            try (ReplayCri after = serve(socket, "2.3", CriApi.V1)) {
                awaitBroken(client);
                assertThat(source.read(CriTests.soon()).runtime())
                        .isEqualTo(new CriContainers.RuntimeVersion("containerd", "2.3", "v1"));
                assertThat(after.socket()).isEqualTo(socket);
            }
        }
    }

    @Test
    void numberOfTheConnectionGrowsOnlyWithANewOne() throws Exception {
        Path socket = dir.resolve("s");
        try (CriClient client = CriTests.client(socket)) {
            ContainersSource source = new ContainersSource(client);
            try (ReplayCri before = serve(socket, "1.0", CriApi.V1)) {
                assertThat(before.socket()).isEqualTo(socket);
                assertThat(source.read(CriTests.soon()).connection()).isEqualTo(1);
                assertThat(source.read(CriTests.soon()).connection()).isEqualTo(1);
            }
            awaitBroken(client);
            assertThatExceptionOfType(SourceException.class).isThrownBy(() -> source.read(CriTests.soon()));
            try (ReplayCri after = serve(socket, "1.0", CriApi.V1)) {
                assertThat(after.socket()).isEqualTo(socket);
                assertThat(source.read(CriTests.soon()).connection()).isEqualTo(2);
            }
        }
    }

    @Test
    void runtimeThatWasAwayLongIsReadWithoutBackOff() throws Exception {
        Path socket = dir.resolve("s");
        try (CriClient client = CriTests.client(socket)) {
            ContainersSource source = new ContainersSource(client);
            for (int i = 0; i < 20; i++) { // by now, gRPC's own back-off would be two minutes
                assertThatExceptionOfType(SourceException.class)
                        .isThrownBy(() -> source.read(CriTests.soon()))
                        .withMessageStartingWith("no socket at " + socket);
            }
            try (ReplayCri runtime = serve(socket, "1.0", CriApi.V1)) {
                assertThat(runtime.socket()).exists();
                assertThat(source.read(Deadline.after(Duration.ofSeconds(20)))
                                .runtime()
                                .version())
                        .isEqualTo("1.0");
            }
        }
    }

    @Test
    void autoPassesOverASocketWithoutCri() throws Exception {
        Path docker = dir.resolve("docker-containerd");
        Path criDockerd = dir.resolve("cri-dockerd");
        try (ReplayCri first = ReplayCri.start(docker, CriTests::state, Set.of());
                ReplayCri second = serve(criDockerd, "20.10", CriApi.V1);
                CriClient client = new CriClient(CriEndpoint.auto(List.of(docker, criDockerd)))) {
            assertThat(first.socket()).exists();
            assertThat(second.socket()).exists();
            assertThat(new ContainersSource(client)
                            .read(CriTests.soon())
                            .runtime()
                            .version())
                    .isEqualTo("20.10");
        }
    }

    @Test
    void autoPassesOverASocketThatWasLeftBehind() throws Exception {
        Path stale = staleSocket();
        Path crio = dir.resolve("crio");
        CriEndpoint auto = CriEndpoint.auto(List.of(stale, crio));
        try (ReplayCri runtime = serve(crio, "1.28", CriApi.V1);
                CriClient client = new CriClient(auto)) {
            assertThat(runtime.socket()).exists();
            ContainersSource source = new ContainersSource(client);
            assertThat(source.read(CriTests.soon()).runtime().version()).isEqualTo("1.28");
        }
    }

    @Test
    void whereNobodyListensAtAnySocketTheFirstIsTold() throws Exception {
        Path stale = staleSocket();
        Path docker = dir.resolve("docker-containerd");
        try (ReplayCri withoutCri = ReplayCri.start(docker, CriTests::state, Set.of());
                CriClient client = new CriClient(CriEndpoint.auto(List.of(stale, docker)))) {
            assertThat(withoutCri.socket()).exists();
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> new ContainersSource(client).read(CriTests.soon()))
                    .withMessageContaining("nobody listens at " + stale)
                    .satisfies(e -> assertThat(e.isAbsent()).isTrue());
        }
    }

    @Test
    void autoStopsAtARuntimeThatDoesNotAnswerAsOne() throws Exception {
        Path crio = dir.resolve("crio");
        Path odd = dir.resolve("odd");
        try (ReplayCri runtime = serve(crio, "1.28", CriApi.V1);
                ServerSocketChannel peer = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
                CriClient client = new CriClient(CriEndpoint.auto(List.of(odd, crio)))) {
            assertThat(runtime.socket()).exists();
            peer.bind(UnixDomainSocketAddress.of(odd));
            CompletableFuture<Void> hangsUp = CompletableFuture.runAsync(() -> hangUp(peer));
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> new ContainersSource(client).read(CriTests.soon()))
                    .withMessageContaining("closed the connection");
            hangsUp.get(10, TimeUnit.SECONDS);
        }
    }

    private Path staleSocket() throws IOException {
        Path stale = dir.resolve("containerd");
        try (ServerSocketChannel ended = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            ended.bind(UnixDomainSocketAddress.of(stale));
        }
        return stale;
    }

    private static void hangUp(ServerSocketChannel peer) {
        try {
            peer.accept().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void connectionOfACallThatCameTooLateIsNotUsedAgain() throws Exception {
        FaultyCalls calls = new FaultyCalls();
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.state(), calls);
                CriClient client = CriTests.client(runtime)) {
            CriTests.warmUp(client);
            calls.hang("ListContainerStats", 1);
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> new StatsSource(client).read(Deadline.after(Duration.ofMillis(200))));

            new StatsSource(client).read(CriTests.soon());
            assertThat(calls.count("Version")).isEqualTo(2);
        }
    }

    @Test
    void failureOfOneCallKeepsTheConnection() throws Exception {
        FaultyCalls calls = new FaultyCalls();
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.state(), calls);
                CriClient client = CriTests.client(runtime)) {
            calls.fail("ListContainerStats", Status.UNKNOWN);
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> new StatsSource(client).read(CriTests.soon()));

            new ContainersSource(client).read(CriTests.soon());
            assertThat(calls.count("Version")).isEqualTo(1);
        }
    }

    @Test
    void onlyOneDaemonThreadIsUsed() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.state());
                CriClient client = CriTests.client(runtime)) {
            new ContainersSource(client).read(CriTests.soon());
            new StatsSource(client).read(CriTests.soon());

            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> !before.contains(thread))
                    .filteredOn(thread -> !thread.getName().startsWith("replay-cri"))
                    .singleElement()
                    .satisfies(thread -> {
                        assertThat(thread.getName()).startsWith("cri-");
                        assertThat(thread.isDaemon()).isTrue();
                    });
        }
    }

    @Test
    void closedClientReadsNoMore() throws Exception {
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.state())) {
            CriClient client = CriTests.client(runtime);
            new ContainersSource(client).read(CriTests.soon());
            client.close();

            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> new ContainersSource(client).read(CriTests.soon()));
        }
    }

    /** Until the client has noticed that its peer is gone, which takes one turn of its event loop. */
    private static void awaitBroken(CriClient client) throws Exception {
        CriConnection connection = client.connected();
        await().atMost(Duration.ofSeconds(20)).until(() -> connection == null || !connection.isAlive());
    }

    private static ReplayCri serve(Path socket, String version, CriApi api) throws Exception {
        ReplayCri.State state = CriTests.state(version);
        return ReplayCri.start(socket, () -> state, Set.of(api));
    }
}
