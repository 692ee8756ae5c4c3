package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.hostroot.HostTree.reason;
import static dev.dockershim.exporter.hostroot.HostTree.recorded;
import static dev.dockershim.exporter.hostroot.HostTree.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.CniConfig;
import dev.dockershim.exporter.evidence.CniConfig.PluginSupport;
import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.DockerConfig.LogDriver;
import dev.dockershim.exporter.evidence.DockerConfig.Other;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Trees of files as they lie on nodes of each kind. */
class RecordedHostsTest {

    private static final PluginSupport UNKNOWN = PluginSupport.UNKNOWN;

    static Stream<Arguments> docker() {
        return Stream.of(
                Arguments.of(
                        "kubeadm-1.23-docker",
                        new DockerConfig(1, 1, LogDriver.JSON_FILE, 2, false, 0, CgroupDriver.SYSTEMD, 0, Set.of())),
                Arguments.of("kubeadm-1.27-containerd", DockerConfig.DEFAULTS),
                Arguments.of("k3s", DockerConfig.DEFAULTS),
                Arguments.of(
                        "gke-like", new DockerConfig(1, 0, null, 0, false, 0, null, 0, Set.of(Other.LIVE_RESTORE))),
                Arguments.of(
                        "cri-dockerd", new DockerConfig(0, 0, null, 0, true, 0, CgroupDriver.SYSTEMD, 2, Set.of())));
    }

    @ParameterizedTest
    @MethodSource("docker")
    void dockersSettingsAreRead(String name, DockerConfig expected) {
        assertThat(seen(new DockerConfigReader(recorded(name)).read(null))).isEqualTo(expected);
    }

    static Stream<Arguments> containerd() {
        ContainerdConfig off = new ContainerdConfig(true, false, 0, false, 0, false, 0, false, null, false, false);
        return Stream.of(
                Arguments.of("kubeadm-1.23-docker", off),
                Arguments.of("cri-dockerd", off),
                Arguments.of(
                        "kubeadm-1.27-containerd",
                        new ContainerdConfig(false, true, 0, true, 1, true, 0, false, null, false, false)),
                Arguments.of("k3s", new ContainerdConfig(false, true, 0, true, 1, true, 1, true, null, false, false)),
                Arguments.of(
                        "rke2", new ContainerdConfig(false, false, 0, false, 0, true, 1, false, null, false, false)),
                Arguments.of(
                        "microk8s", new ContainerdConfig(false, true, 0, false, 1, false, 1, false, null, true, false)),
                Arguments.of(
                        "gke-like",
                        new ContainerdConfig(false, false, 1, true, 0, true, 0, false, null, false, false)));
    }

    @ParameterizedTest
    @MethodSource("containerd")
    void containerdsSettingsAreRead(String name, ContainerdConfig expected) {
        assertThat(seen(new ContainerdConfigReader(recorded(name)).read(null, null)))
                .isEqualTo(expected);
    }

    static Stream<Arguments> cni() {
        PluginSupport old = PluginSupport.CNI_0_4;
        PluginSupport later = PluginSupport.CNI_1_0;
        return Stream.of(
                Arguments.of("kubeadm-1.23-docker", new CniConfig(true, new Version(0, 3, 1), UNKNOWN, UNKNOWN)),
                Arguments.of("kubeadm-1.27-containerd", new CniConfig(true, new Version(1, 0, 0), later, later)),
                Arguments.of("cri-dockerd", new CniConfig(true, new Version(0, 4, 0), old, old)),
                Arguments.of("k3s", new CniConfig(true, new Version(1, 0, 0), UNKNOWN, UNKNOWN)),
                Arguments.of("rke2", new CniConfig(true, new Version(0, 3, 1), UNKNOWN, UNKNOWN)),
                Arguments.of("microk8s", new CniConfig(true, new Version(0, 3, 1), UNKNOWN, UNKNOWN)),
                Arguments.of("gke-like", new CniConfig(true, new Version(0, 3, 1), UNKNOWN, UNKNOWN)));
    }

    @ParameterizedTest
    @MethodSource("cni")
    void theNetworkIsRead(String name, CniConfig expected) {
        assertThat(seen(new CniConfigReader(recorded(name)).read(null, null))).isEqualTo(expected);
    }

    @Test
    void ofHalfEditedFilesNothingIsKnown() {
        HostRoot host = recorded("half-edited");
        assertThat(reason(new DockerConfigReader(host).read(null))).isEqualTo(Reason.INVALID);
        assertThat(reason(new ContainerdConfigReader(host).read(null, null))).isEqualTo(Reason.INVALID);
        assertThat(reason(new CniConfigReader(host).read(null, null))).isEqualTo(Reason.INVALID);
    }
}
