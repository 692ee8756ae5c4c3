package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.hostroot.TemporaryHost.reason;
import static dev.dockershim.exporter.hostroot.TemporaryHost.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.DockerDaemon;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerDaemonReaderTest {

    private static final String UNIT = "/lib/systemd/system/docker.service";
    private static final String SOCKET_UNIT = "/lib/systemd/system/docker.socket";

    @TempDir
    private Path directory;

    private TemporaryHost host;

    @BeforeEach
    void makeHost() throws IOException {
        host = new TemporaryHost(directory);
        host.process(1, "systemd", "/sbin/init");
    }

    @Test
    void nothingOfDocker() {
        assertThat(read()).isEqualTo(new DockerDaemon(false, false, false, false, false, false, false, false));
    }

    @Test
    void withoutProcessesNothingIsSaid() throws IOException {
        Files.delete(directory.resolve("proc/1/comm"));
        Files.delete(directory.resolve("proc/1/cmdline"));
        Files.delete(directory.resolve("proc/1"));
        assertThat(reason(new DockerDaemonReader(host.root()).read(host.processes())))
                .isEqualTo(Reason.ABSENT);
    }

    @ParameterizedTest
    @CsvSource({"dockerd, true", "containerd, false", "cri-dockerd, false", "docker-proxy, false"})
    void running(String name, boolean running) throws IOException {
        assertThat(new DockerDaemonReader(host.process(20, name, name).root())
                        .read(host.processes())
                        .orNull())
                .extracting(DockerDaemon::running)
                .isEqualTo(running);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/run/docker.sock", "/var/run/docker.sock"})
    void aSocketIsToldFromADirectoryThatAPodsMountMade(String path) throws IOException {
        Files.createDirectories(host.path(path));
        assertThat(read().socket()).isFalse();
        assertThat(read().socketDirectory()).isTrue();
        Files.delete(host.path(path));
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(host.path(path)));
            assertThat(read().socket()).isTrue();
            assertThat(read().socketDirectory()).isFalse();
        }
    }

    @Test
    void enabledByLinks() throws IOException {
        host.file(UNIT, "[Service]\n")
                .file(SOCKET_UNIT, "[Socket]\n")
                .link("/etc/systemd/system/multi-user.target.wants/docker.service", UNIT);
        assertThat(read().serviceEnabled()).isTrue();
        assertThat(read().socketEnabled()).isFalse();
        host.link("/etc/systemd/system/sockets.target.wants/docker.socket", SOCKET_UNIT);
        assertThat(read().socketEnabled()).isTrue();
    }

    @Test
    void enabledByAnotherTarget() throws IOException {
        host.file(UNIT, "[Service]\n").link("/etc/systemd/system/web.service.requires/docker.service", UNIT);
        assertThat(read().serviceEnabled()).isTrue();
    }

    @Test
    void aLinkWithoutItsUnitStartsNothing() throws IOException {
        host.link("/etc/systemd/system/multi-user.target.wants/docker.service", UNIT);
        assertThat(read().serviceEnabled()).isFalse();
    }

    @Test
    void aMaskedUnitIsNotEnabled() throws Exception {
        host.file(UNIT, "[Service]\n")
                .link("/etc/systemd/system/multi-user.target.wants/docker.service", UNIT)
                .pipe("/dev/null")
                .link("/etc/systemd/system/docker.service", "/dev/null");
        assertThat(read().serviceEnabled()).isFalse();
    }

    @Test
    void criDockerdsUnitIsNotDockers() throws IOException {
        host.file("/lib/systemd/system/cri-docker.service", "[Service]\n")
                .link(
                        "/etc/systemd/system/multi-user.target.wants/cri-docker.service",
                        "/lib/systemd/system/cri-docker.service");
        assertThat(read().serviceEnabled()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/dockerd", "/usr/sbin/dockerd", "/usr/local/bin/dockerd", "/snap/docker/current"})
    void installed(String path) throws IOException {
        assertThat(read().installed()).isFalse();
        host.file(path, "");
        assertThat(read().installed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"docker-ce, true", "docker.io, true", "docker-ce-cli, false", "containerd.io, false"})
    void installedAsAPackage(String name, boolean installed) throws IOException {
        host.file("/var/lib/dpkg/info/" + name + ".list", "/.\n/usr\n/usr/bin/dockerd\n");
        assertThat(read().installed()).isEqualTo(installed);
    }

    @Test
    void aRemovedPackageLeavesItsListOfSettings() throws IOException {
        host.file("/var/lib/dpkg/info/docker.io.list", "/etc\n/etc/default/docker\n/etc/init.d/docker\n");
        assertThat(read().installed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/var/lib/dockershim/sandbox/x", "/run/dockershim.sock", "/var/run/dockershim.sock"})
    void dockershimsResidue(String path) throws IOException {
        assertThat(read().dockershimResidue()).isFalse();
        host.file(path, "");
        assertThat(read().dockershimResidue()).isTrue();
    }

    @Test
    void dockersData() throws IOException {
        host.file("/var/lib/docker/engine-id", "x");
        assertThat(read().dataDirectory()).isTrue();
    }

    @Test
    void aPlaceThatMayNotBeLookedAtIsUnknown() throws IOException {
        host.link("/var/lib/docker", "docker");
        assertThat(reason(new DockerDaemonReader(host.root()).read(host.processes())))
                .isEqualTo(Reason.FORBIDDEN);
    }

    private DockerDaemon read() {
        return seen(new DockerDaemonReader(host.root()).read(host.processes()));
    }
}
