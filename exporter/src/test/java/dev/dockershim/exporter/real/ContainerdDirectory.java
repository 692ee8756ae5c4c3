package dev.dockershim.exporter.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where one private containerd keeps its data, state, socket and configuration, and the mounts below it. */
record ContainerdDirectory(Path root, String snapshotter) {

    /** Makes the directory, below /var/tmp since that is on a disk where /tmp may not be, and its configuration. */
    static ContainerdDirectory create() throws IOException {
        Path root = Files.createTempDirectory(Path.of("/var/tmp"), "dockershim-exporter-");
        ContainerdDirectory directory = new ContainerdDirectory(root, overlayWorks(root) ? "overlayfs" : "native");
        Files.writeString(directory.config(), directory.configuration());
        return directory;
    }

    Path path(String name) {
        return root.resolve(name);
    }

    Path socket() {
        return path("containerd.sock");
    }

    Path config() {
        return path("config.toml");
    }

    Path snapshots() {
        return path("data/io.containerd.snapshotter.v1." + snapshotter);
    }

    /** What the runtime keeps of a running container. */
    Path task(String containerId) {
        return path("state/io.containerd.runtime.v2.task/k8s.io/" + containerId);
    }

    /** The upper directory of a running container's overlay, or its whole tree with the native snapshotter. */
    Path layer(String containerId) {
        String rootfs = task(containerId).resolve("rootfs").toString();
        String[] mount = mounts().stream()
                .filter(fields -> fields[4].equals(rootfs))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no mount at " + rootfs));
        for (String option : mount[mount.length - 1].split(",", -1)) {
            if (option.startsWith("upperdir=")) {
                return Path.of(option.substring("upperdir=".length()));
            }
        }
        return Path.of(rootfs);
    }

    /** Kills the shims, which outlive their containerd. */
    void killShims() {
        ProcessHandle.allProcesses()
                .filter(handle -> handle.info().commandLine().orElse("").contains(socket().toString()))
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** Unmounts what is mounted below, deepest first, and deletes the tree. */
    void delete() {
        mounts().stream()
                .map(fields -> fields[4])
                .filter(point -> point.startsWith(root + "/"))
                .sorted(Comparator.comparing(String::length).reversed())
                .forEach(point -> ExternalProcess.run(Requirements.command("umount", "--lazy", point)));
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** containerd 2 still reads version 2 of the configuration. */
    private String configuration() {
        return """
                version = 2
                root = "@/data"
                state = "@/state"
                # This one makes /opt/containerd.
                disabled_plugins = ["io.containerd.internal.v1.opt"]

                [grpc]
                  address = "@/containerd.sock"

                [ttrpc]
                  address = "@/containerd.sock.ttrpc"

                [plugins."io.containerd.grpc.v1.cri"]
                  sandbox_image = "%s"
                  # Where the tests run in a container themselves, the kernel refuses to lower the score.
                  restrict_oom_score_adj = true
                  disable_apparmor = true
                  stats_collect_period = 1

                  [plugins."io.containerd.grpc.v1.cri".cni]
                    bin_dir = "@/cni/bin"
                    conf_dir = "@/cni/conf"

                  [plugins."io.containerd.grpc.v1.cri".containerd]
                    snapshotter = "%s"
                    default_runtime_name = "runc"

                    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
                      runtime_type = "io.containerd.runc.v2"

                      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
                        Root = "@/runc"
                        SystemdCgroup = false
                """.formatted(BusyboxImage.PAUSE, snapshotter).replace("@", root.toString());
    }

    /** An overlay cannot lie on an overlay, which is what a container's own root usually is. */
    private static boolean overlayWorks(Path root) throws IOException {
        Path probe = Files.createDirectories(root.resolve("probe"));
        for (String name : List.of("lower", "upper", "work", "merged")) {
            Files.createDirectories(probe.resolve(name));
        }
        String options = "lowerdir=%1$s/lower,upperdir=%1$s/upper,workdir=%1$s/work".formatted(probe);
        String merged = probe.resolve("merged").toString();
        try {
            ExternalProcess.run(Requirements.command("mount", "-t", "overlay", "-o", options, "probe", merged));
        } catch (IllegalStateException e) {
            return false;
        }
        ExternalProcess.run(Requirements.command("umount", merged));
        return true;
    }

    private static List<String[]> mounts() {
        try {
            return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                    .map(line -> line.split(" ", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
