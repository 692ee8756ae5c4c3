package dev.dockershim.exporter.hostroot;

import static dev.dockershim.exporter.hostroot.TemporaryHost.reason;
import static dev.dockershim.exporter.hostroot.TemporaryHost.seen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.CgroupDriver;
import dev.dockershim.exporter.evidence.Endpoint;
import dev.dockershim.exporter.evidence.EndpointClass;
import dev.dockershim.exporter.evidence.KubeletFiles;
import dev.dockershim.exporter.evidence.KubeletSettings;
import dev.dockershim.exporter.evidence.KubeletSettings.ContainerRuntimeFlag;
import dev.dockershim.exporter.evidence.Observed;
import dev.dockershim.exporter.evidence.Observed.Missing;
import dev.dockershim.exporter.evidence.Observed.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KubeletFilesReaderTest {

    private static final String ENV = "/var/lib/kubelet/kubeadm-flags.env";
    private static final String CONFIG = "/var/lib/kubelet/config.yaml";
    private static final String INSTANCE = "/var/lib/kubelet/instance-config.yaml";
    private static final String UNIT = "/usr/lib/systemd/system/kubelet.service";
    private static final String DROP_IN = "/etc/systemd/system/kubelet.service.d/";
    private static final String KIND = "kind: KubeletConfiguration\n";

    @TempDir
    private Path directory;

    private TemporaryHost host;

    @BeforeEach
    void makeHost() {
        host = new TemporaryHost(directory);
    }

    @Test
    void nothingIsAbsent() throws IOException {
        assertThat(reason(read())).isEqualTo(Reason.ABSENT);
        host.file("/var/lib/kubelet/pods/x", "");
        assertThat(reason(read())).isEqualTo(Reason.ABSENT);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "KUBELET_KUBEADM_ARGS=\"--container-runtime=remote --container-runtime-endpoint=unix:///a/crio/crio.sock\", REMOTE, CRI_O",
                "KUBELET_KUBEADM_ARGS='--container-runtime docker', DOCKER, -",
                "KUBELET_KUBEADM_ARGS=--container-runtime=docker, DOCKER, -",
                "# KUBELET_KUBEADM_ARGS=--container-runtime=docker, -, -",
                "KUBELET_KUBEADM_ARGS=\"--x='a b' '--container-runtime=docker'\", DOCKER, -",
                "OTHER=\"--container-runtime=docker\", -, -",
            })
    void variablesWithoutAUnit(String line, @Nullable ContainerRuntimeFlag runtime, @Nullable EndpointClass kind)
            throws IOException {
        host.file(ENV, line + '\n');
        KubeletFiles files = seen(read());
        assertThat(files.flags().containerRuntime()).isEqualTo(runtime);
        assertThat(kind(files.flags())).isEqualTo(kind);
        assertThat(files.kubeadm()).isTrue();
    }

    @Test
    void extraArgumentsComeLast() throws IOException {
        host.file(ENV, "KUBELET_KUBEADM_ARGS=--container-runtime=docker\n")
                .file("/etc/default/kubelet", "KUBELET_EXTRA_ARGS=\"--container-runtime=remote\"\n");
        assertThat(seen(read()).flags().containerRuntime()).isEqualTo(ContainerRuntimeFlag.REMOTE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KUBELET_KUBEADM_ARGS=\"--container-runtime=rem",
                "KUBELET_KUBEADM_AR",
                "KUBELET_KUBEADM_ARGS=\"--container-runtime-endpoint\"\n",
                "KUBELET_KUBEADM_ARGS=\"--x='a\"\n",
                "\0\0\0\0",
                "<<<<<<< HEAD\n",
            })
    void aHalfWrittenFileOfVariablesIsUnknown(String text) throws IOException {
        host.file(ENV, text).file(CONFIG, KIND);
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @Test
    void aUnitUsesOnlyTheVariablesItNames() throws IOException {
        host.file(ENV, "KUBELET_KUBEADM_ARGS=--container-runtime=docker\n")
                .file(
                        UNIT,
                        "[Service]\nEnvironmentFile=-" + ENV + "\nExecStart=/usr/bin/kubelet $KUBELET_EXTRA_ARGS\n");
        assertThat(seen(read()).flags()).isEqualTo(KubeletSettings.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "[Service]|ExecStart=/usr/bin/kubelet --container-runtime=remote, REMOTE",
                "[Service]|ExecStart=|ExecStart=-/opt/bin/kubelet \\|  --v=2 \\|# not this|  --container-runtime=remote, REMOTE",
                "[Service]|Environment=\"A=--container-runtime remote\" B=1|ExecStart=/usr/bin/kubelet $A, REMOTE",
                "[Service]|Environment=A=remote|ExecStart=/usr/bin/kubelet --container-runtime=${A}, REMOTE",
                "[Service]|Environment=A=docker|Environment=A=remote|ExecStart=kubelet --container-runtime=${A}, REMOTE",
                "[Service]|Environment=A=docker|Environment=|ExecStart=kubelet --container-runtime=${A}x, OTHER",
                "[Unit]|ExecStart=x|[Service]|ExecStart=/usr/bin/env kubelet --container-runtime=docker, DOCKER",
            })
    void unitsAsSystemdReadsThem(String unit, ContainerRuntimeFlag runtime) throws IOException {
        host.file(UNIT, unit.replace('|', '\n'));
        assertThat(seen(read()).flags().containerRuntime()).isEqualTo(runtime);
    }

    @Test
    void dropInsAreLaidOverTheUnitByTheirNames() throws IOException {
        host.file(UNIT, "[Service]\nExecStart=/usr/bin/kubelet $A\nEnvironment=A=--container-runtime=docker\n")
                .file(DROP_IN + "20-b.conf", "[Service]\nEnvironment=A=--container-runtime=remote\n")
                .file("/usr/lib/systemd/system/kubelet.service.d/10-a.conf", "[Service]\nEnvironment=A=--v=2\n")
                .file(DROP_IN + "30-c.off", "[Service]\nEnvironment=A=--v=2\n");
        assertThat(seen(read()).flags().containerRuntime()).isEqualTo(ContainerRuntimeFlag.REMOTE);
        host.file("/usr/lib/systemd/system/kubelet.service.d/99-z.conf", "[Service]\nEnvironment=A=--v=2\n");
        assertThat(seen(read()).flags().containerRuntime()).isNull();
        host.file(DROP_IN + "99-z.conf", "");
        assertThat(seen(read()).flags().containerRuntime()).isEqualTo(ContainerRuntimeFlag.REMOTE);
    }

    @Test
    void filesOfVariablesWinOverVariables() throws IOException {
        host.file(
                        UNIT,
                        lines(
                                "[Service]",
                                "EnvironmentFile=/a",
                                "EnvironmentFile=-/none",
                                "Environment=A=docker",
                                "ExecStart=kubelet --container-runtime=${A}"))
                .file("/a", "A=remote\n");
        assertThat(seen(read()).flags().containerRuntime()).isEqualTo(ContainerRuntimeFlag.REMOTE);
        Files.delete(directory.resolve("a"));
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[Service]\nExecStart=/usr/local/bin/start-kubelet.sh\n",
                "[Service]\nExecStart=/bin/sh -c \"exec /usr/bin/kubelet\"\n",
                "[Service]\nExecStart=/usr/bin/kubelet \"--container-runtime=\n",
                "[Service]\nExecStart=\n",
                "[Service]\nExecSta",
            })
    void aUnitThatTellsNoFlagsIsUnknown(String unit) throws IOException {
        host.file(UNIT, unit).file(CONFIG, KIND);
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @Test
    void aMaskedUnitIsNone() throws Exception {
        host.file(UNIT, "[Service]\nExecStart=kubelet --container-runtime=docker\n")
                .pipe("/dev/null")
                .link("/etc/systemd/system/kubelet.service", "/dev/null");
        assertThat(reason(read())).isEqualTo(Reason.ABSENT);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "containerRuntimeEndpoint: unix:///run/containerd/containerd.sock, CONTAINERD, -",
                "containerRuntimeEndpoint: \"\", -, -",
                "containerRuntimeEndpoint: null|cgroupDriver: systemd, -, SYSTEMD",
                "cgroupDriver: \"cgroupfs\", -, CGROUPFS",
                "other: &a {cgroupDriver: systemd}|more: *a, -, -",
                "nested:|  cgroupDriver: systemd, -, -",
                "# cgroupDriver: systemd, -, -",
            })
    void theConfiguration(String yaml, @Nullable EndpointClass kind, @Nullable CgroupDriver driver) throws IOException {
        host.file(CONFIG, KIND + yaml.replace('|', '\n'));
        KubeletFiles files = seen(read());
        assertThat(kind(files.config())).isEqualTo(kind);
        assertThat(files.config().cgroupDriver()).isEqualTo(driver);
        assertThat(files.kubeadm()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "kind: KubeletConfig",
                "kind: KubeletConfiguration\ncgroupDriver: [",
                "kind: KubeletConfiguration\ncgroupDriver: systemd\ncgroupDriver: cgroupfs",
                "kind: KubeletConfiguration\ncgroupDriver: &a systemd\ncontainerRuntimeEndpoint: *a",
                "kind: KubeletConfiguration\nx: &a {cgroupDriver: systemd}\n<<: *a",
                "kind: KubeletConfiguration\ncgroupDriver: cgroup",
                "kind: KubeletConfiguration\ncgroupDriver: {}",
                "kind: KubeletConfiguration\ncgroupDriver: [systemd, cgroupfs]",
                "kind: KubeletConfiguration\ncontainerRuntimeEndpoint: 5",
                "kind: KubeletConfiguration\ncontainerRunt",
                "kind: KubeletConfiguration\n---\nkind: KubeletConfiguration",
                "{\"kind\":\"KubeletConfiguration\",\"cgroupDriver\":\"system",
                "{\"kind\":\"KubeletConfiguration\"}}",
                "- kind: KubeletConfiguration",
                "KubeletConfiguration",
                "kind: KubeletConfiguration\n<<<<<<< HEAD\n",
                "\u0000\u0001\u0002",
            })
    void aConfigurationThatIsNoneIsUnknown(String text) throws IOException {
        host.file(CONFIG, text).file(ENV, "KUBELET_KUBEADM_ARGS=\n");
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/there/c.yaml", "/empty/c.yaml", "/binary/c.yaml", "/directory/c.yaml", "/large/c.yaml"})
    void aPathThatAFlagNamesIsNotTold(String path) throws IOException {
        host.process(20, "kubelet", "kubelet", "--config=" + path)
                .file("/there/c.yaml", "kind: KubeletConfiguration\ncgroupDriver: [")
                .file("/empty/c.yaml", "")
                .file("/binary/c.yaml", "\u0000")
                .file("/directory/c.yaml/x", "")
                .file("/large/c.yaml", "#".repeat(HostText.MAX_BYTES + 1));
        Observed<KubeletFiles> files = read();
        assertThat(files).isInstanceOf(Missing.class);
        assertThat(((Missing<KubeletFiles>) files).text())
                .isNotEmpty()
                .doesNotContain("c.yaml")
                .doesNotContain(path);
    }

    @Test
    void dropInsAreLaidOverTheConfiguration() throws IOException {
        host.process(20, "kubelet", "kubelet", "--config=/c.yaml", "--config-dir=/c.d")
                .file(
                        "/c.yaml",
                        KIND
                                + lines(
                                        "cgroupDriver: systemd",
                                        "containerLogMaxSize: 10Mi",
                                        "containerRuntimeEndpoint: unix:///run/containerd/containerd.sock"))
                .file("/c.d/20.conf", KIND + "containerRuntimeEndpoint: unix:///var/run/crio/crio.sock\n")
                .file("/c.d/10.conf", KIND + "containerRuntimeEndpoint: unix:///x\ncgroupDriver: cgroupfs\n")
                .file("/c.d/30.yaml", "no: drop-in\n");
        assertThat(seen(read()).config())
                .isEqualTo(new KubeletSettings(
                        new Endpoint(EndpointClass.CRI_O, true), null, CgroupDriver.CGROUPFS, true, false));
        host.file("/c.d/40.conf", KIND + "containerRuntimeEndpoint: \"\"\n");
        assertThat(kind(seen(read()).config())).isNull();
        host.file("/c.d/50.conf", "cgroupDriver: systemd\n");
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @Test
    void theRunningKubeletTellsWhereItsConfigurationIs() throws IOException {
        host.file(CONFIG, KIND + "cgroupDriver: cgroupfs\n")
                .process(20, "kubelet", "kubelet", "--config", "/run/k0s/kubelet.yaml")
                .file("/run/k0s/kubelet.yaml", KIND + "cgroupDriver: systemd\n");
        assertThat(seen(read()).config().cgroupDriver()).isEqualTo(CgroupDriver.SYSTEMD);
        host.process(20, "kubelet", "kubelet", "--config", "/not/there");
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
        host.process(20, "kubelet", "kubelet", "--config", "run/k0s/kubelet.yaml");
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @Test
    void aKubeletWithoutAConfigurationReadsNoLeftOver() throws IOException {
        host.file(CONFIG, KIND + "cgroupDriver: cgroupfs\n").process(20, "kubelet", "kubelet", "--v=2");
        assertThat(reason(read())).isEqualTo(Reason.ABSENT);
        host.file(UNIT, "[Service]\nExecStart=kubelet --v=2\n");
        assertThat(seen(read()).config()).isEqualTo(KubeletSettings.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "kind: KubeletConfiguration|containerRuntimeEndpoint: unix:///var/run/crio/crio.sock, CRI_O, -",
                "containerRuntimeEndpoint: unix:///run/containerd/containerd.sock, CONTAINERD, -",
                "kind: KubeletConfiguration, -, -",
                "containerRuntimeEndpoint: [, -, INVALID",
                "containerRuntimeEndpoint: [a/b], CONTAINERD, -",
            })
    void theInstanceConfiguration(String yaml, @Nullable EndpointClass kind, @Nullable Reason missing)
            throws IOException {
        host.file(INSTANCE, yaml.replace('|', '\n').replace("a/b", "/run/containerd/containerd.sock"));
        Observed<KubeletFiles> read = read();
        if (missing != null) {
            assertThat(reason(read)).isEqualTo(missing);
            return;
        }
        Endpoint endpoint = seen(read).instanceConfig();
        assertThat(endpoint == null ? null : endpoint.kind()).isEqualTo(kind);
        assertThat(seen(read).kubeadm()).isTrue();
    }

    @Test
    void filesOfSeveralKubeletsAreToldByTheRunningOne() throws IOException {
        host.file(ENV, "KUBELET_KUBEADM_ARGS=--container-runtime=docker\n")
                .file("/var/snap/microk8s/current/args/kubelet", "# flags\n--container-runtime=remote\n");
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
        host.process(20, "kubelite", "kubelite");
        assertThat(seen(read()).flags().containerRuntime()).isEqualTo(ContainerRuntimeFlag.REMOTE);
        host.process(20, "kubelet", "kubelet");
        assertThat(seen(read()).flags().containerRuntime()).isEqualTo(ContainerRuntimeFlag.DOCKER);
    }

    @Test
    void k3sFilesAndServiceInTheirOrder() throws IOException {
        host.file(
                        "/etc/rancher/k3s/config.yaml",
                        lines(
                                "docker: true",
                                "container-runtime-endpoint: unix:///a",
                                "kubelet-arg: [container-log-max-size=1Mi]"))
                .file(
                        "/etc/rancher/k3s/config.yaml.d/1.yaml",
                        "docker: false\nkubelet-arg+: container-log-max-files=2\n");
        assertThat(seen(read()).flags())
                .isEqualTo(new KubeletSettings(new Endpoint(EndpointClass.OTHER, true), null, null, true, true));
        host.file("/etc/rancher/k3s/config.yaml.d/2.yml", "kubelet-arg: [v=2]\n")
                .file(
                        "/etc/systemd/system/k3s-agent.service",
                        lines(
                                "[Service]",
                                "ExecStart=/usr/local/bin/k3s \\",
                                "  agent \\",
                                "  '--container-runtime-endpoint' \\",
                                "  '/run/containerd/containerd.sock' \\",
                                ""));
        assertThat(seen(read()).flags())
                .isEqualTo(
                        new KubeletSettings(new Endpoint(EndpointClass.CONTAINERD, false), null, null, false, false));
        host.file("/etc/systemd/system/k3s.service", "[Service]\nExecStart=/usr/local/bin/k3s server\n");
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"true, K3S_DOCKER", "\"true\", K3S_DOCKER", "false, -", "yes, INVALID", "docker, INVALID"})
    void dockerOfK3sIsNoFlagOfTheKubelet(String docker, @Nullable String expected) throws IOException {
        host.file("/etc/rancher/k3s/config.yaml", "docker: " + docker + "\n");
        Observed<KubeletFiles> read = read();
        if ("INVALID".equals(expected)) {
            assertThat(reason(read)).isEqualTo(Reason.INVALID);
            return;
        }
        ContainerRuntimeFlag flag = expected == null ? null : ContainerRuntimeFlag.valueOf(expected);
        assertThat(seen(read).flags()).isEqualTo(new KubeletSettings(null, flag, null, false, false));
        assertThat(seen(read).flags().givesContainerRuntime()).isFalse();
    }

    @Test
    void anArgumentOfK3sKubeletIsAFlagOfTheKubelet() throws IOException {
        host.file("/etc/rancher/k3s/config.yaml", "docker: true\nkubelet-arg: container-runtime=docker\n");
        assertThat(seen(read()).flags().givesContainerRuntime()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {ENV, CONFIG, INSTANCE, UNIT, "/etc/default/kubelet", "/etc/rancher/k3s/config.yaml"})
    void aFileThatCannotBeReadMakesAllUnknown(String path) throws Exception {
        host.file("/var/lib/kubelet/x", "").file(INSTANCE, KIND);
        Files.deleteIfExists(host.path(path));
        try (RandomAccessFile sparse = new RandomAccessFile(host.path(path).toFile(), "rw")) {
            sparse.setLength(1L << 30);
        }
        assertThat(reason(read())).isEqualTo(Reason.FAILED);
        Files.delete(host.path(path));
        Files.createDirectory(host.path(path));
        assertThat(reason(read())).isEqualTo(Reason.INVALID);
        Files.delete(host.path(path));
        host.link(path, path);
        assertThat(reason(read())).isEqualTo(Reason.FAILED);
    }

    @Test
    void noFileOutsideIsRead() throws IOException {
        host.file("/outside.yaml", KIND + "cgroupDriver: systemd\n");
        TemporaryHost inner = new TemporaryHost(directory.resolve("root"));
        inner.link(CONFIG, directory.resolve("outside.yaml").toString());
        assertThat(reason(new KubeletFilesReader(inner.root()).read(inner.processes())))
                .isEqualTo(Reason.ABSENT);
    }

    @Test
    void nothingThatIsReadLeavesInATextForPeople() throws IOException {
        host.file(ENV, "KUBELET_KUBEADM_ARGS=\"--token=SECRET --container-runtime");
        assertThat(((Missing<KubeletFiles>) read()).text()).doesNotContain("SECRET");
        host.process(20, "kubelet", "kubelet", "--config=/SECRET", "--x").file(ENV, "");
        assertThat(((Missing<KubeletFiles>) read()).text()).doesNotContain("SECRET");
        for (String content : List.of("no configuration", "\0", "#".repeat(HostText.MAX_BYTES + 1))) {
            host.file("/SECRET", content);
            assertThat(((Missing<KubeletFiles>) read()).text()).doesNotContain("SECRET");
        }
        host.file("/SECRET", KIND)
                .process(20, "kubelet", "kubelet", "--config=/SECRET", "--config-dir=/SECRET.d")
                .file("/SECRET.d/SECRET.conf", "no configuration");
        assertThat(((Missing<KubeletFiles>) read()).text()).doesNotContain("SECRET");
    }

    private Observed<KubeletFiles> read() {
        return new KubeletFilesReader(host.root()).read(host.processes());
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    private static @Nullable EndpointClass kind(KubeletSettings settings) {
        Endpoint endpoint = settings.endpoint();
        return endpoint == null ? null : endpoint.kind();
    }
}
