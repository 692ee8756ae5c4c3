package dev.dockershim.exporter.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cgroup of one pod, which is the kubelet's to remove, so here it is ours: in every hierarchy with cgroup v1,
 * in the only one with v2.
 */
record PodCgroup(String path) {

    private static final Path MOUNT = Path.of("/sys/fs/cgroup");

    /** Kills what still runs in it. */
    void kill() {
        for (Path directory : directories()) {
            try {
                for (String pid : Files.readAllLines(directory.resolve("cgroup.procs"))) {
                    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
                }
            } catch (IOException e) {
                // Gone in the meantime, or a directory without processes.
            }
        }
    }

    /** Removes its directories and those above that are empty then; says whether all of its own are gone. */
    boolean remove() {
        directories().stream()
                .sorted(Comparator.comparing(Path::getNameCount).reversed())
                .forEach(directory -> directory.toFile().delete());
        for (Path hierarchy : hierarchies()) {
            Path above = hierarchy.resolve(path.substring(1)).getParent();
            while (above != null && !above.equals(hierarchy) && above.toFile().delete()) {
                above = above.getParent();
            }
        }
        return directories().isEmpty();
    }

    private List<Path> directories() {
        List<Path> found = new ArrayList<>();
        for (Path hierarchy : hierarchies()) {
            Path top = hierarchy.resolve(path.substring(1));
            if (Files.isDirectory(top)) {
                try (Stream<Path> tree = Files.walk(top)) {
                    tree.filter(Files::isDirectory).forEach(found::add);
                } catch (IOException | UncheckedIOException e) {
                    // Gone while we looked.
                }
            }
        }
        return found;
    }

    private static List<Path> hierarchies() {
        if (Files.exists(MOUNT.resolve("cgroup.controllers"))) {
            return List.of(MOUNT);
        }
        try (Stream<Path> controllers = Files.list(MOUNT)) {
            return controllers.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
