package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.cri.v1.RuntimeCondition;
import dev.dockershim.exporter.cri.v1.RuntimeStatus;
import dev.dockershim.exporter.cri.v1.StatusResponse;
import dev.dockershim.exporter.demo.RecordedCri;
import dev.dockershim.exporter.demo.ReplayCri;
import dev.dockershim.exporter.evidence.CriStatus;
import dev.dockershim.exporter.evidence.RuntimeName;
import dev.dockershim.exporter.evidence.RuntimeName.Kind;
import dev.dockershim.exporter.evidence.Version;
import dev.dockershim.exporter.source.Deadline;
import dev.dockershim.exporter.source.SourceException;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class StatusSourceTest {

    private static final CriStatus NO_CRI = new CriStatus(false, RuntimeName.UNKNOWN, null, null, null, null, 0, null);

    @TempDir
    Path dir;

    static Stream<Arguments> recorded() {
        return Stream.of(
                Arguments.of(
                        "containerd-1.36", status(Kind.CONTAINERD, new Version(1, 6, 20), false, false, false, null)),
                Arguments.of("containerd23", status(Kind.CONTAINERD, new Version(2, 3, 4), false, false, null, false)),
                Arguments.of("cri-dockerd-1.36", status(Kind.DOCKER, new Version(20, 10, 24), true, null, null, null)));
    }

    private static CriStatus status(
            Kind kind,
            Version version,
            boolean networkReady,
            @Nullable Boolean systemdCgroup,
            @Nullable Boolean configPath,
            @Nullable Boolean internalLoopback) {
        return new CriStatus(
                true,
                new RuntimeName(kind, version),
                true,
                networkReady,
                systemdCgroup,
                configPath,
                0,
                internalLoopback);
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void readsWhatRealRuntimesAnswered(String node, CriStatus status) throws Exception {
        assertThat(read(RecordedCri.load(node))).isEqualTo(status);
    }

    @Test
    void aConditionThatIsNotToldIsUnknown() throws Exception {
        ReplayCri.State plain = CriTests.state("2.0.0");

        assertThat(read(plain))
                .isEqualTo(new CriStatus(
                        true, new RuntimeName(Kind.CONTAINERD, new Version(2, 0, 0)), null, null, null, null, 0, null));
    }

    @Test
    void conditionsAreFoundByTheirTypes() throws Exception {
        ReplayCri.State plain = CriTests.state("2.0.0");
        StatusResponse answer = StatusResponse.newBuilder()
                .setStatus(RuntimeStatus.newBuilder()
                        .addConditions(condition("ContainerdHasNoDeprecationWarnings", false))
                        .addConditions(condition("NetworkReady", true))
                        .addConditions(condition("RuntimeReady", false)))
                .build();
        CriStatus status = read(new ReplayCri.State(
                plain.version(),
                plain.sandboxes(),
                plain.containers(),
                plain.stats(),
                plain.images(),
                plain.statuses(),
                plain.sandboxStatuses(),
                null,
                answer));

        assertThat(status.runtimeReady()).isFalse();
        assertThat(status.networkReady()).isTrue();
    }

    @Test
    void aSocketWithoutCriIsAFact() throws Exception {
        try (ReplayCri docker = ReplayCri.start(dir.resolve("s"), () -> CriTests.state(), Set.of());
                CriClient client = CriTests.client(docker)) {
            assertThat(new StatusSource(client).read(CriTests.soon())).isEqualTo(NO_CRI);
        }
    }

    @Test
    void aSocketAtWhichNobodyListensIsAFact() throws Exception {
        Path socket = dir.resolve("s");
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket));
        }
        assertThat(socket).exists();
        try (CriClient client = CriTests.client(socket)) {
            assertThat(new StatusSource(client).read(CriTests.soon())).isEqualTo(NO_CRI);
        }
    }

    @Test
    void noSocketIsNoFact() throws Exception {
        try (CriClient client = CriTests.client(dir.resolve("none"))) {
            assertThatThrownBy(() -> new StatusSource(client).read(CriTests.soon()))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("no socket at");
        }
    }

    @Test
    void aFileInItsPlaceIsNoFact() throws Exception {
        try (CriClient client = CriTests.client(Files.createFile(dir.resolve("file")))) {
            assertThatThrownBy(() -> new StatusSource(client).read(CriTests.soon()))
                    .isInstanceOf(SourceException.class)
                    .hasMessageContaining("is not a socket");
        }
    }

    @Test
    void aRuntimeThatHangsIsLeftAtTheDeadlineAndUsedOn() throws Exception {
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.state(), onStatus((call, headers) -> {}));
                CriClient client = CriTests.client(runtime)) {
            CriTests.warmUp(client);

            assertThatThrownBy(() -> new StatusSource(client).read(Deadline.after(Duration.ofMillis(300))))
                    .isInstanceOf(SourceException.class)
                    .hasMessageEndingWith("did not answer Status in time");
            assertThat(new StatsSource(client).read(CriTests.soon()).layers()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Status.Code.class,
            names = {"INTERNAL", "PERMISSION_DENIED", "UNAVAILABLE"})
    void aRuntimeThatFailsIsNoFact(Status.Code code) throws Exception {
        ServerInterceptor failing =
                onStatus((call, headers) -> call.close(code.toStatus().withDescription("secret"), headers));
        try (ReplayCri runtime = CriTests.serve(dir, CriTests.state(), failing);
                CriClient client = CriTests.client(runtime)) {
            assertThatThrownBy(() -> new StatusSource(client).read(CriTests.soon()))
                    .isInstanceOf(SourceException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    /** What becomes of a call. */
    private interface Ending {
        void end(ServerCall<?, ?> call, Metadata headers);
    }

    private static ServerInterceptor onStatus(Ending ending) {
        return new ServerInterceptor() {
            @Override
            public <Q, R> ServerCall.Listener<Q> interceptCall(
                    ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
                if (!"Status".equals(call.getMethodDescriptor().getBareMethodName())) {
                    return next.startCall(call, headers);
                }
                ending.end(call, new Metadata());
                return new ServerCall.Listener<>() {};
            }
        };
    }

    private static RuntimeCondition condition(String type, boolean status) {
        return RuntimeCondition.newBuilder().setType(type).setStatus(status).build();
    }

    private CriStatus read(ReplayCri.State state) throws Exception {
        try (ReplayCri runtime = CriTests.serve(dir, state);
                CriClient client = CriTests.client(runtime)) {
            return new StatusSource(client).read(CriTests.soon());
        }
    }
}
