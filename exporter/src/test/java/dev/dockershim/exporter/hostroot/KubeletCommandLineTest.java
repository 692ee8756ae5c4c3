package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.hostroot.TemporaryHost.reason;
import static dev.dockershim.exporter.hostroot.TemporaryHost.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.KubeletSettings.ContainerRuntimeFlag;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeletCommandLineTest {

    @TempDir
    private Path directory;

    private TemporaryHost host;

    @BeforeEach
    void makeHost() {
        host = new TemporaryHost(directory);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "--v=2, -, -, -",
                "--container-runtime-endpoint=unix:///run/containerd/containerd.sock, CONTAINERD, true, -",
                "--container-runtime-endpoint unix:///run/containerd/containerd.sock, CONTAINERD, true, -",
                "-container-runtime-endpoint=/var/run/cri-dockerd.sock, CRI_DOCKERD, false, -",
                "--container_runtime_endpoint=/var/run/crio/crio.sock, CRI_O, false, -",
                "--container-runtime-endpoint=/var/run/dockershim.sock --container-runtime=docker, DOCKERSHIM, false, DOCKER",
                "--container-runtime remote --container-runtime-endpoint=unix:///x.sock, OTHER, true, REMOTE",
                "--container-runtime=docker --container-runtime=remote, -, -, REMOTE",
                "--container-runtime-endpoint=unix:///x.sock --container-runtime-endpoint=, -, -, -",
                "--container-runtime=rkt, -, -, OTHER",
                "--image-service-endpoint=unix:///run/containerd/containerd.sock, -, -, -",
                "--node-labels=container-runtime=docker, -, -, -",
                "-- --container-runtime=docker, -, -, -",
                "container-runtime=docker, -, -, -",
            })
    void whatFlagsSay(
            String flags,
            @Nullable EndpointClass kind,
            @Nullable Boolean scheme,
            @Nullable ContainerRuntimeFlag runtime)
            throws IOException {
        KubeletSettings settings = seen(read("kubelet", "kubelet " + flags)).flags();
        assertThat(settings.endpoint()).isEqualTo(kind == null || scheme == null ? null : new Endpoint(kind, scheme));
        assertThat(settings.containerRuntime()).isEqualTo(runtime);
    }

    @Test
    void furtherFlags() throws IOException {
        assertThat(seen(read("kubelet", "kubelet --cgroup-driver=systemd --container-log-max-size 50Mi")))
                .isEqualTo(
                        new KubeletProcess(new KubeletSettings(null, null, CgroupDriver.SYSTEMD, true, false), false));
        assertThat(seen(read("kubelet", "kubelet --cgroup-driver cgroupfs --container-log-max-files=3")))
                .isEqualTo(
                        new KubeletProcess(new KubeletSettings(null, null, CgroupDriver.CGROUPFS, false, true), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kubelet --container-runtime", "kubelet --container-runtime-endpoint --v=2"})
    void aFlagWithoutItsValueIsUnknown(String line) throws IOException {
        assertThat(reason(read("kubelet", line))).isEqualTo(Reason.INVALID);
    }

    @Test
    void noKubeletIsAbsent() throws IOException {
        assertThat(reason(read("dockerd", "dockerd"))).isEqualTo(Reason.ABSENT);
        assertThat(reason(read("kubelet", "/usr/bin/kubelet --version"))).isEqualTo(Reason.ABSENT);
    }

    @Test
    void processesThatAreNotSeenLeaveItUnknown() throws IOException {
        assertThat(reason(new KubeletCommandLine(host.root()).read(host.processes())))
                .isEqualTo(Reason.ABSENT);
        host.file("/proc/7/comm", "java\n");
        assertThat(reason(new KubeletCommandLine(host.root()).read(host.processes())))
                .isEqualTo(Reason.FORBIDDEN);
    }

    @ParameterizedTest
    @CsvSource({"--v=4, true", "--container-runtime=remote, false", "--config=/other, false"})
    void severalKubeletsMustAgree(String flag, boolean agree) throws IOException {
        host.process(20, "kubelet", "kubelet", "--v=2").process(21, "kubelet", "kubelet", flag);
        Observed<KubeletProcess> observed = new KubeletCommandLine(host.root()).read(host.processes());
        assertThat(observed.orNull() != null).isEqualTo(agree);
        assertThat(observed)
                .satisfiesAnyOf(
                        seen -> assertThat(seen.orNull()).isNotNull(),
                        missing -> assertThat(reason(missing)).isEqualTo(Reason.INVALID));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "k3s server, -",
                "k3s server --container-runtime-endpoint /run/containerd/containerd.sock, CONTAINERD",
                "k3s agent --kubelet-arg=container-runtime-endpoint=unix:///var/run/crio/crio.sock, CRI_O",
                "k3s agent --kubelet-arg v=2 --kubelet-arg container-runtime-endpoint=unix:///x, OTHER",
                "k3s server --docker=false, -",
            })
    void k3sRunsItWithinItself(String line, @Nullable EndpointClass kind) throws IOException {
        KubeletProcess process = seen(read("k3s-server", line));
        Endpoint endpoint = process.flags().endpoint();
        assertThat(endpoint == null ? null : endpoint.kind()).isEqualTo(kind);
        assertThat(process.embedded()).isTrue();
    }

    @Test
    void dockerOfK3sIsCriDockerdIfItsSocketIsThere() throws IOException {
        assertThat(seen(read("k3s-server", "k3s server --docker")).flags().containerRuntime())
                .isEqualTo(ContainerRuntimeFlag.K3S_DOCKER);
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(host.path("/run/k3s/cri-dockerd/cri-dockerd.sock")));
            assertThat(seen(read("k3s-server", "k3s server --docker")).flags())
                    .isEqualTo(new KubeletSettings(
                            new Endpoint(EndpointClass.CRI_DOCKERD, true),
                            ContainerRuntimeFlag.K3S_DOCKER,
                            null,
                            false,
                            false));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k3s server --docker=yes", "k3s server --docker=", "k3s server --kubelet-arg"})
    void whatK3sWouldNotStartWithIsUnknown(String line) throws IOException {
        assertThat(reason(read("k3s-server", line))).isEqualTo(Reason.INVALID);
    }

    private Observed<KubeletProcess> read(String name, String line) throws IOException {
        host.process(20, name, line.split(" ", -1));
        return new KubeletCommandLine(host.root()).read(host.processes());
    }
}
