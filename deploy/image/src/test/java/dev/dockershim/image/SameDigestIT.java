package dev.dockershim.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image is made once more, in another directory. */
class SameDigestIT {

    @Test
    void theSameSourcesMakeTheSameImage(@TempDir Path directory) {
        Path output = directory.resolve("an/other/place");
        ImageBuild.Result again = new ImageBuild(
                        Path.of("../..").toAbsolutePath().normalize(),
                        System.getProperty("project.version"),
                        System.getProperty("build.revision"),
                        Instant.parse(System.getProperty("build.created")),
                        Path.of("target/jars.cdx.json").toAbsolutePath(),
                        output,
                        Jdk.find(Jdk.installed(System.getProperty("image.jdk", ""))))
                .make();

        assertThat(again.digest()).isEqualTo(ImageFiles.read(ImageFiles.built()).digest());
        assertThat(again.archive()).hasSameBinaryContentAs(ImageFiles.built());
    }
}
