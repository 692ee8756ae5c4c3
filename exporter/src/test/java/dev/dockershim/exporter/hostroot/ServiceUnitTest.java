package dev.dockershim.exporter.hostroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dockershim.exporter.evidence.Observed.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceUnitTest {

    private static final String UNIT = "/lib/systemd/system/docker.service";

    @TempDir
    private Path directory;

    private HostTree tree;

    @BeforeEach
    void makeTree() {
        tree = new HostTree(directory);
    }

    @Test
    void withoutAUnitNothingIsSet() throws MissingFileException {
        assertThat(unit().hasProxy()).isFalse();
        assertThat(unit().isLimited()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Environment=HTTP_PROXY=http://p",
                "Environment=\"HTTP_PROXY=http://p\"",
                "Environment='https_proxy=http://p'",
                "Environment = A=b \"C=d e\" HTTPS_PROXY=http://p",
                "Environment=A=b \\\n  HTTPS_PROXY=http://p",
                "Environment=CONTAINERD_HTTPS_PROXY=http://p",
                "Environment=HTTP_PROXY=http://p\nEnvironment=NO_PROXY=x"
            })
    void aProxyIsSeen(String lines) throws MissingFileException {
        tree.file("/etc/systemd/system/docker.service.d/10.conf", "[Service]\n" + lines + "\n");
        assertThat(unit().hasProxy()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Environment=NO_PROXY=http://p",
                "Environment=HTTP_PROXY=",
                "#Environment=HTTP_PROXY=http://p",
                "; Environment=HTTP_PROXY=http://p",
                "Environment=HTTP_PROXY=http://p\nEnvironment=",
                "Environment=HTTP_PROXY=http://p\nEnvironment=HTTP_PROXY=",
                "Environment=\"A=HTTP_PROXY=http://p\"",
                "[Unit]\nEnvironment=HTTP_PROXY=http://p"
            })
    void whatIsNoProxyIsNot(String lines) throws MissingFileException {
        tree.file("/etc/systemd/system/docker.service.d/10.conf", "[Service]\n" + lines + "\n");
        assertThat(unit().hasProxy()).isFalse();
    }

    @Test
    void theUnitItselfMaySetOne() throws MissingFileException {
        tree.file("/lib/systemd/system/docker.service", "[Service]\nEnvironment=HTTP_PROXY=http://p\n");
        assertThat(unit().hasProxy()).isTrue();
        tree.file("/etc/systemd/system/docker.service", "[Service]\nExecStart=/usr/bin/dockerd\n");
        assertThat(unit().hasProxy()).isFalse();
    }

    @Test
    void aDropInHidesItsNamesakeInLaterPlaces() throws MissingFileException {
        tree.file("/usr/lib/systemd/system/docker.service.d/p.conf", "[Service]\nEnvironment=HTTP_PROXY=http://p\n");
        assertThat(unit().hasProxy()).isTrue();
        tree.file("/etc/systemd/system/docker.service.d/p.conf", "");
        assertThat(unit().hasProxy()).isFalse();
    }

    @Test
    void otherFilesAreNoDropIns() throws MissingFileException {
        tree.file("/etc/systemd/system/docker.service.d/p.conf.bak", "[Service]\nEnvironment=HTTP_PROXY=http://p\n");
        assertThat(unit().hasProxy()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"HTTP_PROXY=http://p,true", "HTTP_PROXY=,false", "HTTP_PROXY=\"\",false", "# HTTP_PROXY=x,false"})
    void environmentFilesAreRead(String line, boolean proxy) throws MissingFileException {
        tree.file("/lib/systemd/system/docker.service", "[Service]\nEnvironmentFile=-/etc/sysconfig/docker\n")
                .file("/etc/sysconfig/docker", line + "\n");
        assertThat(unit().hasProxy()).isEqualTo(proxy);
    }

    @Test
    void anEnvironmentFileMayBeAbsent() throws MissingFileException {
        tree.file("/lib/systemd/system/docker.service", "[Service]\nEnvironmentFile=-/etc/sysconfig/docker\n");
        assertThat(unit().hasProxy()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-/etc/default/%N, HTTPS_PROXY='http://p', true",
        "/etc/default/%p, HTTPS_PROXY=\"http://p\", true",
        "-/etc/default/%N, OTHER='|HTTPS_PROXY=http://p', false",
        "/etc/default/docker, HTTP_PROXY='', false",
    })
    void environmentFilesAreReadAsSystemdDoes(String setting, String content, boolean proxy)
            throws MissingFileException {
        tree.file(UNIT, "[Service]\nEnvironmentFile=" + setting + "\n")
                .file("/etc/default/docker", content.replace('|', '\n') + "\n");
        assertThat(unit().hasProxy()).isEqualTo(proxy);
    }

    @Test
    void anEnvironmentFileWinsOverTheUnitsOwnVariables() throws MissingFileException {
        tree.file(UNIT, "[Service]\nEnvironmentFile=/etc/default/docker\nEnvironment=HTTP_PROXY=http://p\n")
                .file("/etc/default/docker", "HTTP_PROXY=\n");
        assertThat(unit().hasProxy()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ExecSta",
                "Environment=\"HTTP_PROXY=http://p",
                "EnvironmentFile=/not/there",
                "EnvironmentFile=-/etc/half",
                "EnvironmentFile=-/etc/default/*",
                "EnvironmentFile=-%E/docker",
                "EnvironmentFile=-relative",
            })
    void whatIsHalfWrittenOrNotUnderstoodIsNotKnown(String line) {
        tree.file(UNIT, "[Service]\n" + line + "\n").file("/etc/half", "HTTP_PROXY='http://p\n");
        assertThatThrownBy(this::unit)
                .isInstanceOfSatisfying(
                        MissingFileException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID));
    }

    @Test
    void tooManyFilesAreNotKnown() {
        tree.file(UNIT, "[Service]\n" + "EnvironmentFile=-/none\n".repeat(9));
        assertThatThrownBy(this::unit).isInstanceOf(MissingFileException.class);
        tree.file(UNIT, "[Service]\n");
        for (int i = 0; i < 65; i++) {
            tree.file("/etc/systemd/system/docker.service.d/" + i + ".conf", "");
        }
        assertThatThrownBy(this::unit).isInstanceOf(MissingFileException.class);
    }

    @Test
    void aMaskedUnitSetsNothing() throws Exception {
        TemporaryHost host = new TemporaryHost(directory)
                .file("/lib/systemd/system/docker.service", "[Service]\nEnvironment=HTTP_PROXY=http://p\n")
                .file("/etc/systemd/system/docker.service.d/p.conf", "[Service]\nEnvironment=HTTP_PROXY=http://p\n");
        assertThat(unit().hasProxy()).isTrue();
        host.pipe("/dev/null").link("/etc/systemd/system/docker.service", "/dev/null");
        assertThat(unit().hasProxy()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS_PROXY=http://p, true",
        "  export HTTPS_PROXY=\"http://p\", true",
        "export https_proxy='', false",
        "# HTTPS_PROXY=http://p, false",
        "ulimit -n 65536 || true, false",
    })
    void aStartScriptIsReadAsAShellWould(String line, boolean proxy) throws MissingFileException {
        tree.file("/var/snap/env", "#!/bin/sh\n" + line + "\n");
        assertThat(unit().with("/var/snap/env").hasProxy()).isEqualTo(proxy);
    }

    @Test
    void onlyDropInsLimit() throws MissingFileException {
        tree.file("/lib/systemd/system/docker.service", "[Service]\nLimitNOFILE=infinity\n");
        assertThat(unit().isLimited()).isFalse();
        tree.file("/etc/systemd/system/docker.service.d/l.conf", "[Service]\nLimitNOFILE=65536\n");
        assertThat(unit().isLimited()).isTrue();
    }

    @Test
    void aLargeDropInIsNotKnown() {
        tree.file("/etc/systemd/system/docker.service.d/l.conf", "#".repeat(100_000));
        assertThatThrownBy(this::unit).isInstanceOf(MissingFileException.class);
    }

    private ServiceUnit unit() throws MissingFileException {
        return ServiceUnit.read(tree.host(), "docker.service");
    }
}
