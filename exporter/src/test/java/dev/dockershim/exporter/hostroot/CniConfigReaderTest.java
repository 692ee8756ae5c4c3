package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.hostroot.HostTree.reason;
import static dev.dockershim.exporter.hostroot.HostTree.seen;
import static dev.dockershim.exporter.hostroot.HostTree.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CniConfig;
import dev.dockershim.exporter.evidence.CniConfig.PluginSupport;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import dev.dockershim.exporter.evidence.Version;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CniConfigReaderTest {

    private static final String GOOD = "{\"cniVersion\": \"1.0.0\", \"name\": \"n\", \"type\": \"new\"}";
    private static final byte[] NEW = plugin("v1.1.2");
    private static final byte[] OLD = plugin("v0.8.1");

    @TempDir
    private Path directory;

    private HostTree tree;

    @BeforeEach
    void makeTree() {
        tree = new HostTree(directory)
                .file("/opt/cni/bin/new", NEW)
                .file("/opt/cni/bin/old", OLD)
                .file("/opt/cni/bin/script", "#!/bin/sh\n");
    }

    @Test
    void withoutAFileThereIsNothingToSee() {
        assertThat(reason(read())).isEqualTo(Reason.ABSENT);
        tree.file("/etc/cni/net.d/readme.txt", "").directory("/etc/cni/net.d/00.conf");
        assertThat(reason(read())).isEqualTo(Reason.ABSENT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
                    {"cniVersion": "1.0.0", "name": "n", "type": "new"}  | true  | 1.0.0
                    {"cniVersion": "0.3.1", "name": "n", "type": "new"}  | true  | 0.3.1
                    {"cniVersion": "", "name": "n", "type": "new"}       | false | null
                    {"cniVersion": null, "name": "n", "type": "new"}     | false | null
                    {"name": "n", "type": "new"}                         | false | null
                    {"cniVersion": "latest", "type": "new"}              | true  | null
                    {"cniVersions": ["0.4.0", "1.1.0"], "type": "new"}   | true  | 1.1.0
                    {"cniVersion": "1.0.0", "cniVersions": ["0.4.0"], "type": "new"} | true | 1.0.0
                    """)
    void theVersionIsTold(String json, boolean declared, @Nullable String version) {
        CniConfig config = seen(file("10.conf", json));
        assertThat(config.versionDeclared()).isEqualTo(declared);
        assertThat(config.version()).isEqualTo(Version.parse(version));
    }

    @Test
    void theFirstFileByNameCounts() {
        tree.file(
                        "/etc/cni/net.d/10-a.conflist",
                        "{\"cniVersion\": \"0.4.0\", \"name\": \"n\", \"plugins\": [{\"type\": \"new\"}]}")
                .file("/etc/cni/net.d/87-podman.conflist", "{\"name\": \"podman\", \"plugins\": [{\"type\": \"old\"}]}")
                .file("/etc/cni/net.d/05.conf.bak", "broken")
                .file("/etc/cni/net.d/9.json", GOOD);
        assertThat(seen(read()).version()).isEqualTo(new Version(0, 4, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"cniVersion\": 1, \"type\": \"new\"}",
                "{\"cniVersion\": \"1.0.0\", \"type\": \"\"}",
                "{\"type\": \"../../bin/sh\"}",
                "{\"type\": \"a/b\"}",
                "{\"type\": \"..\"}",
                "{\"type\": \"new\", \"ipam\": {\"type\": \"/etc/shadow\"}}",
                "{\"type\": \"new\", \"ipam\": 1}",
                "{\"type\": [\"new\"]}"
            })
    void aBrokenFileIsRefused(String json) {
        Observed<CniConfig> config = file("10.conf", json);
        assertThat(reason(config)).isEqualTo(Reason.INVALID);
        assertThat(text(config)).startsWith("the first CNI configuration ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"n\"}",
                "{\"name\": \"n\", \"plugins\": []}",
                "{\"plugins\": [{\"type\": \"new\"}]}",
                "{\"name\": \"n\", \"plugins\": [{}]}",
                "{\"name\": \"n\", \"plugins\": [\"new\"]}",
                "{\"name\": \"n\", \"plugins\": {}}",
                "{\"name\": \"n\", \"type\": \"new\"}"
            })
    void aBrokenListIsRefused(String json) {
        assertThat(reason(file("10.conflist", json))).isEqualTo(Reason.INVALID);
    }

    @Test
    void containerdHasNoNetworkByABrokenFirstFile() {
        tree.file("/etc/cni/net.d/05.conf", "{").file("/etc/cni/net.d/10.conf", GOOD);
        assertThat(seen(read()).version()).isEqualTo(new Version(1, 0, 0));
        tree.file("/etc/containerd/config.toml", "version = 2");
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    new          | CNI_1_0
                    old          | CNI_0_4
                    script       | UNKNOWN
                    gone         | ABSENT
                    new,old      | CNI_0_4
                    new,script   | UNKNOWN
                    script,old   | CNI_0_4
                    gone,old     | CNI_0_4
                    script,gone  | ABSENT
                    """)
    void thePluginsLeastCounts(String types, PluginSupport least) {
        StringBuilder plugins = new StringBuilder();
        for (String type : types.split(",", -1)) {
            plugins.append(plugins.isEmpty() ? "" : ",").append("{\"type\": \"" + type + "\"}");
        }
        assertThat(seen(file("10.conflist", "{\"name\": \"n\", \"plugins\": [" + plugins + "]}"))
                        .plugins())
                .isEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({"new,CNI_1_0", "old,CNI_0_4", "script,UNKNOWN", "in-process,CNI_1_0"})
    void thePluginOfAddressesCounts(String type, PluginSupport least) {
        assertThat(seen(file("10.conf", "{\"type\": \"new\", \"ipam\": {\"type\": \"" + type + "\"}}"))
                        .plugins())
                .isEqualTo(least);
    }

    @Test
    void theLoopbackIsToldApart() {
        assertThat(seen(file("10.conf", GOOD)).loopback()).isEqualTo(PluginSupport.ABSENT);
        tree.file("/opt/cni/bin/loopback", OLD);
        assertThat(seen(read()).loopback()).isEqualTo(PluginSupport.CNI_0_4);
        assertThat(seen(read()).plugins()).isEqualTo(PluginSupport.CNI_1_0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bin_dir = \"/x/bin\"", "bin_dirs = [\"/none\", \"/x/bin\"]"})
    void containerdsDirectoriesCount(String binaries) {
        tree.file(
                        "/etc/containerd/config.toml",
                        "version = 2\n[plugins.\"io.containerd.grpc.v1.cri\".cni]\nconf_dir = \"/x/net\"\n" + binaries)
                .file("/x/net/1.conf", "{\"cniVersion\": \"0.2.0\", \"type\": \"new\"}")
                .file("/x/bin/new", OLD)
                .file("/etc/cni/net.d/1.conf", GOOD);
        CniConfig config = seen(read());
        assertThat(config.version()).isEqualTo(new Version(0, 2, 0));
        assertThat(config.plugins()).isEqualTo(PluginSupport.CNI_0_4);
    }

    @Test
    void whereContainerdIsNotUnderstoodItsDirectoriesAreNotKnown() {
        tree.file("/etc/containerd/config.toml", "[").file("/etc/cni/net.d/1.conf", GOOD);
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @Test
    void manyPluginsAreRefused() {
        StringBuilder plugins = new StringBuilder("{\"type\": \"p\"}");
        for (int i = 0; i < 40; i++) {
            plugins.append(",{\"type\": \"p" + i + "\"}");
        }
        assertThat(reason(file("10.conflist", "{\"name\": \"n\", \"plugins\": [" + plugins + "]}")))
                .isEqualTo(Reason.INVALID);
    }

    private Observed<CniConfig> file(String name, String json) {
        tree.file("/etc/cni/net.d/" + name, json);
        return read();
    }

    private Observed<CniConfig> read() {
        return new CniConfigReader(tree.host()).read(null, null);
    }

    private static byte[] plugin(String version) {
        String modules = "dep\tgithub.com/containernetworking/cni\t" + version + "\th1:x=\n";
        return GoProgram.inline(true, ByteOrder.LITTLE_ENDIAN, modules);
    }
}
