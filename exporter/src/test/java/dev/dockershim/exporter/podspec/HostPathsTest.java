package dev.dockershim.exporter.podspec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.PodSpec.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPathsTest {

    @ParameterizedTest
    @CsvSource({
        "/var/run/docker.sock, DOCKER_SOCKET",
        "/run/docker.sock, DOCKER_SOCKET",
        "/var/run/docker.sock/, DOCKER_SOCKET",
        "//var//run///docker.sock//, DOCKER_SOCKET",
        "/var/./run/../run/docker.sock, DOCKER_SOCKET",
        "/../../var/run/docker.sock, DOCKER_SOCKET",
        "/run/user/1000/docker.sock, DOCKER_SOCKET",
        "\\\\.\\pipe\\docker_engine, DOCKER_SOCKET",
        "//./pipe/docker_engine, DOCKER_SOCKET",
        "npipe:////./pipe/Docker_Engine, DOCKER_SOCKET",
        "/, PARENT_OF_SOCKET",
        "/run, PARENT_OF_SOCKET",
        "/var/run/, PARENT_OF_SOCKET",
        "/var, PARENT_OF_SOCKET",
        "/var/lib/.., PARENT_OF_SOCKET",
        "/var/lib/docker/containers, DOCKER_LOGS",
        "/var/lib/docker/containers/0123, DOCKER_LOGS",
        "/var/lib/docker, DOCKER_DIRECTORY",
        "/var/lib/docker/overlay2, DOCKER_DIRECTORY",
        "/etc/docker/daemon.json, DOCKER_DIRECTORY",
        "/usr/bin/docker, DOCKER_DIRECTORY",
        "/var/run/docker, DOCKER_DIRECTORY",
        "/var/run/docker/netns, DOCKER_DIRECTORY",
        "/var/run/dockershim.sock, DOCKERSHIM_SOCKET",
        "/run/dockershim.sock/, DOCKERSHIM_SOCKET",
    })
    void concernsDocker(String path, Target target) {
        assertThat(HostPaths.target(path)).isEqualTo(target);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "/var/lib",
                "/var/lib/docker-volumes",
                "/var/lib/dockershim2/x",
                "/etc/docker-registry",
                "/usr/bin/docker-compose",
                "/var/log/containers",
                "/var/log/pods",
                "/run/containerd/containerd.sock",
                "/run/cri-dockerd.sock",
                "/var/running/docker.sock",
                "/run/docker.sock.d",
                "/run/xtables.lock",
                "/var/lib/kubelet/pods/x/docker.sock"
            })
    void doesNotConcernDocker(String path) {
        assertThat(HostPaths.target(path)).isNull();
    }
}
