package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamiliarImageNameTest {

    @ParameterizedTest
    @CsvSource({
        "docker.io/library/nginx:1.25, nginx:1.25",
        "docker.io/library/nginx@sha256:ab, nginx@sha256:ab",
        "docker.io/library/nginx, nginx",
        "docker.io/lab/pause:1, lab/pause:1",
        "docker.io/lab/x@sha256:ab, lab/x@sha256:ab",
        "docker.io/nginx:1, nginx:1",
        "index.docker.io/library/nginx:1, nginx:1",
        "docker.io/library/a/b:1, library/a/b:1",
        "library/nginx:1, nginx:1",
        "lab/library/x:1, lab/library/x:1",
        "registry.k8s.io/pause:3.9, registry.k8s.io/pause:3.9",
        "registry.example/library/nginx:1, registry.example/library/nginx:1",
        "host:5000/library/nginx:1, host:5000/library/nginx:1",
        "localhost/library/nginx:1, localhost/library/nginx:1",
        "Registry/library/nginx:1, Registry/library/nginx:1",
        "nginx:1, nginx:1",
        "sha256:0e3be1b7, sha256:0e3be1b7",
        "'', ''",
    })
    void nameIsShortenedAsDockerDoes(String name, String familiar) {
        assertThat(FamiliarImageName.of(name)).isEqualTo(familiar);
    }
}
