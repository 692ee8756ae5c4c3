package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.hostroot.HostTree.reason;
import static dev.dockershim.exporter.hostroot.HostTree.seen;
import static dev.dockershim.exporter.hostroot.HostTree.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.DockerConfig;
import dev.dockershim.exporter.evidence.DockerConfig.LogDriver;
import dev.dockershim.exporter.evidence.DockerConfig.Other;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerConfigReaderTest {

    private static final String FILE = "/etc/docker/daemon.json";

    @TempDir
    private Path directory;

    private HostTree tree;

    @BeforeEach
    void makeTree() {
        tree = new HostTree(directory);
    }

    @Test
    void withoutAFileAllIsDockersDefault() {
        assertThat(seen(read())).isEqualTo(DockerConfig.DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "{}", "{\"registry-mirrors\": null}", "{\"registry-mirrors\": []}"})
    void aFileThatSetsNothingIsTheDefault(String json) {
        assertThat(seen(file(json))).isEqualTo(DockerConfig.DEFAULTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"registry-mirrors\": [\"https://a\"],}",
                "{} {}",
                "{\"hosts\": [] // comment\n}",
                "/* comment */ {}",
                "{'bip': 'x'}",
                "{\"registry-mirrors\": \"https://a\"}",
                "{\"registry-mirrors\": [1]}",
                "{\"insecure-registries\": {}}",
                "{\"log-opts\": []}",
                "{\"log-driver\": 1}",
                "{\"live-restore\": \"true\"}",
                "{\"exec-opts\": \"native.cgroupdriver=systemd\"}",
                "{\"runtimes\": []}",
                "{\"data-root\": false}",
                "{\"proxies\": \"http://a\"}",
                "\u0000\u0001\u0002"
            })
    void whatDockerdWouldRefuseIsNotKnown(String json) {
        Observed<DockerConfig> config = file(json);
        assertThat(reason(config)).isEqualTo(Reason.INVALID);
        assertThat(text(config)).startsWith("daemon.json ").doesNotContain("https");
    }

    @Test
    void aDeepFileIsRefused() {
        assertThat(reason(file("{\"a\":".repeat(5000) + "1" + "}".repeat(5000))))
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void aLargeFileIsRefused() {
        assertThat(reason(file(" ".repeat(300_000)))).isEqualTo(Reason.FAILED);
    }

    @Test
    void aDirectoryInItsPlaceIsRefused() {
        tree.directory(FILE);
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void aByteOrderMarkIsAllowed(String charset) {
        tree.file(FILE, "\ufeff{\"registry-mirrors\": [\"https://a\"]}".getBytes(Charset.forName(charset)));
        assertThat(seen(read()).registryMirrors()).isOne();
    }

    @Test
    void textThatIsNoUtf8IsRefused() {
        tree.file(FILE, "{\"bip\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @Test
    void ofEqualKeysTheLastOneCounts() {
        String json = "{\"registry-mirrors\": [\"https://a\"], \"registry-mirrors\": [\"https://b\", \"https://c\"]}";
        assertThat(seen(file(json)).registryMirrors()).isEqualTo(2);
    }

    @Test
    void keysThatConcernNobodyMayBeAnything() {
        assertThat(seen(file("{\"mtu\": [1], \"debug\": {}}"))).isEqualTo(DockerConfig.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    127.0.0.0/8         | 0
                    127.0.0.1:5000      | 0
                    localhost           | 0
                    LOCALHOST:5000      | 0
                    ::1/128             | 0
                    [::1]:5000          | 0
                    127.0.0.0/4         | 1
                    registry:5000       | 1
                    10.0.0.0/8          | 1
                    localhost.example   | 1
                    127.0.0.1.nip.io    | 1
                    """)
    void loopbackRegistriesDoNotCount(String registry, int count) {
        assertThat(seen(file("{\"insecure-registries\": [\"" + registry + "\"]}"))
                        .insecureRegistries())
                .isEqualTo(count);
    }

    @Test
    void directoriesWithCertificatesCount() {
        tree.file("/etc/docker/certs.d/a:5000/ca.crt", "x")
                .file("/etc/docker/certs.d/b/client.cert", "x")
                .file("/etc/docker/certs.d/c/readme.txt", "x")
                .directory("/etc/docker/certs.d/empty")
                .file("/etc/docker/certs.d/file.crt", "x");
        assertThat(seen(file("{\"insecure-registries\": [\"d\"]}")).insecureRegistries())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"json-file,JSON_FILE", "journald,JOURNALD", "local,OTHER", "fluentd,OTHER"})
    void logDriversAreTold(String name, LogDriver driver) {
        DockerConfig config =
                seen(file("{\"log-driver\": \"" + name + "\", \"log-opts\": {\"a\": \"1\", \"b\": \"2\"}}"));
        assertThat(config.logDriver()).isEqualTo(driver);
        assertThat(config.logOptions()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"data-root": "/var/lib/docker"}  | false
                    {"data-root": "/var/lib/docker/"} | false
                    {"data-root": ""}                 | false
                    {"data-root": "/mnt/docker"}      | true
                    {"graph": "/mnt/docker"}          | true
                    """)
    void anotherDataRootIsTold(String json, boolean elsewhere) {
        assertThat(seen(file(json)).dataRoot()).isEqualTo(elsewhere);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"storage-driver": "overlay2"}                                                    | 0
                    {"storage-driver": "devicemapper"}                                                | 1
                    {"storage-driver": "devicemapper", "storage-opts": ["dm.a=1", "dm.b=2"]}          | 3
                    {"storage-driver": "overlay2", "storage-opts": ["overlay2.override_kernel_check"]} | 1
                    """)
    void storageSettingsAreCounted(String json, int count) {
        assertThat(seen(file(json)).storage()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "null", textBlock = """
                    "native.cgroupdriver=systemd"                               | SYSTEMD
                    "NATIVE.CGROUPDRIVER=cgroupfs"                              | CGROUPFS
                    "native.cgroupdriver=cgroupfs","native.cgroupdriver=systemd" | CGROUPFS
                    "native.umask=normal"                                       | null
                    ""                                                          | null
                    """)
    void theCgroupDriverIsTold(String options, CgroupDriver driver) {
        assertThat(seen(file("{\"exec-opts\": [" + options + "]}")).cgroupDriver())
                .isEqualTo(driver);
    }

    @Test
    void aCgroupDriverThatDockerdWouldRefuseIsUnknown() {
        assertThat(file("{\"exec-opts\": [\"native.cgroupdriver=other\"]}"))
                .isInstanceOf(Observed.Missing.class)
                .asString()
                .contains("INVALID")
                .doesNotContain("other");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"default-runtime": "runc"}                                    | 0
                    {"default-runtime": "nvidia"}                                  | 1
                    {"runtimes": {"nvidia": {"path": "x"}}}                        | 1
                    {"runtimes": {"nvidia": {"path": "x"}}, "default-runtime": "nvidia"} | 2
                    """)
    void runtimesAreCounted(String json, int count) {
        assertThat(seen(file(json)).runtimes()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"default-ulimits": {"nofile": {"Name": "nofile"}}} | ULIMITS
                    {"proxies": {"http-proxy": "http://p"}}             | PROXIES
                    {"proxies": {"https-proxy": "http://p"}}            | PROXIES
                    {"hosts": ["unix:///a", "tcp://0.0.0.0:2375"]}      | TCP_HOSTS
                    {"live-restore": true}                              | LIVE_RESTORE
                    {"bip": "10.1.0.1/16"}                              | BRIDGE
                    {"fixed-cidr": "10.1.0.0/16"}                       | BRIDGE
                    {"userns-remap": "default"}                         | USER_NAMESPACES
                    """)
    void furtherSettingsAreTold(String json, Other other) {
        assertThat(seen(file(json)).others()).containsExactly(other);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"default-ulimits\": {}}",
                "{\"proxies\": {\"no-proxy\": \"10.0.0.0/8\"}}",
                "{\"hosts\": [\"unix:///var/run/docker.sock\", \"fd://\"]}",
                "{\"live-restore\": false}",
                "{\"bip\": \"\"}"
            })
    void furtherSettingsWithoutEffectAreNot(String json) {
        assertThat(seen(file(json)).others()).isEmpty();
    }

    @Test
    void aSwitchOfALaterDockerTakesNoWordWithIt() {
        DockerConfig config = seen(read("/usr/bin/dockerd", "--switch-of-tomorrow", "--registry-mirror", "https://a"));
        assertThat(config.registryMirrors()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--registry-mirror", "--data-root --debug", "--live-restore=maybe"})
    void aCommandLineThatNoDockerTakesIsNotKnown(String flags) {
        assertThat(reason(read(("dockerd " + flags).split(" ", -1)))).isEqualTo(Reason.INVALID);
    }

    @Test
    void theCommandLineCountsToo() {
        DockerConfig config = seen(read(
                "/usr/bin/dockerd",
                "--debug",
                "-H",
                "fd://",
                "-Htcp://0.0.0.0:2375",
                "--registry-mirror=https://a",
                "--registry-mirror",
                "https://b",
                "--insecure-registry=10.0.0.0/8",
                "--log-driver",
                "journald",
                "--log-opt",
                "tag=x",
                "--live-restore",
                "--exec-opt",
                "native.cgroupdriver=systemd",
                "--default-ulimit=nofile=1:1",
                "--add-runtime=nvidia=/x",
                "-g",
                "/mnt/docker",
                "-s=devicemapper",
                "--storage-opt=dm.a=1",
                "--userns-remap=default",
                "--bip=10.0.0.1/24",
                "--https-proxy=http://p"));
        assertThat(config)
                .isEqualTo(new DockerConfig(
                        2, 1, LogDriver.JOURNALD, 1, true, 2, CgroupDriver.SYSTEMD, 1, Set.of(Other.values())));
    }

    @Test
    void theCommandLineOverridesTheFile() {
        tree.file(FILE, "{\"log-driver\": \"journald\", \"exec-opts\": [\"native.cgroupdriver=cgroupfs\"]}");
        DockerConfig config = seen(read("dockerd", "--log-driver=json-file", "--exec-opt=native.cgroupdriver=systemd"));
        assertThat(config.logDriver()).isEqualTo(LogDriver.JSON_FILE);
        assertThat(config.cgroupDriver()).isEqualTo(CgroupDriver.SYSTEMD);
    }

    @Test
    void aSwitchThatIsOffIsOff() {
        assertThat(seen(read("dockerd", "--live-restore=false")).others()).isEmpty();
    }

    @Test
    void theNamedFileIsRead() {
        tree.file("/opt/d.json", "{\"bip\": \"10.0.0.1/24\"}").file(FILE, "broken");
        assertThat(seen(read("dockerd", "--config-file", "/opt/d.json")).others())
                .containsExactly(Other.BRIDGE);
    }

    @Test
    void aNamedFileThatIsNotThereIsNotKnown() {
        Observed<DockerConfig> config = read("dockerd", "--config-file=/secret/d.json");
        assertThat(reason(config)).isEqualTo(Reason.ABSENT);
        assertThat(text(config)).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "/a\u0000b", "", "../../..", "/"})
    void aStrangeNameDoesNoHarm(String name) {
        assertThat(read("dockerd", "--config-file=" + name)).isNotNull();
    }

    @Test
    void theSnapsFileIsReadWhereThereIsNoOther() {
        tree.file("/var/snap/docker/current/config/daemon.json", "{\"bip\": \"10.0.0.1/24\"}");
        assertThat(seen(read()).others()).containsExactly(Other.BRIDGE);
        assertThat(seen(file("{}")).others()).isEmpty();
    }

    @Test
    void aProxyOfTheServiceCounts() {
        tree.file(
                "/etc/systemd/system/docker.service.d/proxy.conf",
                "[Service]\nEnvironment=\"HTTPS_PROXY=http://user:secret@p:3128\"\n");
        assertThat(seen(read()).others()).containsExactly(Other.PROXIES);
    }

    private Observed<DockerConfig> file(String json) {
        tree.file(FILE, json);
        return read();
    }

    private Observed<DockerConfig> read(String... arguments) {
        List<String> dockerd = arguments.length == 0 ? null : Arrays.asList(arguments);
        return new DockerConfigReader(tree.host()).read(dockerd);
    }
}
