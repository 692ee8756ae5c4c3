package dev.dockershim.exporter.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ConnectException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A host's files that change while it is read. */
class HostTreeTest {

    @TempDir
    private Path directory;

    @Test
    void itBecomesAnyOtherOne() throws Exception {
        try (HostTree tree = HostTree.write(HostTree.files("dockershim"), directory.resolve("host"));
                HostTree other = HostTree.write(HostTree.files("containerd"), directory.resolve("other/host"))) {
            tree.become(HostTree.files("containerd"));

            assertThat(content(tree.root())).isEqualTo(content(other.root()));
        }
    }

    @Test
    void aProcessThatEndsLeavesNothingBehind() throws Exception {
        Map<String, JsonNode> files = HostTree.files("dockershim");
        try (HostTree tree = HostTree.write(files, directory.resolve("host"))) {
            Map<String, JsonNode> fewer = new HashMap<>(files);
            fewer.keySet().removeIf(path -> path.startsWith("/proc/640/"));
            tree.become(fewer);

            assertThat(tree.root().resolve("proc/640")).doesNotExist();
            assertThat(tree.root().resolve("proc/812/cmdline")).exists();
        }
    }

    @Test
    void aSocketThatIsGoneAnswersNobody() throws Exception {
        Map<String, JsonNode> files = HostTree.files("dockershim");
        try (HostTree tree = HostTree.write(files, directory.resolve("host"))) {
            Path socket = tree.root().resolve("run/docker.sock");
            SocketChannel.open(UnixDomainSocketAddress.of(socket)).close();
            Path link = directory.resolve("link");
            Files.createLink(link, socket); // the socket itself, under another name

            Map<String, JsonNode> fewer = new HashMap<>(files);
            fewer.remove("/run/docker.sock");
            tree.become(fewer);

            assertThat(socket).doesNotExist();
            assertThatExceptionOfType(ConnectException.class)
                    .isThrownBy(() -> SocketChannel.open(UnixDomainSocketAddress.of(link)));
        }
    }

    /** Kinds and contents, by path; directories of files alone do not count. */
    private static Map<String, String> content(Path root) throws Exception {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : new TreeSet<>(files.toList())) {
                String path = root.relativize(file).toString();
                if (Files.isSymbolicLink(file)) {
                    content.put(path, "link to " + Files.readSymbolicLink(file));
                } else if (Files.isRegularFile(file)) {
                    content.put(path, Files.size(file) + " " + Files.readString(file, StandardCharsets.ISO_8859_1));
                } else if (!Files.isDirectory(file)) {
                    content.put(path, "socket");
                }
            }
        }
        return content;
    }
}
