package dev.dockershim.exporter.hostroot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CniConfig;
import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.Observed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a host's files: what is kept of them is what a reader finds that has never read before. */
class KeptEvidenceMutationTest {

    private static final int CHANGES = 150;

    @TempDir
    private Path directory;

    private final List<Path> removed = new ArrayList<>();
    private TemporaryHost tree = new TemporaryHost(Path.of("/"));

    /** Reads a host as agents do. */
    private record Readers(
            HostRoot host,
            KeptEvidence<KubeletFiles> files,
            KeptEvidence<ContainerdConfig> containerd,
            KeptEvidence<CniConfig> cni) {

        static Readers of(Path root) {
            HostRoot host = new HostRoot(root, () -> System.currentTimeMillis() + 3_600_000);
            return new Readers(host, new KeptEvidence<>(host), new KeptEvidence<>(host), new KeptEvidence<>(host));
        }

        List<Observed<?>> read(Function<HostRoot, Observed<ProcessList>> processes) {
            Observed<ProcessList> running = processes.apply(host);
            host.beginPass();
            try {
                return List.of(
                        files.read("", () -> new KubeletFilesReader(host).read(running)),
                        containerd.read("", () -> new ContainerdConfigReader(host).readOf(running, null)),
                        cni.read("", () -> new CniConfigReader(host).readOf(running, null)));
            } finally {
                host.endPass();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void keptIsWhatIsThere(long seed) throws IOException {
        tree = TemporaryHost.copyOf("kubeadm-1.27-containerd", Files.createDirectory(directory.resolve("root")));
        Random random = new Random(seed);
        Observed<ProcessList> running = tree.processes();
        Readers kept = Readers.of(tree.directory());
        List<Observed<?>> before = kept.read(host -> running);
        int different = 0;
        for (int i = 0; i < CHANGES; i++) {
            TemporaryHost.nextTick(directory.resolve("clock"));
            change(random);
            List<Observed<?>> now = kept.read(host -> running);
            assertThat(now)
                    .as("change %d", i)
                    .isEqualTo(Readers.of(tree.directory()).read(host -> running));
            different += now.equals(before) ? 0 : 1;
            before = now;
        }
        assertThat(different).as("changes that made a difference").isGreaterThan(CHANGES / 10);
    }

    private void change(Random random) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree.directory())) {
            all = walk.filter(path -> tree.directory().relativize(path).getNameCount() > 1
                            && !path.startsWith(tree.directory().resolve("proc")))
                    .sorted()
                    .toList();
        }
        if (!removed.isEmpty() && (all.isEmpty() || random.nextInt(3) > 0)) {
            putBack(random);
            return;
        }
        Path path = all.get(random.nextInt(all.size()));
        switch (random.nextInt(5)) {
            case 0 -> spoil(path);
            case 1 -> replace(path);
            case 2 -> {
                // seen through a link that leads to where it is now, or to nothing
                Path moved = takeAway(path);
                Path target = random.nextBoolean()
                        ? moved
                        : Files.move(moved, path.resolveSibling(".moved-" + System.nanoTime()));
                Files.createSymbolicLink(path, target.getFileName());
            }
            default -> takeAway(path);
        }
    }

    /** Another letter in the middle, with the time of writing as before. */
    private static void spoil(Path path) throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) > 0) {
            FileTime then = Files.getLastModifiedTime(path);
            byte[] bytes = Files.readAllBytes(path);
            bytes[bytes.length / 2] ^= 1;
            Files.write(path, bytes);
            Files.setLastModifiedTime(path, then);
        }
    }

    /** Half of it under its name, as an editor saves a file. */
    private void replace(Path path) throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = Files.readAllBytes(path);
            Path written = Files.write(directory.resolve("written"), Arrays.copyOf(bytes, bytes.length / 2));
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path takeAway(Path path) throws IOException {
        Path away = directory.resolve("removed-" + System.nanoTime());
        Files.move(path, away);
        removed.add(tree.directory().relativize(path));
        return away;
    }

    /** As it was recorded. */
    private void putBack(Random random) throws IOException {
        Path name = removed.remove(random.nextInt(removed.size()));
        Path from = TemporaryHost.treePath("kubeadm-1.27-containerd").resolve(name.toString());
        Path to = tree.directory().resolve(name.toString());
        Path parent = to.getParent();
        if (!Files.exists(from) || parent == null || !Files.isDirectory(parent)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path copy = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    if (Files.isSymbolicLink(copy)) {
                        Files.delete(copy);
                    }
                    Files.createDirectories(copy);
                } else {
                    Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }
}
