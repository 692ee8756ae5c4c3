package dev.dockershim.exporter.cri;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.cri.ImageNames.Found;
import dev.dockershim.exporter.cri.v1.Image;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNamesTest {

    private static final String HEX = "0e3be1b7cf45ad9a0fc614f2dc23277ce6fe0a47e78766935b106dcb1be312c2";
    private static final String DIGEST = "@sha256:" + "1".repeat(64);

    @Test
    void tagsComeBeforeDigestsAndThenByCharacter() {
        ImageNames names = ImageNames.of(List.of(Image.newBuilder()
                .setId("sha256:" + HEX)
                .addRepoDigests("docker.io/library/alpine" + DIGEST)
                .addRepoTags("docker.io/library/nginx:latest")
                .addRepoTags("docker.io/library/nginx:1.25")
                .build()));

        assertThat(names.find(List.of("sha256:" + HEX)))
                .isEqualTo(new Found("docker.io/library/nginx:1.25", "alpine" + DIGEST));
    }

    @Test
    void tagWithDigestComesBeforeTag() {
        ImageNames names = ImageNames.of(List.of(Image.newBuilder()
                .setId(HEX)
                .addRepoTags("a/a:1")
                .addRepoDigests("b/b:1" + DIGEST)
                .build()));

        assertThat(names.find(List.of(HEX))).isEqualTo(new Found("b/b:1" + DIGEST, "b/b" + DIGEST));
    }

    @Test
    void portOfTheRegistryIsNoTag() {
        ImageNames names = ImageNames.of(List.of(Image.newBuilder()
                .setId(HEX)
                .addRepoDigests("host:5000/a" + DIGEST)
                .addRepoTags("z.example/a:1")
                .build()));

        assertThat(names.find(List.of(HEX))).isEqualTo(new Found("z.example/a:1", "host:5000/a" + DIGEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {HEX, "sha256:" + HEX, "docker://sha256:" + HEX, "docker.io/lab/busybox:1"})
    void imageIsFoundByAnyWayOfWritingIt(String reference) {
        Image image = Image.newBuilder()
                .setId("sha256:" + HEX)
                .addRepoTags("docker.io/lab/busybox:1")
                .build();
        Image bare = image.toBuilder().setId(HEX).build();

        assertThat(ImageNames.of(List.of(image)).find(List.of(reference)))
                .isEqualTo(new Found("docker.io/lab/busybox:1", null));
        assertThat(ImageNames.of(List.of(bare)).find(List.of(reference)))
                .isEqualTo(new Found("docker.io/lab/busybox:1", null));
    }

    @Test
    void firstDigestIsShortenedAsDockerDoes() {
        String other = "@sha256:" + "2".repeat(64);
        ImageNames names = ImageNames.of(List.of(Image.newBuilder()
                .setId(HEX)
                .addRepoTags("docker.io/library/nginx:1.25")
                .addRepoDigests("<none>" + other)
                .addRepoDigests("docker.io/library/nginx" + DIGEST)
                .addRepoDigests("docker.io/lab/another" + other)
                .build()));

        assertThat(names.find(List.of(HEX))).isEqualTo(new Found("docker.io/library/nginx:1.25", "nginx" + DIGEST));
    }

    @Test
    void imageWithoutNameHasNone() {
        ImageNames names = ImageNames.of(List.of(
                Image.newBuilder().setId(HEX).addRepoTags("<none>:<none>").build()));

        assertThat(names.find(List.of(HEX))).isNull();
        assertThat(names.find(List.of(""))).isNull();
    }
}
