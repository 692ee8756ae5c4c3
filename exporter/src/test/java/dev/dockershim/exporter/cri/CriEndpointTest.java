package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.dockershim.exporter.source.SourceException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CriEndpointTest {

    @TempDir
    Path dir;

    @Test
    void noneIsNone() {
        assertThat(CriEndpoint.parse("none").isNone()).isTrue();
        assertThat(CriEndpoint.parse("auto").isNone()).isFalse();
        assertThat(CriEndpoint.parse("unix:///run/x.sock").isNone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NONE",
                "containerd",
                "run/containerd.sock",
                "unix://run/containerd.sock",
                "unix:/run/containerd.sock",
                "tcp://127.0.0.1:1234",
                "npipe:////./pipe/containerd-containerd",
            })
    void anythingElseIsRefusedWithAHint(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CriEndpoint.parse(value))
                .withMessageContaining("none, auto or unix:///")
                .withMessageNotContaining("\n");
    }

    @Test
    void pathThatFitsNoSocketIsRefused() {
        assertThat(CriEndpoint.parse("/" + "x".repeat(106)).isNone()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CriEndpoint.parse("/" + "x".repeat(107)))
                .withMessageContaining("107 bytes");
        assertThatIllegalArgumentException().isThrownBy(() -> CriEndpoint.parse("/a\0b"));
    }

    @Test
    void schemeIsOptional() throws Exception {
        Path socket = socket("a.sock");

        assertThat(CriEndpoint.parse(socket.toString()).sockets()).containsExactly(socket);
        assertThat(CriEndpoint.parse("unix://" + socket).sockets()).containsExactly(socket);
        assertThat(CriEndpoint.parse(socket.toString())).hasToString("unix://" + socket);
    }

    @Test
    void missingSocketAndPlainFileAreToldApart() throws IOException {
        Path missing = dir.resolve("missing.sock");
        Path file = Files.createFile(dir.resolve("file"));

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> CriEndpoint.parse("unix://" + missing).sockets())
                .withMessageStartingWith("no socket at " + missing);
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> CriEndpoint.parse("unix://" + file).sockets())
                .withMessage(file + " is not a socket");
    }

    @Test
    void autoTakesExistingSocketsInOrderAndLooksAnewEachTime() throws Exception {
        Path missing = dir.resolve("missing.sock");
        Path file = Files.createFile(dir.resolve("file"));
        Path first = dir.resolve("first.sock");
        Path second = socket("second.sock");
        CriEndpoint auto = CriEndpoint.auto(List.of(missing, file, first, second));

        assertThat(auto.sockets()).containsExactly(second);
        socket("first.sock");
        assertThat(auto.sockets()).containsExactly(first, second);
    }

    @Test
    void autoNamesWhatItLookedFor() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(
                        () -> CriEndpoint.auto(List.of(dir.resolve("a.sock"))).sockets())
                .withMessageContaining("no CRI socket found")
                .withMessageContaining("a.sock");
    }

    /** A bound socket leaves its file behind when it is closed, which is all that is needed here. */
    private Path socket(String name) throws IOException {
        Path path = dir.resolve(name);
        try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.bind(UnixDomainSocketAddress.of(path));
        }
        return path;
    }
}
