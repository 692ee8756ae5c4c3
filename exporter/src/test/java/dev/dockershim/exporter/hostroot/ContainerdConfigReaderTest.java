package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.hostroot.HostTree.reason;
import static dev.dockershim.exporter.hostroot.HostTree.seen;
import static dev.dockershim.exporter.hostroot.HostTree.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.ContainerdConfig;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerdConfigReaderTest {

    private static final String FILE = "/etc/containerd/config.toml";
    private static final String CRI = "[plugins.\"io.containerd.grpc.v1.cri\"";
    private static final String SYSTEMD =
            "\"io.containerd.grpc.v1.cri\".containerd.runtimes.runc.options]\nSystemdCgroup = true\n";
    private static final ContainerdConfig DEFAULTS =
            new ContainerdConfig(false, false, 0, false, 0, false, 0, false, null, false, false);

    @TempDir
    private Path directory;

    private HostTree tree;

    @BeforeEach
    void makeTree() {
        tree = new HostTree(directory);
    }

    @Test
    void withoutContainerdThereIsNothingToSee() {
        assertThat(reason(read())).isEqualTo(Reason.ABSENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/usr/bin/containerd", "/usr/local/bin/containerd", "/run/containerd/x"})
    void containerdWithoutAFileHasItsDefaults(String path) {
        tree.file(path, "");
        assertThat(seen(read())).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "version = 2", "version = 3", "version = 2\n[plugins]\n", "unknown = 1"})
    void aFileThatSetsNothingIsTheDefault(String toml) {
        assertThat(seen(file(toml))).isEqualTo(DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "version = 5",
                "version = -1",
                "version = \"2\"",
                "disabled_plugins = \"cri\"",
                "disabled_plugins = [1]",
                "root = 1",
                "plugins = 1",
                "imports = \"a\"",
                "version = 2\n" + CRI + "]\nregistry = 1",
                "version = 2\n" + CRI + ".registry]\nconfig_path = [\"a\"]",
                "version = 2\n" + CRI + ".registry]\nmirrors = []",
                "version = 2\n" + CRI + ".registry]\n" + CRI + ".registry]\n",
                "version = 2\n" + CRI + ".cni]\nuse_internal_loopback = \"true\"",
                "version = 2\n" + CRI + ".containerd.runtimes.runc.options]\nSystemdCgroup = \"true\"",
                "\u0000\u0001"
            })
    void whatContainerdWouldRefuseIsNotKnown(String toml) {
        Observed<ContainerdConfig> config = file(toml);
        assertThat(reason(config)).isEqualTo(Reason.INVALID);
        assertThat(text(config)).startsWith("containerd's configuration ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    disabled_plugins = ["cri"]                                        | true
                    version = 2\\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]     | true
                    version = 3\\ndisabled_plugins = ["io.containerd.cri.v1.runtime"]  | true
                    version = 2\\ndisabled_plugins = ["cri"]                           | true
                    disabled_plugins = []                                             | false
                    disabled_plugins = ["aufs", "btrfs"]                              | false
                    version = 2\\ndisabled_plugins = ["io.containerd.snapshotter.v1.zfs"] | false
                    """)
    void criCanBeTurnedOff(String toml, boolean disabled) {
        assertThat(seen(file(toml.replace("\\n", "\n"))).criDisabled()).isEqualTo(disabled);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    version = 2\\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]\\nSystemdCgroup = true | true
                    version = 3\\n[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]\\nSystemdCgroup = true | true
                    version = 1\\n[plugins.cri.containerd.runtimes.runc.options]\\nSystemdCgroup = true | true
                    [plugins.cri]\\nsystemd_cgroup = true | true
                    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]\\nSystemdCgroup = true | false
                    version = 3\\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]\\nSystemdCgroup = true | false
                    version = 2\\n[plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options]\\nSystemdCgroup = true | false
                    version = 2\\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.nvidia.options]\\nSystemdCgroup = true | false
                    version = 2\\n[plugins."io.containerd.grpc.v1.cri".containerd]\\ndefault_runtime_name = "nvidia"\\n[plugins."io.containerd.grpc.v1.cri".containerd.runtimes.nvidia.options]\\nSystemdCgroup = true | true
                    """)
    void theDefaultRuntimesCgroupsAreTold(String toml, boolean systemd) {
        assertThat(seen(file(toml.replace("\\n", "\n"))).systemdCgroup()).isEqualTo(systemd);
    }

    @Test
    void ofAnotherShimNothingIsKnown() {
        String containerd = "version = 2\n" + CRI + ".containerd]\ndefault_runtime_name = \"kata\"\n";
        assertThat(seen(file(containerd + CRI
                                + ".containerd.runtimes.kata]\nruntime_type = \"io.containerd.kata.v2\"\n"))
                        .systemdCgroup())
                .isNull();
    }

    @Test
    void runtimesBesidesRuncAreCounted() {
        assertThat(seen(file("version = 2\n" + CRI + ".containerd.runtimes.runc]\n" + CRI
                                + ".containerd.runtimes.nvidia]\n" + CRI + ".containerd.runtimes.kata]\n"))
                        .runtimes())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"/var/lib/containerd,false", "/var/lib/containerd/,false", "/mnt/containerd,true", "'',false"})
    void anotherRootIsTold(String root, boolean elsewhere) {
        assertThat(seen(file("root = \"" + root + "\"")).root()).isEqualTo(elsewhere);
    }

    @Test
    void theLoopbackIsToldWhereItIsSet() {
        assertThat(seen(file(
                                "version = 3\n[plugins.\"io.containerd.cri.v1.runtime\".cni]\nuse_internal_loopback = true"))
                        .internalLoopback())
                .isTrue();
        assertThat(seen(file("version = 3")).internalLoopback()).isNull();
    }

    @Test
    void importsAreFollowed() {
        tree.file(
                        "/etc/containerd/conf.d/b.toml",
                        "version = 2\nroot = \"/mnt\"\n" + CRI + ".cni]\nuse_internal_loopback = true")
                .file("/etc/containerd/conf.d/c.txt", "broken")
                .file("/etc/containerd/more.toml", "version = 2\ndisabled_plugins = [\"io.containerd.grpc.v1.cri\"]");
        ContainerdConfig config =
                seen(file("version = 2\nimports = [\"conf.d/*.toml\", \"/etc/containerd/more.toml\"]"));
        assertThat(config.root()).isTrue();
        assertThat(config.internalLoopback()).isTrue();
        assertThat(config.criDisabled()).isTrue();
    }

    @Test
    void importsMayGoInCircles() {
        tree.file("/etc/containerd/b.toml", "version = 2\nimports = [\"config.toml\", \"b.toml\"]\nroot = \"/mnt\"");
        assertThat(seen(file("version = 2\nimports = [\"b.toml\"]")).root()).isTrue();
    }

    @Test
    void manyImportsAreRefused() {
        for (int i = 0; i < 17; i++) {
            tree.file("/etc/containerd/conf.d/" + i + ".toml", "version = 2");
        }
        assertThat(reason(file("imports = [\"conf.d/*.toml\"]"))).isEqualTo(Reason.FAILED);
    }

    @Test
    void anImportThatIsNotThereKeepsContainerdFromStarting() {
        Observed<ContainerdConfig> config = file("version = 2\nimports = [\"/secret.toml\"]");
        assertThat(reason(config)).isEqualTo(Reason.ABSENT);
        assertThat(text(config)).doesNotContain("secret");
    }

    @Test
    void aPatternOfNothingImportsNothing() {
        assertThat(seen(file("imports = [\"/none/*.toml\"]"))).isEqualTo(DEFAULTS);
        assertThat(reason(file("imports = [\"/n*e/a.toml\"]"))).isEqualTo(Reason.FAILED);
    }

    @Test
    void theSecondContainerdLaysTablesOverEachOtherTheFirstReplacesThem() {
        tree.file("/etc/containerd/b.toml", "version = 2\n" + CRI + ".cni]\nuse_internal_loopback = true");
        String main = "version = 2\nimports = [\"b.toml\"]\n[plugins." + SYSTEMD;
        assertThat(seen(file(main)).systemdCgroup()).isFalse();
        ContainerdConfig second = seen(read(new Version(2, 0, 0)));
        assertThat(second.systemdCgroup()).isTrue();
        assertThat(second.internalLoopback()).isTrue();
    }

    @Test
    void theDirectoryOfRegistriesIsRead() {
        tree.file("/a/docker.io/hosts.toml", "[host.\"https://mirror\"]\ncapabilities = [\"pull\", \"resolve\"]")
                .file("/a/plain_5000_/hosts.toml", "server = \"http://plain:5000\"")
                .file("/a/host/hosts.toml", "[host.\"http://host\"]")
                .file("/b/unchecked/hosts.toml", "[host.\"https://x\"]\nskip_verify = true")
                .file("/b/known/hosts.toml", "[host.\"https://x\"]\nca = \"ca.crt\"")
                .file("/b/docker/ca.crt", "x")
                .file("/b/broken/hosts.toml", "[[[")
                .file("/b/nothing/hosts.toml", "server = \"https://nothing\"")
                .file("/b/plain_5000_/hosts.toml", "server = \"https://later\"")
                .file("/b/README", "x");
        ContainerdConfig config = seen(file("version = 2\n" + CRI + ".registry]\nconfig_path = \"/a:/b:/none\""));
        assertThat(config.configPath()).isTrue();
        assertThat(config.dockerHubHosts()).isTrue();
        assertThat(config.hostDirectories()).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    docker.io | [host."https://m"]                             | true
                    docker.io | server = "https://m"                           | true
                    _default  | [host."https://m"]                             | true
                    docker.io | server = "https://registry-1.docker.io"        | false
                    docker.io | [host."https://m"]\\ncapabilities = ["push"]   | false
                    docker.io | [host."https://m"]\\ncapabilities = 1          | false
                    docker.io | [host."https://m                               | false
                    quay.io   | [host."https://m"]                             | false
                    """)
    void aMirrorOfDockerHubIsTold(String name, String toml, boolean mirrored) {
        tree.file("/c/" + name + "/hosts.toml", toml.replace("\\n", "\n"));
        ContainerdConfig config = seen(file("version = 2\n" + CRI + ".registry]\nconfig_path = \"/c\""));
        assertThat(config.dockerHubHosts()).isEqualTo(mirrored);
    }

    @Test
    void aDirectoryOfDockerHubHidesTheDefault() {
        tree.file("/c/_default/hosts.toml", "[host.\"https://m\"]").directory("/c/docker.io");
        assertThat(seen(file("version = 2\n" + CRI + ".registry]\nconfig_path = \"/c\""))
                        .dockerHubHosts())
                .isFalse();
    }

    @Test
    void withoutConfigPathNoDirectoryIsRead() {
        tree.file("/etc/containerd/certs.d/docker.io/hosts.toml", "[host.\"https://m\"]");
        assertThat(seen(file("version = 2"))).isEqualTo(DEFAULTS);
    }

    @Test
    void since22TheDirectoriesAreReadByDefault() {
        tree.file("/etc/containerd/certs.d/docker.io/hosts.toml", "[host.\"https://m\"]")
                .file("/etc/docker/certs.d/registry:5000/ca.crt", "x");
        file("version = 3");
        assertThat(seen(read(new Version(2, 1, 9))).configPath()).isFalse();
        ContainerdConfig config = seen(read(new Version(2, 2, 0)));
        assertThat(config.configPath()).isTrue();
        assertThat(config.dockerHubHosts()).isTrue();
        assertThat(config.hostDirectories()).isOne();
    }

    @Test
    void theOldTablesAreRead() {
        ContainerdConfig config = seen(file("version = 2\n"
                + CRI + ".registry.mirrors.\"docker.io\"]\nendpoint = [\"https://m\"]\n"
                + CRI + ".registry.mirrors.\"plain\"]\nendpoint = [\"http://plain\"]\n"
                + CRI + ".registry.configs.\"x\".tls]\ninsecure_skip_verify = true\n"));
        assertThat(config.legacyMirrors()).isEqualTo(2);
        assertThat(config.configPath()).isFalse();
        assertThat(config.dockerHubHosts()).isTrue();
        assertThat(config.hostDirectories()).isEqualTo(2);
    }

    @Test
    void aMirrorThatIsDockerHubItselfIsNone() {
        ContainerdConfig config = seen(file("version = 2\n" + CRI
                + ".registry.mirrors.\"docker.io\"]\nendpoint = [\"https://registry-1.docker.io\"]\n"));
        assertThat(config.dockerHubHosts()).isFalse();
    }

    @Test
    void bothWaysAtOnceAreToldForThatIsAnError() {
        ContainerdConfig config = seen(file("version = 2\n" + CRI + ".registry]\nconfig_path = \"/c\"\n" + CRI
                + ".registry.mirrors.\"docker.io\"]\nendpoint = [\"https://m\"]\n"));
        assertThat(config.configPath()).isTrue();
        assertThat(config.legacyMirrors()).isOne();
    }

    @Test
    void theServicesDropInsAreRead() {
        tree.file(
                "/etc/systemd/system/containerd.service.d/x.conf",
                "[Service]\nEnvironment=HTTPS_PROXY=http://p\nLimitNOFILE=1024\n");
        ContainerdConfig config = seen(file(""));
        assertThat(config.proxies()).isTrue();
        assertThat(config.ulimits()).isTrue();
    }

    @Test
    void theNamedFileIsRead() {
        tree.file("/opt/c.toml", "root = \"/mnt\"").file(FILE, "broken");
        List<String> arguments = List.of("containerd", "--config", "/opt/c.toml");
        assertThat(seen(new ContainerdConfigReader(tree.host()).read(arguments, null))
                        .root())
                .isTrue();
    }

    @Test
    void dockersOwnContainerdIsNotTheOneMeant() {
        tree.file("/run/docker/containerd/containerd.toml", "root = \"/mnt\"").file(FILE, "");
        List<String> arguments = List.of("containerd", "--config", "/var/run/docker/containerd/containerd.toml");
        assertThat(seen(new ContainerdConfigReader(tree.host()).read(arguments, null)))
                .isEqualTo(DEFAULTS);
    }

    private Observed<ContainerdConfig> file(String toml) {
        tree.file(FILE, toml);
        return read();
    }

    private Observed<ContainerdConfig> read() {
        return new ContainerdConfigReader(tree.host()).read(null, null);
    }

    private Observed<ContainerdConfig> read(Version version) {
        return new ContainerdConfigReader(tree.host()).read(null, version);
    }
}
