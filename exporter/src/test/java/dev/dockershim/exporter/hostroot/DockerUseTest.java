package dev.dockershim.exporter.hostroot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerUseTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker ps",
                "  /usr/bin/docker\t run --rm alpine",
                "if docker inspect x >/dev/null; then",
                "for c in $(docker ps -q); do docker logs $c; done",
                "Requires=docker.service",
                "systemctl restart docker.service",
                "curl --unix-socket /var/run/docker.sock http://d/info",
                "* * * * * root docker exec web true # nightly",
                "echo \"a # b\"; docker top x",
                "After=x\nExecStartPre=-/usr/bin/docker rm web",
            })
    void isDocker(String text) {
        assertThat(DockerUse.isIn(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# docker ps",
                "  ; docker run x",
                "// docker exec y",
                "true # docker ps",
                "After=network-online.target firewalld.service docker.service",
                "Before = docker.service",
                "Requires=cri-docker.service",
                "--container-runtime-endpoint=unix:///var/run/cri-dockerd.sock",
                "podman-docker ps",
                "my.docker run",
                "docker",
                "docker psx",
                "docker.sockets",
                "echo dockerised; run docker-compose",
                "",
            })
    void isNot(String text) {
        assertThat(DockerUse.isIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/systemd/system/docker.service",
                "/lib/systemd/system/docker.socket",
                "/etc/systemd/system/docker.service.d/proxy.conf",
                "/etc/systemd/system/multi-user.target.wants/docker.service",
                "/lib/systemd/system/cri-docker.service",
                "/var/lib/dpkg/info/docker-ce.postinst",
                "/etc/init.d/docker",
            })
    void dockersOwnFilesDoNotCount(String path) {
        assertThat(DockerUse.isExempt(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/usr/local/bin/docker-clean.sh", "/etc/cron.d/docker-prune", "/etc/systemd/system/web.service"})
    void othersCount(String path) {
        assertThat(DockerUse.isExempt(path)).isFalse();
    }
}
