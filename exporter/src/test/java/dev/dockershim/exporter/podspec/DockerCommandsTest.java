package dev.dockershim.exporter.podspec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerCommandsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "docker ps | true | false | false",
                "/usr/bin/docker inspect x | true | false | false",
                "sh -c while :; do docker logs x;done | true | false | false",
                "set -e;docker pull a&&docker push a | true | false | false",
                "bash -c \"docker rm x\" | true | false | false",
                "x=$(docker info) | true | false | false",
                "docker -H unix:///host/docker.sock ps | true | false | false",
                "docker --host=tcp://10.0.0.1:2375 --tls ps | true | false | false",
                "docker --log-level debug exec x ls | true | false | false",
                "docker system prune -af | true | false | false",
                "docker compose -f x.yaml up | false | false | false",
                "docker compose up | true | false | false",
                "docker-compose up -d | true | false | false",
                "sh -c cd /x && docker-compose -f a.yaml -p x --verbose pull | true | false | false",
                "docker build -t x . | true | true | false",
                "docker image build . | true | true | false",
                "docker buildx build . | true | true | false",
                "nsenter -t 1 -m -- docker ps | true | false | true",
                "nsenter --target 1 --mount -- sh -c 'du /var/lib/docker' | false | false | true",
                "nsenter -t 1 -m systemctl restart docker.service | false | false | true",
                "chroot /host systemctl restart docker | false | false | true",
                "systemctl is-active docker.socket | false | false | true",
                "service docker restart | false | false | true",
                "jq . /host/etc/docker/daemon.json | false | false | true",
            })
    void callsDocker(String text, boolean cli, boolean build, boolean node) {
        assertThat(DockerCommands.of(text)).isEqualTo(new DockerCommands(cli, build, node));
    }

    @Test
    void aScriptIsReadLineByLine() {
        assertThat(DockerCommands.of("sh -c set -e\n  # docker ps is gone\ncrictl ps\ndocker build .\n"))
                .isEqualTo(new DockerCommands(true, true, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "docker-entrypoint.sh postgres",
                "/usr/local/bin/docker-entrypoint.sh run",
                "dockerize -wait tcp://db:5432 run",
                "docker-registry serve",
                "docker-compose.yaml up",
                "my-docker-compose up",
                "docker-compose version",
                "/bin/registry serve docker-registry ps",
                "--image docker.io/library/busybox run",
                "--pause-image=docker.io/x ps",
                "crictl ps",
                "nerdctl run docker.io/library/x",
                "nsenter -t 1 -m -- crictl pull docker.io/library/x",
                "nsenter -t 1 -m -- ctr images pull docker.io/library/x:1",
                "nsenter -t 1 -m -- skopeo copy docker://x y",
                "systemctl restart cri-docker.service",
                "systemctl stop docker-registry.service",
                "systemctl restart kubelet; echo no docker here",
                "--container-runtime docker --log info",
                "--runtime=docker",
                "my-docker ps",
                "docker running-total",
                "docker ps-like",
                "# docker ps",
                "  # systemctl restart docker"
            })
    void doesNot(String text) {
        assertThat(DockerCommands.of(text)).isEqualTo(new DockerCommands(false, false, false));
    }

    /** What anyone may put into a pod must not cost more than it is long. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nsenter ",
                "docker ",
                "docker -H ",
                "docker --host ",
                "systemctl docke ",
                "docker                ",
                "docker -D"
            })
    void aLongTextTakesNoLongerThanItsLength(String piece) {
        String text = piece.repeat(1024 * 1024 / piece.length()) + "dockerx";

        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> DockerCommands.of(text));
    }
}
