package dev.dockershim.exporter.hostroot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dockershim.exporter.evidence.Observed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were damaged in any way are read to an answer: nothing is thrown, hangs, or grows. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KubeletFormatsMutationTest {

    private static final int ROUNDS = 400;
    private static final byte[] TELLING =
            "\"'\\$={}[]&*<>:-#;%!|,\n\t \0\177".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "kubeadm-1.23-docker, var/lib/kubelet/kubeadm-flags.env",
        "kubeadm-1.27-containerd, var/lib/kubelet/config.yaml",
        "kubeadm-1.34-containerd, var/lib/kubelet/instance-config.yaml",
        "kubeadm-1.23-docker, usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf",
        "kubeadm-1.27-containerd, proc/812/cmdline",
        "k3s, proc/700/cmdline",
        "k3s, etc/rancher/k3s/config.yaml",
        "k3s, etc/systemd/system/k3s.service",
        "microk8s, var/snap/microk8s/current/args/kubelet",
        "eks-like, etc/kubernetes/kubelet/kubelet-config.json",
        "kubeadm-1.23-docker, usr/local/bin/clean-images.sh",
        "kubeadm-1.23-docker, var/lib/dpkg/info/docker-ce.list",
    })
    void damagedFiles(String tree, String file) throws IOException {
        TemporaryHost host = TemporaryHost.copyOf(tree, directory);
        Path path = directory.resolve(file);
        byte[] whole = Files.readAllBytes(path);
        Random random = new Random(file.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            Files.write(path, damaged(whole, random));
            for (Observed<?> answer : answers(host.root())) {
                assertThat(answer).isNotNull();
            }
        }
    }

    private static List<Observed<?>> answers(HostRoot host) {
        Observed<ProcessList> processes = new Processes(host).look();
        return List.of(
                new KubeletCommandLine(host).read(processes),
                new KubeletFilesReader(host).read(processes),
                new DockerDaemonReader(host).read(processes),
                new NodeScriptsReader(host, List.of("/usr/local/bin", "/etc")).read());
    }

    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int changes = 1 + random.nextInt(8);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
                case 2 -> bytes = java.util.Arrays.copyOf(bytes, at);
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(64), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, length);
                }
            }
        }
        return bytes;
    }

    /** The classical bombs: deep nesting, aliases of aliases, endless keys and numbers. */
    @ParameterizedTest
    @ValueSource(
            strings = {"[", "{", "{\"a\":", "- ", "a: {", "? ", "&a ", "!!x ", "9", "\\", "\"", "%", "| ", "<<: {"})
    void repeatedWithoutEnd(String part) {
        String text = part.repeat(HostText.MAX_BYTES / part.length());
        assertThat(TopLevelFields.read(text, Set.of("kind"))).isIn(null, java.util.Map.of());
        String field = "kind: " + text;
        assertThat(TopLevelFields.read(field, Set.of("other"))).isIn(null, java.util.Map.of());
    }

    @Test
    void aliasesAreNotUnfolded() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [".formatted(i, i))
                    .append("*a%d,".formatted(i - 1).repeat(9))
                    .append("]\n");
        }
        bomb.append("kind: KubeletConfiguration\n");
        assertThat(TopLevelFields.read(bomb.toString(), Set.of("kind")))
                .containsEntry("kind", List.of("KubeletConfiguration"));
    }

    @Test
    void longLinesAreSplitInGoodTime() {
        String quotes = "'\"".repeat(HostText.MAX_BYTES / 2);
        assertThat(Words.split(quotes)).isNull();
        assertThat(Words.split("\\".repeat(HostText.MAX_BYTES))).hasSize(1);
        assertThat(EnvironmentFile.parse("A=\"" + "x\\\n".repeat(80_000))).isNull();
        assertThat(DockerUse.isIn("docker ".repeat(40_000))).isFalse();
        assertThat(DockerUse.isIn("docker" + " \t".repeat(120_000) + "x")).isFalse();
    }
}
