package dev.dockershim.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Small images stand for those that machines of each architecture make. */
class ImageIndexTest {

    @TempDir
    Path directory;

    @Test
    void bothImagesAreUnderOneName() throws IOException {
        Path amd64 = image("amd64");
        Path arm64 = image("arm64");

        Path archive = directory.resolve("all.oci.tar");
        String digest = ImageIndex.write(List.of(arm64, amd64), "dockershim-exporter:1.2.3", archive, blobs());

        ImageFiles all = ImageFiles.read(archive);
        assertThat(all.digest()).isEqualTo(digest);
        assertThat(all.descriptor()
                        .path("annotations")
                        .path("io.containerd.image.name")
                        .asString(""))
                .isEqualTo("docker.io/library/dockershim-exporter:1.2.3");
        assertThat(StreamSupport.stream(all.blob(digest).path("manifests").spliterator(), false))
                .satisfiesExactly(
                        image -> assertImage(image, "amd64", amd64, all),
                        image -> assertImage(image, "arm64", arm64, all));
    }

    @Test
    void theOrderOfTheArchivesDoesNotMatter() throws IOException {
        Path amd64 = image("amd64");
        Path arm64 = image("arm64");

        assertThat(ImageIndex.write(List.of(arm64, amd64), "a:1", directory.resolve("one"), blobs()))
                .isEqualTo(ImageIndex.write(List.of(amd64, arm64), "a:1", directory.resolve("other"), blobs()));
    }

    @Test
    void twoImagesOfOneArchitectureAreRefused() throws IOException {
        Path amd64 = image("amd64");

        assertThatThrownBy(() -> ImageIndex.write(List.of(amd64, amd64), "a:1", directory.resolve("all"), blobs()))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("amd64");
    }

    @Test
    void whatIsNoArchiveOfAnImageIsRefused() throws IOException {
        Path archive = directory.resolve("all.oci.tar");
        ImageIndex.write(List.of(image("amd64")), "a:1", archive, blobs());

        assertThatThrownBy(() -> ImageIndex.write(List.of(archive), "a:1", directory.resolve("again"), blobs()))
                .isInstanceOf(BuildException.class)
                .hasMessageContaining("no archive of one image");
    }

    private static void assertImage(JsonNode entry, String architecture, Path archive, ImageFiles all) {
        ImageFiles image = ImageFiles.read(archive);
        assertThat(entry.path("platform").path("architecture").asString("")).isEqualTo(architecture);
        assertThat(entry.path("platform").path("os").asString("")).isEqualTo("linux");
        assertThat(entry.path("digest").asString("")).isEqualTo(image.digest());
        assertThat(entry.path("size").asInt()).isEqualTo(image.bytes(image.digest()).length);
        assertThat(all.blobs()).containsAllEntriesOf(image.blobs());
    }

    private Path image(String architecture) throws IOException {
        Path blobs = blobs();
        Path file = Files.writeString(directory.resolve("file"), "for " + architecture);
        Layer layer = new Layer.Builder("a file").file("etc/file", file).write(blobs, Instant.EPOCH);
        Image image = new Image(architecture, "1970-01-01T00:00:00Z", Map.of("a", "b"), List.of(layer));
        Blob config = image.config(blobs);
        Path archive = directory.resolve(architecture + ".oci.tar");
        ImageArchive.write(archive, "a:1", image.manifest(config, blobs), config, List.of(layer), architecture);
        return archive;
    }

    private Path blobs() throws IOException {
        return Files.createTempDirectory(directory, "blobs");
    }
}
