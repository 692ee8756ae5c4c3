package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.evidence.CgroupDriver.SYSTEMD;
import static dev.dockershim.exporter.evidence.EndpointClass.CONTAINERD;
import static dev.dockershim.exporter.evidence.EndpointClass.CRI_DOCKERD;
import static dev.dockershim.exporter.evidence.KubeletSettings.NONE;
import static dev.dockershim.exporter.hostroot.TemporaryHost.reason;
import static dev.dockershim.exporter.hostroot.TemporaryHost.seen;
import static dev.dockershim.exporter.hostroot.TemporaryHost.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.DockerDaemon;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletProcess;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.NodeScripts;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The trees of {@code fixtures/hosts}, shaped like real nodes. */
class HostTreesTest {

    private static final DockerDaemon NO_DOCKER =
            new DockerDaemon(false, false, false, false, false, false, false, false);

    private static KubeletSettings endpoint(@Nullable EndpointClass kind) {
        return new KubeletSettings(kind == null ? null : new Endpoint(kind, true), null, null, false, false);
    }

    private static KubeletSettings config(
            @Nullable EndpointClass kind, @Nullable CgroupDriver driver, boolean size, boolean files) {
        return new KubeletSettings(kind == null ? null : new Endpoint(kind, true), null, driver, size, files);
    }

    static Stream<Arguments> processes() {
        return Stream.of(
                Arguments.of("kubeadm-1.23-docker", new KubeletProcess(NONE, false)),
                Arguments.of("kubeadm-1.27-containerd", new KubeletProcess(endpoint(CONTAINERD), false)),
                Arguments.of("kubeadm-1.34-containerd", new KubeletProcess(NONE, false)),
                Arguments.of("cri-dockerd", new KubeletProcess(endpoint(CRI_DOCKERD), false)),
                Arguments.of("half-edited", new KubeletProcess(NONE, false)),
                Arguments.of("k3s", new KubeletProcess(NONE, true)),
                Arguments.of("rke2", new KubeletProcess(config(CONTAINERD, SYSTEMD, false, false), false)),
                Arguments.of("microk8s", new KubeletProcess(NONE, true)),
                Arguments.of("gke-like", new KubeletProcess(endpoint(CONTAINERD), false)),
                Arguments.of("eks-like", new KubeletProcess(endpoint(CONTAINERD), false)));
    }

    @ParameterizedTest
    @MethodSource("processes")
    void theRunningKubelet(String tree, KubeletProcess expected) {
        HostRoot host = tree(tree);
        assertThat(seen(new KubeletCommandLine(host).read(new Processes(host).look())))
                .isEqualTo(expected);
    }

    static Stream<Arguments> files() {
        Endpoint containerd = new Endpoint(CONTAINERD, true);
        KubeletSettings systemd = config(null, SYSTEMD, false, false);
        return Stream.of(
                Arguments.of("kubeadm-1.23-docker", new KubeletFiles(NONE, systemd, null, true)),
                Arguments.of(
                        "kubeadm-1.27-containerd",
                        new KubeletFiles(endpoint(CONTAINERD), config(null, SYSTEMD, true, false), null, true)),
                Arguments.of(
                        "kubeadm-1.34-containerd",
                        new KubeletFiles(NONE, config(CONTAINERD, SYSTEMD, false, false), containerd, true)),
                Arguments.of("cri-dockerd", new KubeletFiles(endpoint(CRI_DOCKERD), systemd, null, true)),
                Arguments.of(
                        "k3s",
                        new KubeletFiles(
                                config(null, null, true, true),
                                config(CONTAINERD, SYSTEMD, false, false),
                                null,
                                false)),
                Arguments.of("rke2", new KubeletFiles(NONE, NONE, null, false)),
                // its endpoint begins with a variable of the snap
                Arguments.of(
                        "microk8s",
                        new KubeletFiles(
                                new KubeletSettings(new Endpoint(CONTAINERD, false), null, null, false, false),
                                NONE,
                                null,
                                false)),
                Arguments.of(
                        "gke-like",
                        new KubeletFiles(endpoint(CONTAINERD), config(null, SYSTEMD, true, true), null, false)),
                Arguments.of(
                        "eks-like",
                        new KubeletFiles(endpoint(CONTAINERD), config(null, SYSTEMD, false, true), null, false)));
    }

    @ParameterizedTest
    @MethodSource("files")
    void theKubeletsFiles(String tree, KubeletFiles expected) {
        HostRoot host = tree(tree);
        KubeletFilesReader reader = new KubeletFilesReader(host);
        assertThat(seen(reader.read(new Processes(host).look()))).isEqualTo(expected);
        // files alone say the same, where processes are not seen
        assertThat(seen(reader.read(new Processes(host, "/none").look()))).isEqualTo(expected);
    }

    @Test
    void aHalfEditedFileIsUnknown() {
        HostRoot host = tree("half-edited");
        assertThat(reason(new KubeletFilesReader(host).read(new Processes(host).look())))
                .isEqualTo(Reason.INVALID);
    }

    static Stream<Arguments> docker() {
        return Stream.of(
                Arguments.of("kubeadm-1.23-docker", new DockerDaemon(true, false, false, true, true, true, true, true)),
                Arguments.of("kubeadm-1.27-containerd", NO_DOCKER),
                Arguments.of("kubeadm-1.34-containerd", NO_DOCKER),
                Arguments.of("cri-dockerd", new DockerDaemon(true, false, false, true, true, true, false, true)),
                Arguments.of("half-edited", new DockerDaemon(true, false, false, true, true, true, true, true)),
                Arguments.of("k3s", NO_DOCKER),
                Arguments.of("rke2", NO_DOCKER),
                Arguments.of("microk8s", NO_DOCKER),
                Arguments.of("gke-like", new DockerDaemon(true, false, false, true, true, true, false, true)),
                Arguments.of("eks-like", NO_DOCKER));
    }

    @ParameterizedTest
    @MethodSource("docker")
    void dockerAndWhatIsLeftOfIt(String tree, DockerDaemon expected) {
        HostRoot host = tree(tree);
        assertThat(seen(new DockerDaemonReader(host).read(new Processes(host).look())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"kubeadm-1.23-docker, 2, 1", "cri-dockerd, 0, 0", "eks-like, 2, 0"})
    void scriptsThatUseDocker(String tree, int read, int using) {
        List<String> paths = Stream.of("/etc/cron.d", "/etc/systemd/system", "/usr/local/bin")
                .filter(path -> tree(tree).kind(path) == HostRoot.Kind.DIRECTORY)
                .toList();
        assertThat(seen(new NodeScriptsReader(tree(tree), paths).read())).isEqualTo(new NodeScripts(read, 0, using));
    }
}
