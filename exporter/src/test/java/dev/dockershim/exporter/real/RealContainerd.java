package dev.dockershim.exporter.real;

import static org.awaitility.Awaitility.await;

import dev.dockershim.exporter.cri.v1.ListContainersRequest;
import dev.dockershim.exporter.real.cri.ContainerConfig;
import dev.dockershim.exporter.real.cri.ContainerState;
import dev.dockershim.exporter.real.cri.ContainerStatusRequest;
import dev.dockershim.exporter.real.cri.CreateContainerRequest;
import dev.dockershim.exporter.real.cri.PodSandboxConfig;
import dev.dockershim.exporter.real.cri.RemoveContainerRequest;
import dev.dockershim.exporter.real.cri.RemovePodSandboxRequest;
import dev.dockershim.exporter.real.cri.RunPodSandboxRequest;
import dev.dockershim.exporter.real.cri.RuntimeServiceGrpc;
import dev.dockershim.exporter.real.cri.StartContainerRequest;
import dev.dockershim.exporter.real.cri.StopContainerRequest;
import dev.dockershim.exporter.real.cri.StopPodSandboxRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The machine's own containerd and runc, with everything they keep in a directory of their own, and pods run in
 * them as the kubelet runs them (labels, log paths, cgroups). Pods use the host's network, so no CNI is needed.
 * Closing it stops the containers, unmounts and removes everything.
 */
public final class RealContainerd implements AutoCloseable {

    /** A running sandbox. {@code cgroup} is what the kubelet's cgroupfs driver would give a burstable pod. */
    public record Pod(String sandboxId, String namespace, String name, String uid, String cgroup, Path logDirectory) {}

    /** A started container and the file its output goes to. */
    public record Container(String id, Pod pod, String name, int attempt, Path log) {}

    private record Running(Pod pod, PodSandboxConfig config) {}

    private final ContainerdDirectory directory;
    private final List<Running> running = new ArrayList<>();
    private final Thread onExit = new Thread(this::sweep);
    private ExternalProcess process;
    private ManagedChannel channel;

    private RealContainerd(ContainerdDirectory directory) {
        this.directory = directory;
        this.process = launch();
        this.channel = UnixChannel.open(socket());
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    /** Starts containerd and gives it the images. Skips the test, or fails it in CI, where the machine cannot. */
    public static RealContainerd start() {
        Requirements.root("containerd");
        Requirements.program("containerd");
        Requirements.program("runc");
        Requirements.program("umount");
        Requirements.program("ctr");
        Path busybox = Requirements.program("busybox");
        RealContainerd containerd = null;
        try {
            ContainerdDirectory directory = ContainerdDirectory.create();
            containerd = new RealContainerd(directory);
            containerd.awaitCri();
            Path archive = directory.path("images.tar");
            BusyboxImage.write(busybox, archive);
            containerd.importImages(archive);
            return containerd;
        } catch (IOException | RuntimeException e) {
            if (containerd != null) {
                containerd.close();
            }
            throw new IllegalStateException("containerd does not start", e);
        }
    }

    /** Imports an archive of images for pods, as {@code ctr} does, and returns what that printed. */
    public String importImages(Path archive) {
        return ctr("images", "import", "--snapshotter", directory.snapshotter(), archive.toString());
    }

    /** Runs {@code ctr} on this containerd, in the namespace that CRI uses, and returns what it printed. */
    public String ctr(String... arguments) {
        return ExternalProcess.run(Stream.concat(
                        Requirements.command("ctr", "--address", socket().toString(), "--namespace", "k8s.io").stream(),
                        Stream.of(arguments))
                .toList());
    }

    /** Everything of this containerd is below this directory. */
    public Path directory() {
        return directory.root();
    }

    public Path socket() {
        return directory.socket();
    }

    /** The socket as the exporter's and the kubelet's flags take it. */
    public String endpoint() {
        return "unix://" + socket();
    }

    /** A channel for calls of a test's own. It outlives a restart of the runtime. */
    public ManagedChannel channel() {
        return channel;
    }

    /** The directory that CRI names as the file system of writable layers. */
    public Path snapshots() {
        return directory.snapshots();
    }

    /** The directory that holds what a running container has written, for {@code du}. */
    public Path layer(Container container) {
        return directory.layer(container.id());
    }

    /** The directory that holds what a running pause container has written. */
    public Path layer(Pod pod) {
        return directory.layer(pod.sandboxId());
    }

    /** What containerd has logged. */
    public String output() {
        return process.output();
    }

    /** Runs an empty pod with a uid of its own. */
    public Pod runPod(String namespace, String name) {
        return runPod(namespace, name, UUID.randomUUID().toString());
    }

    /** As above with that uid: static pods have 32 hex digits, a hash of their configuration. */
    public Pod runPod(String namespace, String name, String uid) {
        PodSandboxConfig config = KubeletConfigs.sandbox(namespace, name, uid, directory.path("logs"));
        Path logs = Path.of(config.getLogDirectory());
        createDirectories(logs);
        String sandbox = runtime()
                .runPodSandbox(
                        RunPodSandboxRequest.newBuilder().setConfig(config).build())
                .getPodSandboxId();
        Pod pod = new Pod(sandbox, namespace, name, uid, config.getLinux().getCgroupParent(), logs);
        running.add(new Running(pod, config));
        return pod;
    }

    /** Runs a shell script, such as {@code echo hi > /data/file; sleep 1000}, as the first attempt of a container. */
    public Container runContainer(Pod pod, String name, String script) {
        return runContainer(pod, name, 0, script);
    }

    /** As above, for a container that has been restarted {@code attempt} times. */
    public Container runContainer(Pod pod, String name, int attempt, String script) {
        return runContainer(pod, name, attempt, KubeletConfigs.container(pod, name, attempt, script));
    }

    /** Runs a container that may do little. */
    public Container runContainer(Pod pod, RestrictedContainer wanted) {
        return runContainer(pod, wanted.name(), 0, KubeletConfigs.restricted(pod, wanted));
    }

    private Container runContainer(Pod pod, String name, int attempt, ContainerConfig config) {
        createDirectories(pod.logDirectory().resolve(name));
        String id = runtime()
                .createContainer(CreateContainerRequest.newBuilder()
                        .setPodSandboxId(pod.sandboxId())
                        .setConfig(config)
                        .setSandboxConfig(configOf(pod))
                        .build())
                .getContainerId();
        runtime()
                .startContainer(
                        StartContainerRequest.newBuilder().setContainerId(id).build());
        return new Container(id, pod, name, attempt, pod.logDirectory().resolve(config.getLogPath()));
    }

    /** Kills a container; the runtime still lists it, as exited. */
    public void stop(Container container) {
        stop(container, Duration.ZERO);
    }

    /** Sends a container SIGTERM, after the grace SIGKILL. The runtime still lists it, as exited. */
    public void stop(Container container, Duration grace) {
        runtime()
                .stopContainer(StopContainerRequest.newBuilder()
                        .setContainerId(container.id())
                        .setTimeout(grace.toSeconds())
                        .build());
    }

    /** The exit code of a container, which it waits for: at most a minute. */
    public int exitCode(Container container) {
        return await("the end of " + container.name())
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> runtime()
                                .containerStatus(ContainerStatusRequest.newBuilder()
                                        .setContainerId(container.id())
                                        .build())
                                .getStatus(),
                        status -> status.getState() == ContainerState.CONTAINER_EXITED)
                .getExitCode();
    }

    /** The process id, on the host, of what a running container runs. */
    public long pid(Container container) {
        try {
            return Long.parseLong(
                    Files.readString(directory.task(container.id()).resolve("init.pid"))
                            .strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a container has printed: the text of its log, without times and streams. */
    public static List<String> output(Container container) {
        try {
            return Files.exists(container.log())
                    ? Files.readAllLines(container.log()).stream()
                            .map(line -> line.split(" ", 4)[3])
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills a container and forgets it. */
    public void remove(Container container) {
        runtime()
                .removeContainer(RemoveContainerRequest.newBuilder()
                        .setContainerId(container.id())
                        .build());
    }

    /** Kills a pod with its containers and forgets it. */
    public void remove(Pod pod) {
        RuntimeServiceGrpc.RuntimeServiceBlockingStub runtime = runtime();
        String sandbox = pod.sandboxId();
        runtime.stopPodSandbox(
                StopPodSandboxRequest.newBuilder().setPodSandboxId(sandbox).build());
        runtime.removePodSandbox(
                RemovePodSandboxRequest.newBuilder().setPodSandboxId(sandbox).build());
    }

    /** Ends containerd alone: containers go on, the socket's file goes, as on a node. */
    public void stopRuntime() {
        process.close();
    }

    /** Starts containerd again, which finds its containers. */
    public void startRuntime() {
        process = launch();
        channel.resetConnectBackoff();
        awaitCri();
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            for (Running each : running) {
                try {
                    remove(each.pod());
                } catch (StatusRuntimeException e) {
                    // The sweep below does without the runtime.
                }
            }
        }
        sweep();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The machine is shutting down and the hook runs already.
        }
    }

    /** Needs no runtime: kills by cgroup, unmounts, deletes. */
    private void sweep() {
        channel.shutdownNow();
        process.close();
        directory.killShims();
        for (Running each : running) {
            PodCgroup cgroup = new PodCgroup(each.pod().cgroup());
            await("the end of pod " + each.pod().name())
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> {
                        cgroup.kill();
                        return cgroup.remove();
                    });
        }
        directory.delete();
    }

    private ExternalProcess launch() {
        ExternalProcess launched = ExternalProcess.start(
                Requirements.command(
                        "containerd", "--config", directory.config().toString()),
                Map.of());
        try {
            await("containerd").atMost(Duration.ofSeconds(30)).until(() -> {
                if (!launched.isAlive()) {
                    throw new IllegalStateException("containerd ended: " + launched.output());
                }
                return launched.output().contains("containerd successfully booted");
            });
        } catch (RuntimeException e) {
            launched.close();
            throw e;
        }
        return launched;
    }

    /** The socket listens before the CRI plugin has found its containers again; until then it refuses calls. */
    private void awaitCri() {
        await("CRI")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> dev.dockershim.exporter.cri.v1.RuntimeServiceGrpc.newBlockingStub(channel)
                        .withWaitForReady()
                        .withDeadlineAfter(10, TimeUnit.SECONDS)
                        .listContainers(ListContainersRequest.getDefaultInstance())
                        .isInitialized());
    }

    private RuntimeServiceGrpc.RuntimeServiceBlockingStub runtime() {
        return RuntimeServiceGrpc.newBlockingStub(channel).withWaitForReady().withDeadlineAfter(30, TimeUnit.SECONDS);
    }

    private PodSandboxConfig configOf(Pod pod) {
        return running.stream()
                .filter(each -> each.pod().equals(pod))
                .findFirst()
                .orElseThrow()
                .config();
    }

    private static void createDirectories(Path path) {
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
