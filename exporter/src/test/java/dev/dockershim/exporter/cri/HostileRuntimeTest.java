package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.dockershim.exporter.cri.v1.ContainerStats;
import dev.dockershim.exporter.cri.v1.FilesystemIdentifier;
import dev.dockershim.exporter.cri.v1.FilesystemUsage;
import dev.dockershim.exporter.demo.ReplayCri;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.grpc.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is at the socket: one clear line, in time, and the next read works again. */
class HostileRuntimeTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path dir;

    private Path socket() {
        return dir.resolve("s");
    }

    @Test
    void fileThatIsNoSocket() throws Exception {
        Files.createFile(socket());

        assertThat(failure(CriTests.soon())).isEqualTo(socket() + " is not a socket");
    }

    @Test
    void socketThatNobodyListensAt() throws Exception {
        RawPeer.start(socket(), channel -> {}).abandon();

        assertThat(failure(CriTests.soon()))
                .isEqualTo("nobody listens at " + socket() + ": the runtime is not running");
    }

    @Test
    void peerThatAcceptsAndSaysNothing() throws Exception {
        try (RawPeer peer = RawPeer.start(socket(), HostileRuntimeTest::peerWaits)) {
            assertThat(failure(Deadline.after(SHORT)))
                    .isEqualTo("the runtime at " + socket() + " did not answer Version in time");
            assertThat(peer.accepted()).isEqualTo(1);
        }
    }

    @Test
    void peerThatClosesAtOnce() throws Exception {
        try (RawPeer peer = RawPeer.start(socket(), SocketChannel::close)) {
            assertThat(failure(CriTests.soon()))
                    .isEqualTo("the runtime closed the connection during Version at " + socket());
            assertThat(peer.accepted()).isEqualTo(1);
        }
    }

    @Test
    void peerThatSpeaksAnotherProtocol() throws Exception {
        try (RawPeer peer = RawPeer.start(socket(), channel -> {
            channel.write(ByteBuffer.wrap(
                    "HTTP/1.1 400 Bad Request\r\n\r\nsecret of the peer".getBytes(StandardCharsets.US_ASCII)));
            peerWaits(channel);
        })) {
            assertThat(failure(CriTests.soon())).isEqualTo("what listens at " + socket() + " does not speak gRPC");
            assertThat(peer.accepted()).isEqualTo(1);
        }
    }

    @Test
    void runtimeWithNeitherVersion() throws Exception {
        try (ReplayCri runtime = ReplayCri.start(socket(), CriTests::state, Set.of())) {
            assertThat(failure(CriTests.soon()))
                    .startsWith("no CRI at [" + runtime.socket() + "]")
                    .contains("neither v1 nor v1alpha2");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNIMPLEMENTED | does not implement ListContainers",
                "DEADLINE_EXCEEDED | did not answer ListContainers in time",
                "UNAVAILABLE | closed the connection during ListContainers",
                "RESOURCE_EXHAUSTED | too busy to answer ListContainers",
                "INTERNAL | answered ListContainers with INTERNAL",
                "UNKNOWN | answered ListContainers with UNKNOWN",
                "PERMISSION_DENIED | refused ListContainers",
            })
    void statusBecomesALineWithoutTheRuntimesOwnWords(Status.Code code, String line) throws Exception {
        FaultyCalls calls = new FaultyCalls();
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.state(), calls);
                CriClient client = CriTests.client(runtime)) {
            calls.fail("ListContainers", code.toStatus().withDescription("secret of the runtime"));

            SourceException thrown = catchThrowableOfType(
                    SourceException.class, () -> new ContainersSource(client).read(CriTests.soon()));
            assertThat(thrown.getMessage())
                    .contains(line)
                    .doesNotContain("secret")
                    .doesNotContain("\n");
            assertThat(thrown.isForbidden()).isEqualTo(code == Status.Code.PERMISSION_DENIED);

            calls.heal();
            assertThat(new ContainersSource(client).read(CriTests.soon()).containers())
                    .isEmpty();
        }
    }

    @Test
    void answerOfFortyMegabytesIsNotRead() throws Exception {
        ContainerStats large = ContainerStats.newBuilder()
                .setWritableLayer(FilesystemUsage.newBuilder()
                        .setFsId(FilesystemIdentifier.newBuilder()
                                .setMountpointBytes(ByteString.copyFrom(new byte[40_000_000]))))
                .build();
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.stats(large));
                CriClient client = CriTests.client(runtime)) {
            assertThatExceptionOfType(SourceException.class)
                    .isThrownBy(() -> new StatsSource(client).read(CriTests.soon()))
                    .withMessage("the answer of the runtime at " + socket() + " to ListContainerStats is too large");
            assertThat(new ContainersSource(client).read(CriTests.soon()).containers())
                    .isEmpty();
        }
    }

    @Test
    void runtimeThatDiesDuringACall() throws Exception {
        FaultyCalls calls = new FaultyCalls();
        calls.hang("ListContainers", 1);
        ReplayCri runtime = CriTests.serve(dir, CriTests.state(), calls);
        try (CriClient client = CriTests.client(runtime)) {
            CompletableFuture<String> failed = CompletableFuture.supplyAsync(() -> catchThrowableOfType(
                            SourceException.class, () -> new ContainersSource(client).read(CriTests.soon()))
                    .getMessage());
            await().atMost(Duration.ofSeconds(20)).until(() -> calls.count("ListContainers") == 1);
            runtime.close();

            assertThat(failed.join())
                    .isEqualTo("the runtime closed the connection during ListContainers at " + socket());
        }
    }

    @Test
    void interruptedReadEndsAtOnceAndTheCallIsCancelled() throws Exception {
        FaultyCalls calls = new FaultyCalls();
        calls.hang("ListContainers", 1);
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.state(), calls);
                CriClient client = CriTests.client(runtime)) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread reader = new Thread(() -> {
                try {
                    new ContainersSource(client).read(CriTests.soon());
                } catch (SourceException | InterruptedException e) {
                    thrown.set(e);
                }
            });
            reader.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> calls.count("ListContainers") == 1);
            reader.interrupt();
            reader.join(Duration.ofSeconds(10).toMillis());

            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            await().atMost(Duration.ofSeconds(20)).until(() -> calls.cancelled() == 1);
            assertThat(new ContainersSource(client).read(CriTests.soon()).containers())
                    .isEmpty();
        }
    }

    /** The one line that a first read fails with. */
    private String failure(Deadline deadline) {
        try (CriClient client = CriTests.client(socket())) {
            SourceException thrown =
                    catchThrowableOfType(SourceException.class, () -> new ContainersSource(client).read(deadline));
            return String.valueOf(thrown.getMessage());
        }
    }

    private static void peerWaits(SocketChannel channel) throws IOException {
        ByteBuffer unread = ByteBuffer.allocate(1024);
        while (channel.read(unread.clear()) >= 0) {
            // Until the client goes.
        }
    }
}
