package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is mounted in parts: what is not there must not be taken for what is not installed. */
class HostFilesTest {

    @TempDir
    private Path root;

    @BeforeEach
    void aProcess() throws IOException {
        Files.createDirectories(root.resolve("proc/1"));
        Files.writeString(root.resolve("proc/1/comm"), "systemd\n");
        Files.writeString(root.resolve("proc/1/cmdline"), "/sbin/init\0");
    }

    @Test
    void withoutEtcNothingIsSaidOfConfigurations() {
        HostEvidence read = read();

        for (Observed<?> observed : List.of(read.docker(), read.dockerConfig(), read.containerd(), read.cni())) {
            assertThat(observed).isInstanceOfSatisfying(Observed.Missing.class, missing -> {
                assertThat(missing.reason()).isEqualTo(Reason.ABSENT);
                assertThat(missing.text()).contains("/etc", "mount it read-only");
            });
        }
    }

    @Test
    void withAllOfItsPlacesAHostWithoutDockerIsOne() throws IOException {
        for (String directory : List.of("etc", "usr/bin", "var/lib", "run")) {
            Files.createDirectories(root.resolve(directory));
        }
        HostEvidence read = read();

        assertThat(read.docker()).isInstanceOf(Observed.Seen.class);
        assertThat(read.dockerConfig()).isInstanceOf(Observed.Seen.class);
    }

    @Test
    void filesThatHaveNotChangedAreNotReadAgain() {
        HostFiles files =
                new HostFiles(Path.of("src/test/resources/fixtures/hosts/kubeadm-1.27-containerd"), List.of());
        HostEvidence first = files.read(null);
        HostEvidence second = files.read(null);

        assertThat(second).isEqualTo(first);
        assertThat(second.files()).isSameAs(first.files()).isInstanceOf(Observed.Seen.class);
        assertThat(second.containerd()).isSameAs(first.containerd()).isInstanceOf(Observed.Seen.class);
        assertThat(second.cni()).isSameAs(first.cni()).isInstanceOf(Observed.Seen.class);
        assertThat(files.read(Version.parse("2.2.0")).containerd())
                .as("depends on containerd's version")
                .isNotSameAs(first.containerd());
    }

    @Test
    void aProcessThatComesIsSeenAtOnce() throws IOException {
        for (String directory : List.of("etc", "usr/bin", "var/lib", "run")) {
            Files.createDirectories(root.resolve(directory));
        }
        HostFiles files = new HostFiles(root, List.of());
        assertThat(files.read(null).docker().orNull()).matches(docker -> !docker.running());
        Files.createDirectories(root.resolve("proc/20"));
        Files.writeString(root.resolve("proc/20/comm"), "dockerd\n");
        Files.writeString(root.resolve("proc/20/cmdline"), "dockerd\0");
        assertThat(files.read(null).docker().orNull()).matches(docker -> docker.running());
        assertThat(files.read(null).dockerConfig()).isInstanceOf(Observed.Seen.class);
    }

    private HostEvidence read() {
        return new HostFiles(root, List.of()).read(null);
    }
}
