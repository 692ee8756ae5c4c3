package dev.dockershim.exporter.hostroot;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.dockershim.exporter.evidence.CniConfig.PluginSupport;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a host's file holds, its reader answers, and in its own words. The build runs the seeds (and inputs found
 * earlier) in {@code HostFilesFuzzTestInputs}; to look for more:
 * {@code JAZZER_FUZZ=1 ./mvnw test -pl exporter -Djazzer.hooks=true -Dtest=HostFilesFuzzTest#daemonJson}.
 */
class HostFilesFuzzTest {

    @TempDir
    private static Path directory;

    @FuzzTest(maxDuration = "1m")
    void daemonJson(byte[] content) throws IOException {
        HostTree tree = tree("docker").file("/etc/docker/daemon.json", content);
        answers(new DockerConfigReader(tree.host()).read(null));
    }

    @FuzzTest(maxDuration = "1m")
    void configToml(byte[] content) throws IOException {
        HostTree tree = tree("containerd").file("/etc/containerd/config.toml", content);
        answers(new ContainerdConfigReader(tree.host()).read(null, null));
        answers(new CniConfigReader(tree.host()).read(null, null));
    }

    @FuzzTest(maxDuration = "1m")
    void hostsToml(byte[] content) throws IOException {
        HostTree tree = tree("registries")
                .file("/etc/containerd/config.toml", "[plugins.cri.registry]\nconfig_path = \"/c\"")
                .file("/c/docker.io/hosts.toml", content);
        // containerd leaves out what it cannot understand.
        assertThat(new ContainerdConfigReader(tree.host()).read(null, null).orNull())
                .isNotNull();
    }

    @FuzzTest(maxDuration = "1m")
    void cniList(byte[] content) throws IOException {
        HostTree tree = tree("list").file("/etc/cni/net.d/10.conflist", content);
        answers(new CniConfigReader(tree.host()).read(null, null));
    }

    @FuzzTest(maxDuration = "1m")
    void cniConf(byte[] content) throws IOException {
        HostTree tree = tree("conf").file("/etc/cni/net.d/10.conf", content);
        answers(new CniConfigReader(tree.host()).read(null, null));
    }

    @FuzzTest(maxDuration = "1m")
    void goBuildInfo(byte[] content) throws IOException {
        HostTree tree = tree("plugin").file("/opt/cni/bin/plugin", content);
        assertThat(new PluginVersions(tree.host()).of("/opt/cni/bin/plugin")).isNotEqualTo(PluginSupport.ABSENT);
    }

    @FuzzTest(maxDuration = "1m")
    void serviceUnit(byte[] content) throws IOException {
        HostTree tree = tree("unit").file("/etc/systemd/system/docker.service.d/10.conf", content);
        answers(new DockerConfigReader(tree.host()).read(null));
    }

    private static HostTree tree(String name) throws IOException {
        return new HostTree(Files.createDirectories(directory.resolve(name)));
    }

    private static void answers(Observed<?> observed) {
        if (observed instanceof Missing<?> missing) {
            assertThat(missing.reason()).isIn(Reason.INVALID, Reason.FAILED, Reason.ABSENT);
            assertThat(missing.text())
                    .hasSizeLessThan(120)
                    .matches("(daemon\\.json|containerd's|the first CNI|the directory of|there is no|a ).*");
        }
    }
}
