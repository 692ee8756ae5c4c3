package dev.dockershim.exporter.podspec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageNamesTest {

    @ParameterizedTest
    @CsvSource({
        "busybox, busybox",
        "busybox:1.36, busybox",
        "registry:5000/team/app, registry:5000/team/app",
        "registry:5000/team/app:v1, registry:5000/team/app",
        "registry:5000/team/app:v1@sha256:00ff, registry:5000/team/app",
        "quay.io/x/y@sha256:00ff, quay.io/x/y",
        "'', ''",
        ", ''",
    })
    void withoutTagAndDigest(String image, String bare) {
        assertThat(ImageNames.bare(image)).isEqualTo(bare);
    }

    @ParameterizedTest
    @CsvSource({
        "docker:dind, true",
        "docker:24.0-dind-rootless, true",
        "mirror.local:5000/library/docker:dind@sha256:00, true",
        "ghcr.io/x/actions-dind:1, true",
        "docker:24-cli, false",
        "docker, false",
        "app:dind, false",
    })
    void theImageOfDockerInDocker(String image, boolean is) {
        assertThat(ImageNames.isDockerInDocker(image)).isEqualTo(is);
    }

    @Test
    void isCutAndKeptOnOneLine() {
        assertThat(ImageNames.bare("a".repeat(300))).hasSize(255);
        assertThat(BoundedText.of("a\nb\u0000c\u001b[31m\u2028", 63)).isEqualTo("a\uFFFDb\uFFFDc\uFFFD[31m\uFFFD");
        assertThat(BoundedText.of("ab\uD83D\uDC33", 3)).isEqualTo("ab");
        assertThat(BoundedText.of("<script>alert(1)</script>", 63)).isEqualTo("<script>alert(1)</script>");
    }
}
