package dev.dockershim.exporter.real;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The machine's own dockerd, with the containerd that it starts, and all they keep in a directory of their own. It touches
 * neither the machine's network nor its Docker.
 */
final class RealDockerd implements AutoCloseable {

    /** What it makes outside of its directory, deepest first; kept where it was there before. */
    private static final List<Path> OUTSIDE = Stream.of(
                    "/etc/docker/key.json", "/etc/docker", "/run/docker/plugins", "/run/docker")
            .map(Path::of)
            .toList();

    /** What starts a Docker of the machine's own at the next boot, or when it is called. */
    private static final List<Path> ENABLED = Stream.of(
                    "multi-user.target.wants/docker.service", "sockets.target.wants/docker.socket")
            .map(Path.of("/etc/systemd/system")::resolve)
            .toList();

    private final Path directory;
    private final List<Path> made;
    private final ExternalProcess process;

    private RealDockerd(Path directory, List<Path> made, ExternalProcess process) {
        this.directory = directory;
        this.made = made;
        this.process = process;
    }

    /** Skips the test, or fails it in CI, where dockerd cannot be run, or the machine has a Docker of its own. */
    static void require() {
        Requirements.root("dockerd");
        Requirements.program("dockerd");
        boolean runs = ProcessHandle.allProcesses()
                .anyMatch(handle -> handle.info().command().orElse("").endsWith("/dockerd"));
        Requirements.that(!runs, "a dockerd runs already");
        Requirements.that(ENABLED.stream().noneMatch(Files::exists), "docker.service or docker.socket is enabled");
    }

    /** Starts dockerd with these flags besides, and waits until it listens. */
    static RealDockerd start(String... flags) {
        require();
        try {
            Path directory = Files.createTempDirectory(Path.of("/var/tmp"), "dockershim-exporter-dockerd-");
            Path config = Files.writeString(directory.resolve("daemon.json"), "{}");
            List<Path> made = OUTSIDE.stream().filter(Files::notExists).toList();
            List<String> command = Requirements.command(
                    "dockerd",
                    Stream.concat(
                                    Stream.of(
                                            "--bridge=none",
                                            "--iptables=false",
                                            "--ip6tables=false",
                                            "--host=unix://" + directory.resolve("docker.sock"),
                                            "--data-root=" + directory.resolve("data"),
                                            "--exec-root=" + directory.resolve("docker"),
                                            "--pidfile=" + directory.resolve("docker.pid"),
                                            "--config-file=" + config),
                                    Stream.of(flags))
                            .toArray(String[]::new));
            RealDockerd dockerd = new RealDockerd(directory, made, ExternalProcess.start(command, Map.of()));
            try {
                await("dockerd").atMost(Duration.ofSeconds(60)).until(dockerd::listens);
                return dockerd;
            } catch (RuntimeException e) {
                dockerd.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where Docker's clients would call it. */
    Path socket() {
        return directory.resolve("docker.sock");
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new IllegalStateException("dockerd ended: " + process.output());
        }
        return process.output().contains("API listen on");
    }

    /** Ends it with its containerd, and removes what it left. */
    @Override
    public void close() {
        List<ProcessHandle> children = ProcessHandle.of(process.pid()).stream()
                .flatMap(ProcessHandle::descendants)
                .toList();
        process.close();
        children.forEach(ProcessHandle::destroyForcibly);
        await("the end of dockerd's containerd")
                .atMost(Duration.ofSeconds(20))
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
            for (Path path : made) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
