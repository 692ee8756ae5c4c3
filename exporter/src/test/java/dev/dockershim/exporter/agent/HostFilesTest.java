package dev.dockershim.exporter.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
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

    private HostEvidence read() {
        return new HostFiles(root, List.of()).read(null);
    }
}
