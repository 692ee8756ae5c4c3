package dev.dockershim.exporter.hostroot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostRootTest {

    @TempDir
    private Path directory;

    private Path root;
    private HostRoot host;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectories(directory.resolve("root"));
        Files.createDirectories(root.resolve("etc/docker"));
        Files.writeString(root.resolve("etc/docker/daemon.json"), "inside");
        Files.createDirectories(directory.resolve("etc"));
        Files.writeString(directory.resolve("etc/secret"), "outside");
        host = new HostRoot(root);
    }

    @Test
    void readsWhatIsThere() {
        assertThat(text("/etc/docker/daemon.json")).isEqualTo("inside");
        assertThat(text("/etc//docker/./daemon.json")).isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/docker/daemon.json", "docker/daemon.json", "../etc/docker/../docker/daemon.json"})
    void linksLeadWhereTheyWouldOnTheHost(String target) throws IOException {
        Files.createSymbolicLink(root.resolve("etc/link"), Path.of(target));
        assertThat(text("/etc/link")).isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/secret", "/../etc/secret", "../../../../../../etc/secret", "/etc/secret"})
    void noLinkLeadsOut(String target) throws IOException {
        Files.createSymbolicLink(root.resolve("etc/link"), Path.of(target));
        assertThat(reason(host.read("/etc/link", 100))).isEqualTo(Reason.ABSENT);
        assertThat(host.kind("/etc/link")).isEqualTo(HostRoot.Kind.ABSENT);
    }

    @Test
    void noPathLeadsOut() {
        assertThat(reason(host.read("/etc/../../etc/secret", 100))).isEqualTo(Reason.ABSENT);
    }

    @Test
    void aLinkedDirectoryLeadsNotOut() throws IOException {
        Files.createSymbolicLink(root.resolve("var"), directory);
        assertThat(reason(host.read("/var/etc/secret", 100))).isEqualTo(Reason.ABSENT);
    }

    @Test
    void linksInACircleFail() throws IOException {
        Files.createSymbolicLink(root.resolve("a"), Path.of("b"));
        Files.createSymbolicLink(root.resolve("b"), Path.of("a"));
        assertThat(reason(host.read("/a", 100))).isEqualTo(Reason.FAILED);
        assertThat(host.kind("/a")).isEqualTo(HostRoot.Kind.HIDDEN);
    }

    @Test
    void largeFilesAreRefusedAndTheirHeadsRead() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(root.resolve("large").toFile(), "rw")) {
            file.setLength(1L << 30);
        }
        assertThat(reason(host.read("/large", 4096))).isEqualTo(Reason.FAILED);
        assertThat(Objects.requireNonNull(host.readHead("/large", 4096).orNull()))
                .hasSize(4096);
    }

    @Test
    void aPipeIsNotOpened() throws Exception {
        Process made = new ProcessBuilder("mkfifo", root.resolve("pipe").toString()).start();
        assertThat(made.waitFor()).isZero();
        assertThat(reason(host.read("/pipe", 100))).isEqualTo(Reason.INVALID);
        assertThat(host.kind("/pipe")).isEqualTo(HostRoot.Kind.SPECIAL);
    }

    @Test
    void aSocketIsToldFromAPipe() throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(root.resolve("s")));
            assertThat(host.kind("/s")).isEqualTo(HostRoot.Kind.SOCKET);
        }
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(reason(host.read("/etc/none", 100))).isEqualTo(Reason.ABSENT);
        assertThat(reason(host.read("/etc/docker/daemon.json/x", 100))).isEqualTo(Reason.ABSENT);
        assertThat(reason(host.list("/none", 10))).isEqualTo(Reason.ABSENT);
        assertThat(reason(host.read("/etc/docker", 100))).isEqualTo(Reason.INVALID);
        assertThat(host.kind("/etc/docker")).isEqualTo(HostRoot.Kind.DIRECTORY);
    }

    @Test
    void listsInOrderUpToALimit() throws IOException {
        for (String name : List.of("b", "c", "a")) {
            Files.createFile(root.resolve("etc/docker").resolve(name));
        }
        assertThat(host.list("/etc/docker", 4).orNull()).containsExactly("a", "b", "c", "daemon.json");
        assertThat(reason(host.list("/etc/docker", 3))).isEqualTo(Reason.FAILED);
    }

    @Test
    void theRootMayBeALink() throws IOException {
        HostRoot linked = new HostRoot(Files.createSymbolicLink(directory.resolve("link"), root));
        assertThat(linked.kind("/")).isEqualTo(HostRoot.Kind.DIRECTORY);
        assertThat(linked.kind("/etc/../etc/docker/daemon.json")).isEqualTo(HostRoot.Kind.FILE);
        assertThat(new HostRoot(directory.resolve("none")).kind("/etc")).isEqualTo(HostRoot.Kind.ABSENT);
    }

    @Test
    void whatIsNotThereHasNothingAboveIt() {
        assertThat(host.kind("/etc/none/..")).isEqualTo(HostRoot.Kind.ABSENT);
        assertThat(host.kind("/etc/docker/daemon.json/..")).isEqualTo(HostRoot.Kind.ABSENT);
    }

    @Test
    void aPassSeesEachOnce() throws IOException {
        host.beginPass();
        assertThat(host.kind("/etc/docker")).isEqualTo(HostRoot.Kind.DIRECTORY);
        Files.delete(root.resolve("etc/docker/daemon.json"));
        Files.delete(root.resolve("etc/docker"));
        assertThat(host.kind("/etc/docker")).isEqualTo(HostRoot.Kind.DIRECTORY);
        assertThat(reason(host.list("/etc/docker", 10))).isEqualTo(Reason.ABSENT);
        host.endPass();
        assertThat(host.kind("/etc/docker")).isEqualTo(HostRoot.Kind.ABSENT);
    }

    private String text(String path) {
        return new String(Objects.requireNonNull(host.read(path, 100).orNull()), UTF_8);
    }

    private static Reason reason(Observed<?> observed) {
        return ((Missing<?>) observed).reason();
    }
}
